import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './files/project-root.js';

/** The version of Earshot, such as `0.1.0`. */
export const PACKAGE_VERSION = readVersion();

function readVersion(): string {
  const text = readFileSync(join(projectRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
