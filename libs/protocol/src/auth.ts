/**
 * How an extension and its backend prove to each other that they hold the same key, without showing it. docs/protocol.md
 * ("Who is there") describes the messages. What needs cryptography is in each side's own library.
 */

/** Of keys, nonces, salts and proofs, which are base64url in messages. */
export const SECRET_BYTES = 32;

/** Base64url of `SECRET_BYTES`, without padding. */
export const SECRET_TEXT = /^[\w-]{43}$/;

/** Rounds of PBKDF2-SHA256 that make a key of a pairing code. */
export const PAIRING_ROUNDS = 250_000;

/** HKDF-SHA256's `info` for the lasting key; its salt is the client's nonce and then the server's, as bytes. */
export const LASTING_KEY_INFO = 'earshot|key';

export const PAIRING_CODE_CHARS = 8;

/** Crockford's Base32: no letter looks like a digit (https://www.crockford.com/base32.html). */
export const PAIRING_CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const LOOKALIKES: Record<string, string> = { O: '0', I: '1', L: '1' };

/** @returns the code as both sides use it, or null if what the user typed cannot be one */
export function normalizePairingCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[OIL]/g, (letter) => LOOKALIKES[letter]!);
  const isCode =
    code.length === PAIRING_CODE_CHARS && [...code].every((c) => PAIRING_CODE_ALPHABET.includes(c));
  return isCode ? code : null;
}

export type ProofRole = 'server' | 'client';

/**
 * What a proof is the HMAC-SHA256 of, in UTF-8.
 * @param origin of the client, as the Origin header has it; empty for programs
 * @param clientNonce base64url, as in the messages
 * @param serverNonce base64url, as in the messages
 */
export const proofText = (
  role: ProofRole,
  origin: string,
  clientNonce: string,
  serverNonce: string,
): string => `earshot|${role}|${origin}|${clientNonce}|${serverNonce}`;

/** The WebSocket subprotocol of clients that send a token as a second one, because browsers let them set no headers. */
export const SUBPROTOCOL = 'earshot.v1';

/** Before the token in the name of a subprotocol. */
export const TOKEN_SUBPROTOCOL_PREFIX = 'token.';
