/** `npm start`: builds both sides, installs system packages, starts the backend and explains how to load the extension. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureSystemPackages } from './system-packages.ts';

const ROOT = join(import.meta.dirname, '..');

const build = spawnSync('npm', ['run', '--silent', 'build'], {
  cwd: ROOT,
  stdio: ['inherit', 'ignore', 'inherit'],
});
if (build.status !== 0) {
  const reason = build.error ? `: ${build.error.message}` : ', see its errors above';
  console.error(`The build failed${reason}. For the full output: npm run build`);
  process.exit(build.status ?? 1);
}
ensureSystemPackages(['speech']);

const backend = spawn(process.execPath, ['--max-semi-space-size=4', 'dist/backend/src/main.js'], {
  cwd: ROOT,
  stdio: ['inherit', 'pipe', 'inherit'],
});
backend.stdout.on('data', (data: Buffer) => {
  process.stdout.write(data);
  if (!data.includes('listens on')) return;
  console.log(`
To use it, load the extension once:
  1. open chrome://extensions (in Edge: edge://extensions) and switch on "Developer mode"
  2. click "Load unpacked" and choose ${join(ROOT, 'dist/extension/chrome-mv3')}
  3. allow the microphone on the page that opens, then click Earshot's icon in the toolbar

Stop with Ctrl+C.`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => backend.kill(signal));
backend.on('exit', (code) => process.exit(code ?? 1));
