import type { HmacKey } from '#client';

/** @returns a key like those of a pairing: nobody can read it. */
export const newHmacKey = (): Promise<HmacKey> =>
  crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
