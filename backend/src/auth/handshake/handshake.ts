import { CLOSE, type ClientCommands, type ServerMessage } from '#protocol';
import { ownCommand } from '../../common/command-line.js';
import type { Credential, Credentials } from '../credentials/credentials.js';
import type { HttpTokens } from '../http-tokens.js';
import type { Lockout } from '../lockout.js';
import { isExtension } from '../origin-policy.js';
import { isSame, lastingKey, newSecret, proofOf, type Nonces } from '../secrets/proof.js';

/** The client on the other side of a handshake. */
export interface HandshakePeer {
  /** As the Origin header has it; empty for programs. */
  origin: string;
  /** For the lock-out; undefined for this computer. */
  lockAddress: string | undefined;
}

export interface HandshakeDeps {
  credentials: Credentials;
  lockout: Lockout;
  httpTokens: HttpTokens;
}

export interface HandshakeEvents {
  send(message: ServerMessage): void;
  close(code: number, reason: string): void;
  /** The client has proven that it holds this credential. */
  onProven(credential: Credential): void;
  onPaired(): void;
  /** For the log. @param error as the client gets it */
  onRefused(error: string): void;
}

/** An honest client needs one, and one more after it has paired. */
const MAX_STARTS = 4;

const HOW_TO_PAIR = `To pair it, run ${ownCommand('pair')} where the backend runs, and type the code into the settings of the side panel.`;

const HOW_TO_GET_A_TOKEN = `Make a token where the backend runs: ${ownCommand('tokens -- add <name>')}`;

type Step =
  | { kind: 'auth'; key: Buffer; keyId: string; nonces: Nonces }
  | { kind: 'pair'; key: Buffer; nonces: Nonces };

/** The backend's side of one handshake: it proves itself first, and then checks the client's proof. */
export class Handshake {
  #step: Step | undefined;
  #starts = 0;
  #httpToken: string | undefined;

  constructor(
    private readonly deps: HandshakeDeps,
    private readonly peer: HandshakePeer,
    private readonly events: HandshakeEvents,
  ) {}

  /** A sentence that tells an unproven client how to get in: an extension pairs, a program uses a token. */
  get howToGetIn(): string {
    return isExtension(this.peer.origin) ? HOW_TO_PAIR : HOW_TO_GET_A_TOKEN;
  }

  auth({ key_id: keyId, nonce: client }: ClientCommands['auth']): void {
    if (!this.#mayStart()) return;
    const key = this.deps.credentials.key(keyId, this.peer.origin);
    if (!key) return this.#refuseKey(`Earshot does not know this client's key. ${HOW_TO_PAIR}`);
    const nonces = { client, server: newSecret() };
    this.#step = { kind: 'auth', key, keyId, nonces };
    this.#send('auth', { nonce: nonces.server, proof: this.#proof('server', this.#step) });
  }

  authProof({ proof }: ClientCommands['auth_proof']): void {
    const step = this.#take('auth');
    if (!step || !isSame(proof, this.#proof('client', step)))
      return this.#refuseKey(`The client's proof is wrong. ${HOW_TO_PAIR}`);
    const credential = this.#prove(step.keyId);
    // One for each connection, of the key that it has proven last.
    this.end();
    this.#httpToken = this.deps.httpTokens.issue(credential);
    this.#send('authorized', { http_token: this.#httpToken });
  }

  pair({ nonce: client }: ClientCommands['pair']): void {
    if (!this.#mayStart() || this.#refuseLocked()) return;
    const secret = this.deps.credentials.pairingSecret();
    if (!secret) return this.#refuse(`No pairing code is valid now. ${HOW_TO_PAIR}`, { isGuess: false });
    const nonces = { client, server: newSecret() };
    this.#step = { kind: 'pair', key: secret.key, nonces };
    const salt = secret.salt.toString('base64url');
    this.#send('pair', { nonce: nonces.server, salt, proof: this.#proof('server', this.#step) });
  }

  pairProof({ proof }: ClientCommands['pair_proof']): void {
    const step = this.#take('pair');
    const { credentials } = this.deps;
    // Another client may have used the code up meanwhile.
    const isValid = step && credentials.pairingSecret()?.key.equals(step.key);
    if (!step || !isValid || !isSame(proof, this.#proof('client', step))) {
      if (isValid) credentials.pairingFailed();
      return this.#refuse(`The pairing code is wrong. ${HOW_TO_PAIR}`);
    }
    credentials.pairingUsed();
    const { origin, lockAddress: from = 'this computer' } = this.peer;
    const keyId = credentials.addKey(origin, lastingKey(step.key, step.nonces), from);
    this.deps.lockout.succeeded(this.peer.lockAddress);
    this.events.onPaired();
    this.#prove(keyId);
    this.#send('paired', { key_id: keyId });
  }

  /** The connection is closed: its token for HTTP is not valid any more. */
  end(): void {
    if (this.#httpToken !== undefined) this.deps.httpTokens.revoke(this.#httpToken);
  }

  #mayStart(): boolean {
    this.#step = undefined;
    if (++this.#starts <= MAX_STARTS) return true;
    this.#refuseKey('Too many attempts on one connection.');
    return false;
  }

  /** Keys are not to be guessed, so a right one passes during a lock-out; what is wrong then does not count. */
  #refuseKey(error: string): void {
    if (!this.#refuseLocked()) this.#refuse(error);
  }

  /** @returns whether the client's address is locked out */
  #refuseLocked(): boolean {
    const waitMs = this.deps.lockout.waitMs(this.peer.lockAddress);
    if (waitMs === 0) return false;
    this.#refuse(lockedText(waitMs), { isGuess: false });
    return true;
  }

  #take<Kind extends Step['kind']>(kind: Kind): Extract<Step, { kind: Kind }> | undefined {
    const step = this.#step;
    this.#step = undefined;
    return step?.kind === kind ? (step as Extract<Step, { kind: Kind }>) : undefined;
  }

  #proof(role: 'server' | 'client', { key, nonces }: Step): string {
    return proofOf(key, role, this.peer.origin, nonces);
  }

  #prove(keyId: string): Credential {
    const credential: Credential = { kind: 'key', id: keyId };
    this.events.onProven(credential);
    return credential;
  }

  #refuse(error: string, { isGuess = true } = {}): void {
    if (isGuess) this.deps.lockout.failed(this.peer.lockAddress);
    this.events.onRefused(error);
    this.events.send({ type: 'error', error, code: 'unauthorized', fatal: true });
    this.events.close(CLOSE.refused, 'unauthorized');
  }

  #send<Message extends Extract<ServerMessage, { type: 'data' }>>(
    name: Message['name'],
    data: Message['data'],
  ): void {
    this.events.send({ type: 'data', name, data } as Message);
  }
}

export const lockedText = (waitMs: number): string =>
  `Too many wrong credentials came from this address. Try again in ${Math.ceil(waitMs / 1_000)} seconds.`;
