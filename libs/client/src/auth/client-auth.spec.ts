import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientKey } from './client-auth.js';
import { importHmacKey } from './hmac-key.js';

const BYTES = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
const TEXT = Buffer.from(BYTES).toString('base64url');

describe(clientKey.name, () => {
  it.each<[string, () => Promise<Parameters<typeof clientKey>[1]>]>([
    ['text', () => Promise.resolve(TEXT)],
    ['CryptoKey', () => importHmacKey(BYTES)],
  ])('signs with a key as %s', async (_, key) => {
    const sut = clientKey('id-1', await key());
    expect(sut.id).toBe('id-1');
    for (const text of ['earshot|server|', 'ä€😀', 'x'.repeat(1_000)])
      expect(await sut.sign(text)).toBe(createHmac('sha256', BYTES).update(text).digest('base64url'));
  });

  it.each([
    ['empty', ''],
    ['too short', TEXT.slice(1)],
    ['too long', `${TEXT}A`],
    ['padded', `${TEXT}=`],
    ['with a character of the other alphabet', `+${TEXT.slice(1)}`],
    ['with bits left over', `${TEXT.slice(0, -1)}B`],
    ['with a line break', `${TEXT}\n`],
  ])('does not take a text that is %s, and does not quote it', (_, text) => {
    expect(() => clientKey('id-1', text)).toThrow(/^The key "id-1" is not base64url of 32 bytes\.$/);
  });
});
