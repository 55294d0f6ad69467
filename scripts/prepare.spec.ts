import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

describe('scripts/prepare.js', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'earshot prepare-'));
    cpSync(join(import.meta.dirname, 'prepare.js'), join(root, 'scripts/prepare.js'));
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function prepare() {
    const script = join(root, 'scripts/prepare.js');
    const { stdout, stderr, status } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    return { stdout, stderr, status };
  }

  it('does nothing where the build tools are not installed', () => {
    expect(prepare()).toEqual({ stdout: '', stderr: '', status: 0 });
  });

  it('makes the types of the extension, and ends with the exit code', () => {
    const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs');
    mkdirSync(dirname(wxt), { recursive: true });
    writeFileSync(wxt, 'console.log(...process.argv.slice(2)); process.exit(3);');
    expect(prepare()).toEqual({ stdout: 'prepare\n', stderr: '', status: 3 });
  });
});
