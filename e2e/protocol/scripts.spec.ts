import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

it('npm run bench and npm run demo load in Node, which only strips types', () => {
  // The demo has no run without a browser: the benchmark of the extension loads the same harness.
  const { status, stderr } = spawnSync(process.execPath, ['bench/run.ts', 'none'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^Unknown benchmark "none": use some of .*extension/);
  expect(status).toBe(2);
});
