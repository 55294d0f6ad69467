import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('npm commands in the docs', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = ['README.md', ...globSync('docs/*.md', { cwd: ROOT })]
    .flatMap((file) =>
      [...read(file).matchAll(/\bnpm (?:run )?([a-z]+(?::[a-z]+)*)/g)].map(([, name]) => name!),
    )
    .filter((name) => name !== 'ci');

  it.each([...new Set(named)])('npm run %s exists', (name) => {
    expect(Object.keys(scripts)).toContain(name);
  });
});

it('npm run bench and npm run demo load in Node, which only strips types', () => {
  // The demo has no run without a browser: the benchmark of the extension loads the same harness.
  const { status, stderr } = spawnSync(process.execPath, ['bench/run.ts', 'none'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^Unknown benchmark "none": use some of .*extension/);
  expect(status).toBe(2);
});
