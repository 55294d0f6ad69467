import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isOpenToOthers, makePrivateFolder, readOwnFile } from './private-file.js';

const isWindows = process.platform === 'win32';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-private-'));
  file = join(folder, 'file');
  writeFileSync(file, 'text', { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe(isOpenToOthers.name, () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    [0o600, false],
    [0o400, false],
    [0o700, false],
    [0o640, true],
    [0o604, true],
    [0o620, true],
    [0o602, true],
    [0o100644, true],
  ])('tells whether the mode %o lets others in: %s', (mode, isOpen) => {
    vi.stubGlobal('process', { ...process, platform: 'linux' });
    expect(isOpenToOthers({ mode })).toBe(isOpen);
    vi.stubGlobal('process', { ...process, platform: 'win32' });
    expect(isOpenToOthers({ mode })).toBe(false);
  });
});

describe(readOwnFile.name, () => {
  it('reads a file, and tells whether it is open to others', () => {
    expect(readOwnFile(file, 4)).toEqual({ text: 'text', isOpen: false });
    chmodSync(file, 0o644);
    expect(readOwnFile(file, 4).isOpen).toBe(!isWindows);
  });

  it.each([
    ['a file that is too large', () => writeFileSync(file, 'texts'), 'is larger than 4 bytes'],
    ['a folder', () => (rmSync(file), mkdirSync(file)), /is no file|EISDIR|EPERM/],
    ['no file', () => rmSync(file), 'ENOENT'],
  ])('refuses %s', (_, prepare, problem) => {
    prepare();
    expect(() => readOwnFile(file, 4)).toThrow(problem);
  });

  it.skipIf(isWindows).each([
    ['a link', () => (rmSync(file), symlinkSync(join(folder, 'x'), file)), 'is a link'],
    // mkfifo is on every system but Windows.
    ['a pipe, without waiting for its writer', () => (rmSync(file), mkfifo(file)), 'is no file'],
  ])('refuses %s', (_, prepare, problem) => {
    prepare();
    expect(() => readOwnFile(file, 4)).toThrow(problem);
  });

  it.runIf(process.getuid?.() === 0)('refuses a file of another user', () => {
    chownSync(file, 12_345, 12_345);
    expect(() => readOwnFile(file, 4)).toThrow('belongs to another user');
  });
});

describe(makePrivateFolder.name, () => {
  it.skipIf(isWindows)('makes a folder for its owner only, and closes one that is open', () => {
    const made = join(folder, 'a/b');
    makePrivateFolder(made);
    expect(statSync(made).mode & 0o777).toBe(0o700);
    chmodSync(made, 0o777);
    makePrivateFolder(made);
    expect(statSync(made).mode & 0o777).toBe(0o700);
  });
});

function mkfifo(path: string): void {
  execFileSync('mkfifo', [path]);
}
