import type { ClientCommand, ServerMessage } from '#protocol';
import { isSame, newSecret, proofOf, type Nonces } from '../../../backend/src/auth/secrets/proof.ts';
import { extensionKey } from './extension-key.ts';

/** A backend's side of the handshake with the built extension, for backends of tests. */
export class ServerHandshake {
  readonly #origin: string;
  #nonces: Nonces | undefined;
  #isProven = false;

  /** @param origin of the client */
  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The client has proven that it holds the extension's key. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** @returns the answer to a command of the handshake; undefined for others */
  answer(command: ClientCommand): ServerMessage | undefined {
    const shared = extensionKey();
    if (command.name === 'auth') {
      if (command.data.key_id !== shared?.keyId)
        return refused("The backend does not know this client's key.");
      this.#nonces = { client: command.data.nonce, server: newSecret() };
      const proof = this.#proof('server', this.#nonces);
      return { type: 'data', name: 'auth', data: { nonce: this.#nonces.server, proof } };
    }
    if (command.name === 'auth_proof') {
      const nonces = this.#nonces;
      this.#isProven = nonces !== undefined && isSame(command.data.proof, this.#proof('client', nonces));
      if (!this.#isProven) return refused("The client's proof is wrong.");
      return { type: 'data', name: 'authorized', data: { http_token: newSecret() } };
    }
    return undefined;
  }

  #proof(role: 'server' | 'client', nonces: Nonces): string {
    return proofOf(Buffer.from(extensionKey()!.key, 'base64url'), role, this.#origin, nonces);
  }
}

const refused = (error: string): ServerMessage => ({
  type: 'error',
  error,
  code: 'unauthorized',
  fatal: true,
});
