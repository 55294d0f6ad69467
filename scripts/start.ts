/** `npm start`: builds both sides, installs system packages, starts the backend and explains how to load the extension. */
import { join } from 'node:path';
import { checkPort } from './check-port.ts';
import { buildSides, Children } from './build-sides.ts';
import { BACKEND, BACKEND_OPTIONS, ROOT } from './project.ts';
import { ensureSystemPackages } from './system-packages.ts';

/** The port of the address that the panel has at first. */
const DEFAULT_PORT = '8765';

const children = new Children();
let listening = false;

// The reader of a pipe may end first, as in `npm start | head`: the backend goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

await checkPort();
await buildSides(children, { stdout: 'ignore' });
ensureSystemPackages(['speech']);

console.log('Starting the backend ...');
const backend = children.run([...BACKEND_OPTIONS, BACKEND], 'pipe');
backend.stdout?.on('data', (data: Buffer) => {
  process.stdout.write(data);
  const [found, address = '', port] = /listens on(?: (wss?:\/\/[^\s"]*:(\d+)))?/.exec(String(data)) ?? [];
  if (found === undefined) return;
  listening = true;
  const isExpected = port === DEFAULT_PORT && address.startsWith('ws:');
  console.log(`
To use it, load the extension once:
  1. open chrome://extensions (in Edge: edge://extensions) and switch on "Developer mode"
  2. click "Load unpacked" and choose ${join(ROOT, 'dist/extension/chrome-mv3')}
  3. allow the microphone on the page that opens, then click Earshot's icon in the toolbar${
    isExpected
      ? ''
      : `
  4. put ${address} into the settings of the panel that opens`
  }

Stop with Ctrl+C.`);
});
backend.on('exit', (code, signal) => {
  const how = signal === null ? `code ${code}` : `signal ${signal}`;
  // A backend that cannot start has said why.
  if (!children.isStopping && code !== 0 && (listening || signal !== null))
    console.error(`The backend has ended unexpectedly (${how}). Start it again: npm start.`);
  process.exit(code ?? 1);
});
