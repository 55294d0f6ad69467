import { describe, expect, it } from 'vitest';
import { reasonKey, versionMismatch } from './reload-reason';

describe(versionMismatch.name, () => {
  it.each([
    ['0.1.0', '0.2.0', 'extensionOlder'],
    ['0.9.0', '0.10.0', 'extensionOlder'],
    ['0.2.0', '0.1.9', 'extensionNewer'],
    ['0.2.0', null, 'extensionNewer'],
    ['0.2.0', '0.2', null],
  ])('says of %s with the backend %s: %s', (extension, backend, kind) => {
    expect(versionMismatch(extension, backend)?.kind ?? null).toBe(kind);
  });
});

describe(reasonKey.name, () => {
  it('differs for every build and every pair of versions', () => {
    const keys = [
      reasonKey({ kind: 'rebuilt', buildId: 'a' }),
      reasonKey({ kind: 'rebuilt', buildId: 'b' }),
      ...['0.2.0', '0.3.0', null].map((backend) => reasonKey(versionMismatch('0.1.0', backend)!)),
      reasonKey(versionMismatch('0.2.0', '0.3.0')!),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
