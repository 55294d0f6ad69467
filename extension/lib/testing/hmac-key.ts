import type { HmacKey } from '#client';

/** @returns a key like those of a pairing, which pages cannot read. */
export const newHmacKey = (): Promise<HmacKey> =>
  crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
