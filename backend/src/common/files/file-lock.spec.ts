import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../clock/clock.js';
import { withFileLock } from './file-lock.js';

describe(withFileLock.name, () => {
  let folder: string;
  let file: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-lock-'));
    file = join(folder, 'file');
    lock = `${file}.lock`;
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('holds the lock while it runs, and not afterwards', () => {
    expect(withFileLock(file, () => existsSync(lock))).toBe(true);
    expect(existsSync(lock)).toBe(false);
  });

  it('lets the lock go after an error', () => {
    const fail = () => {
      throw new Error('full');
    };
    expect(() => withFileLock(file, fail)).toThrow('full');
    expect(existsSync(lock)).toBe(false);
  });

  it('waits until another process has written', async () => {
    const program = `
      const { rmSync, writeFileSync } = require('node:fs');
      writeFileSync(${JSON.stringify(lock)}, '');
      console.log('held');
      setTimeout(() => {
        writeFileSync(${JSON.stringify(file)}, 'from the other');
        rmSync(${JSON.stringify(lock)});
      }, 50);`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    // However late the other process is, the time to wait is not over.
    vi.spyOn(systemClock, 'now').mockReturnValue(0);
    expect(withFileLock(file, () => readFileSync(file, 'utf8'))).toBe('from the other');
    await once(child, 'exit');
  });

  it('runs without the lock of a process that keeps it, and does not remove it', () => {
    writeFileSync(lock, '');
    expect(withFileLock(file, () => 'done')).toBe('done');
    expect(existsSync(lock)).toBe(true);
  });

  it.each([
    ['long ago', -10],
    ['in the future, because the clock was set back', 3_600],
  ])('takes a lock that was made %s', (_, seconds) => {
    writeFileSync(lock, '');
    const madeAt = Date.now() / 1_000 + seconds;
    utimesSync(lock, madeAt, madeAt);
    withFileLock(file, () => undefined);
    expect(existsSync(lock)).toBe(false);
  });

  it('runs in a folder that does not exist', () => {
    expect(withFileLock(join(folder, 'none/file'), () => 'done')).toBe('done');
  });
});
