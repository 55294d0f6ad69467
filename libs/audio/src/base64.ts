/** Base64 (RFC 4648 section 4) as fast as the platform allows: Buffer in Node, native or btoa/atob in browsers. */

/** APIs that the compiler's library does not declare for all platforms. */
interface Platform {
  Buffer?: {
    from(bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string };
    from(text: string, encoding: 'base64'): Uint8Array;
  };
  btoa(binary: string): string;
  atob(base64: string): string;
}
interface NativeEncoder {
  toBase64?(): string;
}
interface NativeDecoder {
  fromBase64?(base64: string): Uint8Array<ArrayBuffer>;
}

/** Arguments of one String.fromCharCode call; engines overflow their stack above about 64 k. */
const CHUNK_BYTES = 0x8000;

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

export function bytesToBase64(bytes: Uint8Array): string {
  const platform = globalThis as unknown as Platform;
  if (platform.Buffer) {
    return platform.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }
  return (bytes as NativeEncoder).toBase64?.() ?? encodeInChunks(bytes);
}

export type Base64Result =
  | { ok: true; bytes: Uint8Array }
  /** `problem` is a clause in plain English, e.g. `its length is not a multiple of 4`. */
  | { ok: false; problem: string };

/**
 * Decodes strictly, and equally on every platform: only the standard alphabet, padded to a multiple of 4, no white space, no
 * bits left over.
 */
export function decodeBase64(text: string): Base64Result {
  if (text.length % 4 !== 0) return { ok: false, problem: 'its length is not a multiple of 4' };
  if (!ALPHABET.test(text)) {
    return { ok: false, problem: 'it has characters outside the standard base64 alphabet' };
  }
  if (hasLeftoverBits(text)) return { ok: false, problem: 'its last character has bits left over' };
  return { ok: true, bytes: decodeChecked(text) };
}

/** @throws RangeError if the text is not strict base64 */
export function base64ToBytes(text: string): Uint8Array {
  const result = decodeBase64(text);
  if (!result.ok) throw new RangeError(`This is not base64: ${result.problem}.`);
  return result.bytes;
}

function encodeInChunks(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
  }
  return (globalThis as unknown as Platform).btoa(binary);
}

function decodeChecked(text: string): Uint8Array {
  const platform = globalThis as unknown as Platform;
  if (platform.Buffer) return platform.Buffer.from(text, 'base64');
  const native = (Uint8Array as NativeDecoder).fromBase64?.(text);
  if (native) return native;
  const binary = platform.atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Before one `=` the last character carries 4 bits of data, before two `=` 2 bits; its other bits must be zero. */
function hasLeftoverBits(text: string): boolean {
  if (text.endsWith('==')) return !/[AQgw]/.test(text.charAt(text.length - 3));
  if (text.endsWith('=')) return !/[AEIMQUYcgkosw048]/.test(text.charAt(text.length - 2));
  return false;
}
