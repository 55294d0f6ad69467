import {
  LASTING_KEY_INFO,
  normalizePairingCode,
  PAIRING_ROUNDS,
  proofText,
  SECRET_BYTES,
  type ProofRole,
  type ServerMessage,
} from '#protocol';
import { ClientError } from '../events.js';
import { systemClock, type Clock, type WebSocketConstructor } from '../options.js';
import {
  HMAC_SHA256,
  hmac,
  importHmacKey,
  newNonceBytes,
  secretBytes,
  toBase64Url,
  type HmacKey,
} from './hmac-key.js';
import { PairingError, type PairingErrorKind } from './pairing-error.js';
import { PairingSocket } from './pairing-socket.js';
import { boundedClaim, isUnknownMessage } from './server-error.js';

export interface PairingOptions {
  url: string;
  /** As the user typed it. */
  code: string;
  /** Of this client, as the Origin header has it; empty for programs. */
  origin: string;
  /** For the whole pairing, in ms. Default 15,000: a slow computer needs 2 s for the code's key. */
  timeoutMs?: number;
  /** Whether `crypto.subtle.exportKey('raw', key)` may read the key, for programs that keep it in a file. Default false. */
  extractable?: boolean;
  /** Default: the platform's own. */
  WebSocket?: WebSocketConstructor;
  clock?: Clock;
}

/** What `clientKey` takes. */
export interface PairedKey {
  keyId: string;
  key: HmacKey;
}

/**
 * Makes a key that this client and the backend at the address share from then on, by the code that the backend shows. The client
 * shows that it knows the code only to a server that has proven that it knows the code too.
 * @throws PairingError
 */
export async function pairWithCode(options: PairingOptions): Promise<PairedKey> {
  const { url, timeoutMs = 15_000, clock = systemClock } = options;
  const code = normalizePairingCode(options.code);
  if (code === null) throw new PairingError('invalid_code');
  const WebSocket = options.WebSocket ?? globalThis.WebSocket;
  if (!WebSocket)
    throw new ClientError('connection', 'This platform has no WebSocket. Pass one to pairWithCode.');
  const socket = new PairingSocket(url, WebSocket);
  const timer = clock.setTimeout(() => socket.fail(new PairingError('timeout')), timeoutMs);
  try {
    await socket.opened();
    return await pair(socket, code, options);
  } finally {
    clock.clearTimeout(timer);
    socket.close();
  }
}

async function pair(
  socket: PairingSocket,
  code: string,
  { origin, extractable = false }: PairingOptions,
): Promise<PairedKey> {
  const nonce = newNonceBytes();
  const clientNonce = toBase64Url(nonce);
  const offer = offerOf(await socket.ask('pair', { nonce: clientNonce }));
  const codeKey = await keyOfCode(code, offer.salt);
  const hmacKey = await importHmacKey(codeKey);
  const proof = (role: ProofRole) => hmac(hmacKey, proofText(role, origin, clientNonce, offer.nonce));
  if (offer.proof !== (await proof('server'))) throw new PairingError('wrong_code');
  const key = await lastingKey(codeKey, new Uint8Array([...nonce, ...offer.nonceBytes]), extractable);
  const answer = await socket.ask('pair_proof', { proof: await proof('client') });
  if (answer.type === 'data' && answer.name === 'paired') return { keyId: answer.data.key_id, key };
  throw errorOf(answer, 'unauthorized');
}

/** @throws PairingError if the server offers no pairing */
function offerOf(answer: ServerMessage) {
  if (answer.type !== 'data' || answer.name !== 'pair') throw errorOf(answer, 'no_code');
  const { nonce, proof } = answer.data;
  const [nonceBytes, salt] = [secretBytes(nonce), secretBytes(answer.data.salt)];
  if (!nonceBytes || !salt) throw new PairingError('not_earshot');
  return { nonce, nonceBytes, salt, proof };
}

function errorOf(answer: ServerMessage, unauthorized: PairingErrorKind): PairingError {
  if (answer.type !== 'error') return new PairingError('not_earshot');
  const { code, error = '' } = answer as Partial<typeof answer>;
  const reason = boundedClaim(error);
  if (code === 'unauthorized') return new PairingError(unauthorized, reason);
  return new PairingError(isUnknownMessage(answer) ? 'not_earshot' : 'unreachable', reason);
}

async function keyOfCode(code: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto;
  const material = await subtle.importKey('raw', new TextEncoder().encode(code), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: PAIRING_ROUNDS };
  return new Uint8Array(await subtle.deriveBits(algorithm, material, SECRET_BYTES * 8));
}

async function lastingKey(
  codeKey: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  extractable: boolean,
): Promise<HmacKey> {
  const { subtle } = crypto;
  const info = new TextEncoder().encode(LASTING_KEY_INFO);
  const material = await subtle.importKey('raw', codeKey, 'HKDF', false, ['deriveKey']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info };
  return subtle.deriveKey(algorithm, material, HMAC_SHA256, extractable, ['sign']);
}
