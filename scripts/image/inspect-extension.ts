/** The extension that the Dockerfile builds for people without Node. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holds, type Row } from '../../bench/lib/table.ts';
import { BACKEND_KEY_FILE } from '../backend-key.ts';
import { buildTarget, type ContainerTool } from './container-tool.ts';

export function inspectExtension(tool: ContainerTool): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-extension-'));
  try {
    buildTarget(tool, 'extension', ['--output', `type=local,dest=${folder}`]);
    return [
      holds('can be loaded by the browser', existsSync(join(folder, 'manifest.json'))),
      holds('has no key of this computer', !existsSync(join(folder, BACKEND_KEY_FILE))),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
