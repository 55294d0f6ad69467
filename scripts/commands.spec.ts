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
    .filter((name) => name !== 'ci' && name !== 'install');

  it.each([...new Set(named)])('npm run %s exists', (name) => {
    expect(Object.keys(scripts)).toContain(name);
  });
});
