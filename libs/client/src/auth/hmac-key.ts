import { bytesToBase64, decodeBase64 } from '#audio';
import { SECRET_BYTES, SECRET_TEXT } from '#protocol';

/** The platform's CryptoKey, whose type has different names in browsers and in Node. */
export type HmacKey = InstanceType<typeof CryptoKey>;

export const HMAC_SHA256 = { name: 'HMAC', hash: 'SHA-256', length: SECRET_BYTES * 8 };

export const toBase64Url = (bytes: Uint8Array): string =>
  bytesToBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** @returns the 32 bytes of a key, nonce or salt, or null if that is not what the text is */
export function secretBytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (!SECRET_TEXT.test(text)) return null;
  const decoded = decodeBase64(`${text.replaceAll('-', '+').replaceAll('_', '/')}=`);
  return decoded.ok ? new Uint8Array(decoded.bytes) : null;
}

/** @returns base64url of 32 random bytes */
export const newNonce = (): string => toBase64Url(newNonceBytes());

export const newNonceBytes = (): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(SECRET_BYTES));

/** @returns a key that this page or process cannot read out again */
export const importHmacKey = (bytes: Uint8Array<ArrayBuffer>): Promise<HmacKey> =>
  crypto.subtle.importKey('raw', bytes, HMAC_SHA256, false, ['sign']);

/** @returns base64url */
export async function hmac(key: HmacKey, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))));
}
