import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notices } from './notices.ts';
import { ROOT } from './project.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe(notices.name, () => {
  it('is what NOTICES.md says: after a change of packages, npm run notices writes it', async () => {
    expect(read('NOTICES.md')).toBe(await notices(read('package-lock.json')));
  });

  it.each(['GPL-3.0', 'AGPL-3.0', 'GPL-2.0', 'SSPL-1.0', 'UNLICENSED'])(
    'lists no package under %s',
    (licence) => {
      expect(read('NOTICES.md')).not.toMatch(new RegExp(`\\| ${licence}`));
    },
  );

  it('refuses a package whose licence is unknown', async () => {
    const lockfile = JSON.stringify({ packages: { 'node_modules/odd': { version: '1.0.0' } } });
    await expect(notices(lockfile)).rejects.toThrow('odd names no licence');
  });
});
