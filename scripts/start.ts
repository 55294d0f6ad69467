/** `npm start`: builds both sides, installs system packages, starts the backend and explains how to load the extension. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BACKEND, BACKEND_OPTIONS, NEST, ROOT, WXT } from './project.ts';
import { ensureSystemPackages } from './system-packages.ts';

/** What runs now: it ends with this process. */
const running = new Set<ChildProcess>();
let stopping = false;
let listening = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));

// The reader of a pipe may end first, as in `npm start | head`: the backend goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

console.log('Building the backend and the extension ...');
await Promise.all([build('backend', NEST), build('extension', WXT)]);
ensureSystemPackages(['speech']);

console.log('Starting the backend ...');
const backend = run([...BACKEND_OPTIONS, BACKEND], 'pipe');
backend.stdout?.on('data', (data: Buffer) => {
  process.stdout.write(data);
  if (!data.includes('listens on')) return;
  listening = true;
  console.log(`
To use it, load the extension once:
  1. open chrome://extensions (in Edge: edge://extensions) and switch on "Developer mode"
  2. click "Load unpacked" and choose ${join(ROOT, 'dist/extension/chrome-mv3')}
  3. allow the microphone on the page that opens, then click Earshot's icon in the toolbar

Stop with Ctrl+C.`);
});
backend.on('exit', (code, signal) => {
  const how = signal === null ? `code ${code}` : `signal ${signal}`;
  // A backend that cannot start has said why.
  if (!stopping && code !== 0 && (listening || signal !== null))
    console.error(`The backend has ended unexpectedly (${how}). Start it again: npm start.`);
  process.exit(code ?? 1);
});

function run(args: string[], stdout: 'pipe' | 'ignore'): ChildProcess {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['inherit', stdout, 'inherit'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function build(side: string, tool: string): Promise<void> {
  const [status, signal] = (await once(run([tool, 'build'], 'ignore'), 'exit')) as [number | null, string];
  if (status === 0) return console.log(`  ${side} built`);
  const reason = status === null ? `${signal} ended it` : 'see the errors above';
  if (!stopping)
    console.error(`The ${side} could not be built, ${reason}. For the full output: npm run build`);
  stop('SIGTERM');
  process.exit(status ?? 1);
}

/** On Windows a signal would end a process without its clean-up; there, Ctrl+C has reached it already. */
function stop(signal: NodeJS.Signals): void {
  stopping = true;
  if (process.platform === 'win32' && signal === 'SIGINT') return;
  for (const child of running) child.kill(signal);
}
