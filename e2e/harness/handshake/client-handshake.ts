import { pbkdf2Sync } from 'node:crypto';
import { PAIRING_ROUNDS, SECRET_BYTES } from '#protocol';
import {
  isSame,
  lastingKey,
  newSecret,
  proofOf,
  type Nonces,
} from '../../../backend/src/auth/secrets/proof.ts';
import type { ProtocolClient } from '../protocol-client.ts';
import type { SharedKey } from './extension-key.ts';

/**
 * A client's side of the handshake.
 * @param origin of the client, as its connection has it
 * @returns the token for HTTP requests
 * @throws Error if either side is not who it claims to be
 */
export async function authenticate(
  client: ProtocolClient,
  shared: SharedKey,
  origin: string,
): Promise<string> {
  const nonces = { client: newSecret(), server: '' };
  const from = client.received.length;
  client.command('auth', { key_id: shared.keyId, nonce: nonces.client });
  const { nonce, proof } = await client.data('auth', undefined, from);
  nonces.server = nonce;
  const key = Buffer.from(shared.key, 'base64url');
  expectProof(proof, key, origin, nonces);
  client.command('auth_proof', { proof: proofOf(key, 'client', origin, nonces) });
  return (await client.data('authorized', undefined, from)).http_token;
}

/** Begins the handshake with a key's name, and sends a proof that is a guess. */
export async function guessProof(client: ProtocolClient, keyId: string): Promise<void> {
  client.command('auth', { key_id: keyId, nonce: newSecret() });
  await client.data('auth');
  client.command('auth_proof', { proof: newSecret() });
}

/** @param code without hyphens, in capitals @returns the key that both sides have from now on @throws as `authenticate` */
export async function pair(client: ProtocolClient, code: string, origin: string): Promise<SharedKey> {
  const nonces = { client: newSecret(), server: '' };
  const from = client.received.length;
  client.command('pair', { nonce: nonces.client });
  const { nonce, salt, proof } = await client.data('pair', undefined, from);
  nonces.server = nonce;
  const key = keyOfCode(code, salt);
  expectProof(proof, key, origin, nonces);
  client.command('pair_proof', { proof: proofOf(key, 'client', origin, nonces) });
  const { key_id: keyId } = await client.data('paired', undefined, from);
  return { keyId, key: lastingKey(key, nonces).toString('base64url') };
}

/** @param salt base64url */
export const keyOfCode = (code: string, salt: string): Buffer =>
  pbkdf2Sync(code, Buffer.from(salt, 'base64url'), PAIRING_ROUNDS, SECRET_BYTES, 'sha256');

function expectProof(given: string, key: Buffer, origin: string, nonces: Nonces): void {
  if (!isSame(given, proofOf(key, 'server', origin, nonces)))
    throw new Error("The backend's proof is wrong.");
}
