import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { LASTING_KEY_INFO, proofText, SECRET_BYTES, type ProofRole } from '#protocol';

/** The nonces of one handshake, as in the messages. */
export interface Nonces {
  client: string;
  server: string;
}

/** @returns a random nonce, salt or token of 32 bytes as base64url */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** @returns base64url of 32 bytes */
export function proofOf(key: Buffer, role: ProofRole, origin: string, { client, server }: Nonces): string {
  return createHmac('sha256', key)
    .update(proofText(role, origin, client, server))
    .digest('base64url');
}

/** Compares in constant time. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The key that a pairing leaves on both sides: HKDF-SHA256 of the code's key, with both nonces as the salt. */
export function lastingKey(codeKey: Buffer, { client, server }: Nonces): Buffer {
  const salt = Buffer.concat([client, server].map((nonce) => Buffer.from(nonce, 'base64url')));
  return Buffer.from(hkdfSync('sha256', codeKey, salt, LASTING_KEY_INFO, SECRET_BYTES));
}
