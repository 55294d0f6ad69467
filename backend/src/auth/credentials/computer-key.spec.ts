import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computerKeyFile, computerKeyId, ensureComputerKey, parseComputerKey } from './computer-key.js';

describe(ensureComputerKey.name, () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-computer-key-'));
    file = computerKeyFile(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes the key once, and leaves nothing else behind', () => {
    const key = ensureComputerKey(folder);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    expect(ensureComputerKey(folder)).toBe(key);
    expect(parseComputerKey(readFileSync(file, 'utf8'))).toBe(key);
    expect(readdirSync(dirname(file))).toEqual(['computer-key']);
  });

  it('gives builds that run side by side the same key', async () => {
    const program = pathToFileURL(join(import.meta.dirname, 'computer-key.ts')).href;
    // Many times, and all builds at once, so that some of them meet.
    const folders = Array.from({ length: 40 }, (_, i) => join(folder, String(i)));
    const code = `
      const { ensureComputerKey } = await import(${JSON.stringify(program)});
      console.log('ready');
      process.stdin.once('data', () => {
        console.log(${JSON.stringify(folders)}.map(ensureComputerKey).join());
        process.exit();
      });`;
    const builds = Array.from({ length: 3 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await Promise.all(builds.map(({ stdout }) => once(stdout, 'data')));
    const keys = builds.map(({ stdout }) => text(stdout));
    for (const { stdin } of builds) stdin.write('go');
    const made = `${folders.map((each) => ensureComputerKey(each)).join()}\n`;
    expect(await Promise.all(keys)).toEqual([made, made, made]);
  });

  it.each([
    ['empty', (path: string) => writeFileSync(path, ''), 'is damaged'],
    ['too short', (path: string) => writeFileSync(path, 'A'.repeat(42)), 'is damaged'],
    ['no key', (path: string) => writeFileSync(path, '='.repeat(43)), 'is damaged'],
    ['huge', (path: string) => writeFileSync(path, 'A'.repeat(2_000)), 'is larger than'],
    ['a folder', (path: string) => mkdirSync(path), 'cannot be used'],
  ])('refuses a file that is %s, and leaves it', (_, spoil, problem) => {
    mkdirSync(dirname(file));
    spoil(file);
    expect(() => ensureComputerKey(folder)).toThrow(problem);
    expect(readdirSync(dirname(file))).toEqual(['computer-key']);
  });

  it.skipIf(process.platform === 'win32').each([
    ['to another file', 'elsewhere'],
    ['to nothing', 'nothing'],
  ])('follows no link %s', (_, target) => {
    mkdirSync(dirname(file));
    writeFileSync(join(folder, 'elsewhere'), 'A'.repeat(43));
    symlinkSync(join(folder, target), file);
    expect(() => ensureComputerKey(folder)).toThrow('is a link');
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('A'.repeat(43));
  });
});

describe(computerKeyId.name, () => {
  it('is a digest, so that it tells nothing about the key', () => {
    // printf 'earshot|key_id|AAAA…' | openssl sha256 -binary | basenc --base64url
    expect(computerKeyId('A'.repeat(43))).toBe('computer-arO3qTyHq8JVAj0C');
  });
});
