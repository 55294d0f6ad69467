import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, makeFolderSync } from './make-folder.js';

const isWindows = process.platform === 'win32';
const module = pathToFileURL(join(import.meta.dirname, 'make-folder.ts')).href;

let base: string;
beforeEach(() => (base = mkdtempSync(join(tmpdir(), 'earshot-folder-'))));
afterEach(() => rmSync(base, { recursive: true }));

describe.each([
  ['at once', async (path: string) => makeFolderSync(path)],
  ['later', makeFolder],
])('a folder that is made %s', (_, make) => {
  it('has the folders that it is in, all of them for their owner only', async () => {
    const path = join(base, 'a/b/c');
    await make(path);
    for (const each of ['a', 'a/b', 'a/b/c']) {
      const { mode } = statSync(join(base, each));
      if (!isWindows) expect(mode & 0o777).toBe(0o700);
    }
  });

  it('may be there already', async () => {
    mkdirSync(join(base, 'a'));
    await make(join(base, 'a'));
    await make(join(base, 'a'));
  });

  it('may be made by two at a time', async () => {
    await Promise.all([make(join(base, 'a/b')), make(join(base, 'a/b'))]);
    expect(statSync(join(base, 'a/b')).isDirectory()).toBe(true);
  });

  it.each<[string, (path: string) => void]>([
    ['a file is there', (path) => writeFileSync(path, '')],
    ['a link to nothing is there', (path) => symlinkSync(join(base, 'nothing'), path)],
  ])('cannot be made where %s', async (_, put) => {
    put(join(base, 'a'));
    await expect(make(join(base, 'a'))).rejects.toThrow('EEXIST');
    await expect(make(join(base, 'a/b'))).rejects.toThrow();
  });
});

// In a process of its own: a call that does not return would hold the tests.
it.runIf(process.platform === 'linux').each(['makeFolder', 'makeFolderSync'])(
  '%s gives up in a folder that takes none',
  (name) => {
    const program = `import { ${name} as make } from '${module}';
      try { await make('/proc/earshot/a'); } catch ({ code }) { console.log(code); }`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(stdout).toBe('ENOENT\n');
  },
);
