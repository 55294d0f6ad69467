import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './project.ts';

const NEST = 'node_modules/@nestjs/cli/bin/nest.js';
const WXT = 'node_modules/wxt/bin/wxt.mjs';
const BACKEND = 'dist/backend/src/main.js';

describe('scripts/start.ts', () => {
  /** A project whose build tools and backend only say that they ran, in a folder with a space in its name. */
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earshot start-'));
    for (const file of ['start', 'build', 'build-sides', 'check-port', 'project', 'system-packages'])
      cpSync(join(import.meta.dirname, `${file}.ts`), join(root, 'scripts', `${file}.ts`));
    const commandLine = 'backend/src/common/command-line.ts';
    cpSync(join(ROOT, commandLine), join(root, commandLine));
    write('package.json', '{"type":"module"}');
    write(NEST, 'console.error("nest", ...process.argv.slice(2))');
    write(WXT, 'console.error("wxt", ...process.argv.slice(2))');
    write(BACKEND, 'console.log("Earshot listens on ws://127.0.0.1:1")');
    // As npm installs commands on Windows: these cannot be started without a shell.
    for (const command of ['npm', 'nest', 'wxt', 'node']) write(`shims/${command}.cmd`, '@exit 1');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  function start(env: NodeJS.ProcessEnv = { PORT: '0' }) {
    const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
      // Without nest, wxt and npm in it.
      env: { PATH: [join(root, 'shims'), '/usr/bin'].join(delimiter), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += String(data)));
    const lines: string[] = [];
    const output = createInterface(child.stdout).on('line', (line) => lines.push(line));
    return { child, output, lines, stderr: () => stderr };
  }

  it('builds both sides, starts the backend and says how to load the extension', async () => {
    const { child, lines, stderr } = start();
    const [code] = await once(child, 'close');
    expect(stderr()).toContain('nest build\n');
    expect(stderr()).toContain('wxt build\n');
    expect(lines).toContain('Earshot listens on ws://127.0.0.1:1');
    expect(lines.join('\n')).toContain(join(root, 'dist/extension/chrome-mv3'));
    expect(code).toBe(0);
  });

  it.each([
    ['ws://127.0.0.1:8765', false],
    ['ws://127.0.0.1:8766', true],
    ['wss://127.0.0.1:8765', true],
  ])('says that %s must be put into the settings: %s', async (address, isSaid) => {
    write(BACKEND, `console.log("Earshot listens on ${address}")`);
    const { child, lines } = start();
    await once(child, 'close');
    expect(lines.some((line) => line.includes(`put ${address} into the settings`))).toBe(isSaid);
  });

  describe('if another program has the port', () => {
    let port: number;
    let other: Server;
    beforeEach(async () => {
      other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      ({ port } = other.address() as AddressInfo);
    });
    afterEach(async () => {
      other.close();
      await once(other, 'close');
    });

    it.each(['environment', 'config file'])('builds nothing, and says so: by the %s', async (from) => {
      if (from === 'config file') write('earshot.config.json', JSON.stringify({ port }));
      const { child, stderr, lines } = start(from === 'config file' ? {} : { PORT: String(port) });
      const [code] = await once(child, 'close');
      expect(stderr()).toMatch(new RegExp(`^Port ${port} is taken, .* Nothing was built\\.\n$`));
      expect(lines).toEqual([]);
      expect(code).toBe(1);
    });
  });

  it.each(['99999', 'eight'])('leaves the word to the backend about PORT=%s', async (PORT) => {
    const { child, lines } = start({ PORT });
    await once(child, 'close');
    expect(lines).toContain('Earshot listens on ws://127.0.0.1:1');
  });

  it('says what it is doing before it has built anything, and ends the build when it is stopped', async () => {
    write(NEST, 'console.error("nest began"); setInterval(() => {}, 1_000);');
    const { child, lines, stderr } = start();
    while (!stderr().includes('nest began')) await once(child.stderr, 'data');
    expect(lines[0]).toMatch(/^Building/);
    child.kill('SIGTERM');
    // Ends only when the build does, because that has the pipe too.
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
  });

  it('says so if something ends the build', async () => {
    write(NEST, 'process.kill(process.pid, "SIGKILL")');
    const { child, stderr } = start();
    const [code] = await once(child, 'close');
    expect(stderr()).toContain('The backend could not be built, SIGKILL ended it.');
    expect(code).toBe(1);
  });

  it.each([
    ['process.kill(process.pid, "SIGKILL")', 'signal SIGKILL', 1],
    ['process.kill(process.pid, "SIGTERM")', 'signal SIGTERM', 1],
    ['process.exit(3)', 'code 3', 3],
    ['throw new Error("a fault")', 'code 1', 1],
  ])('says so if the backend ends by itself: %s', async (ending, how, status) => {
    write(BACKEND, `console.log("listens on"); setTimeout(() => { ${ending} }, 100);`);
    const { child, stderr } = start();
    const [code] = await once(child, 'close');
    expect(stderr()).toContain(`The backend has ended unexpectedly (${how}). Start it again: npm start.\n`);
    expect(code).toBe(status);
  });

  it('leaves the word to a backend that cannot start', async () => {
    write(BACKEND, 'console.error("Port 8787 is in use."); process.exitCode = 1;');
    const { child, stderr } = start();
    const [code] = await once(child, 'close');
    expect(stderr()).toMatch(/Port 8787 is in use\.\n$/);
    expect(code).toBe(1);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('says nothing when %s has stopped the backend', async (signal) => {
    write(BACKEND, 'console.log("listens on"); setInterval(() => {}, 1_000);');
    const { child, output, stderr } = start();
    for await (const line of output) if (line.startsWith('Stop with')) break;
    child.kill(signal);
    await once(child, 'exit');
    expect(stderr()).not.toContain('ended unexpectedly');
  });

  it('starts no backend after a build that failed', async () => {
    write(WXT, 'console.error("an error in a component"); process.exit(2);');
    const { child, lines, stderr } = start();
    const [code] = await once(child, 'close');
    // The other side may say something in between.
    expect(stderr()).toMatch(/an error in a component\n[^]*The extension could not be built/);
    expect(lines.join('\n')).not.toContain('listens on');
    expect(code).toBe(2);
  });
});
