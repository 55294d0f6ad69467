import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json, both for the sources and for the build in `dist/`. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
