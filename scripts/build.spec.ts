import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const NEST = 'node_modules/@nestjs/cli/bin/nest.js';
const WXT = 'node_modules/wxt/bin/wxt.mjs';

describe('scripts/build.ts', () => {
  /** A project whose build tools only say that they ran. */
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earshot build-'));
    for (const file of ['build.ts', 'build-sides.ts', 'project.ts'])
      cpSync(join(import.meta.dirname, file), join(root, 'scripts', file));
    write('package.json', '{"type":"module"}');
    write(NEST, 'console.log("nest", ...process.argv.slice(2))');
    write(WXT, 'console.log("wxt", ...process.argv.slice(2))');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  function build(...args: string[]) {
    // Without nest and wxt in the PATH, as outside npm scripts.
    const options = { env: { PATH: '/usr/bin' }, encoding: 'utf8' } as const;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(root, 'scripts/build.ts'), ...args],
      options,
    );
    return { lines: stdout.split('\n'), stderr, status };
  }

  it.each([
    [[], ['nest build', 'wxt build']],
    [['--test'], ['nest build', 'wxt build', 'wxt build --mode test']],
  ])('builds both sides, and the test build when asked to: %j', (args, expected) => {
    const { lines, status } = build(...args);
    expect(lines.filter((line) => /^(?:nest|wxt)/.test(line)).sort()).toEqual(expected);
    expect(status).toBe(0);
  });

  it.each([
    [NEST, 'The backend could not be built, see the errors above.\n', []],
    [WXT, 'The extension could not be built, see the errors above.\n', ['--test']],
  ])('ends with the exit code of a build that fails: %s', (tool, message, args) => {
    write(tool, 'console.error("an error"); process.exit(2);');
    const { stderr, status } = build(...args);
    expect(stderr).toMatch(new RegExp(`^an error\n(?:[^]*\n)?${message}`));
    expect(status).toBe(2);
  });

  it.each(['--tset', '--test=1', 'test'])(
    'builds nothing with an option that it does not know: %s',
    (option) => {
      const { lines, stderr, status } = build(option);
      expect(lines).toEqual(['']);
      expect(stderr).toContain('The only option is --test');
      expect(status).toBe(1);
    },
  );
});
