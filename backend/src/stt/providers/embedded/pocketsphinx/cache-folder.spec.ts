import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCacheFolder, TemporaryFilesError, writeCompletely } from './cache-folder.js';

describe('the folder for the recogniser', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'earshot-test-'));
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  const make = (name: string) => {
    mkdirSync(join(parent, name));
    return join(parent, name);
  };

  it('removes the folders of processes that were killed, and no others', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const left = make(`earshot-stt-${pid}-abc`);
    const kept = [make(`earshot-stt-${process.pid}-abc`), make('earshot-stt-abc'), make(`other-${pid}-abc`)];
    const created = createCacheFolder(parent);
    expect(existsSync(left)).toBe(false);
    for (const folder of [...kept, created]) expect(existsSync(folder)).toBe(true);
  });

  it('says if temporary files cannot be written', () => {
    expect(() => createCacheFolder(join(parent, 'missing'))).toThrow(TemporaryFilesError);
    expect(() => writeCompletely(join(parent, 'missing', 'file'), 'text')).toThrow(TemporaryFilesError);
  });

  it('writes a file', () => {
    const file = join(createCacheFolder(parent), 'file');
    writeCompletely(file, 'text');
    expect(readFileSync(file, 'utf8')).toBe('text');
  });
});
