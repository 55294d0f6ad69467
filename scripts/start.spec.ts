import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const NEST = 'node_modules/@nestjs/cli/bin/nest.js';
const WXT = 'node_modules/wxt/bin/wxt.mjs';
const BACKEND = 'dist/backend/src/main.js';

describe('scripts/start.ts', () => {
  /** A project whose build tools and backend only say that they ran, in a folder with a space in its name. */
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earshot start-'));
    for (const file of ['start.ts', 'project.ts', 'system-packages.ts'])
      cpSync(join(import.meta.dirname, file), join(root, 'scripts', file));
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

  function start() {
    const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
      // Without nest, wxt and npm in it.
      env: { PATH: [join(root, 'shims'), '/usr/bin'].join(delimiter) },
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

  it('starts no backend after a build that failed', async () => {
    write(WXT, 'console.error("an error in a component"); process.exit(2);');
    const { child, lines, stderr } = start();
    const [code] = await once(child, 'close');
    expect(stderr()).toContain('an error in a component\nThe extension could not be built');
    expect(lines.join('\n')).not.toContain('listens on');
    expect(code).toBe(2);
  });
});
