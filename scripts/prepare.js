/**
 * `postinstall`: makes the types that the sources of the extension need. An installation without the build tools
 * (`npm ci --omit=dev`) needs none. In JavaScript, because such an installation may have a Node that cannot load TypeScript.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs');

if (existsSync(wxt)) {
  const { status } = spawnSync(process.execPath, [wxt, 'prepare'], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
