import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8');

describe('npm commands in the docs', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = ['README.md', 'docs/architecture.md', 'docs/providers.md', 'docs/protocol.md']
    .flatMap((file) => [...read(file).matchAll(/\bnpm (?:run )?([a-z]+)/g)].map(([, name]) => name!))
    .filter((name) => name !== 'ci');

  it.each([...new Set(named)])('npm run %s exists', (name) => {
    expect(Object.keys(scripts)).toContain(name);
  });
});
