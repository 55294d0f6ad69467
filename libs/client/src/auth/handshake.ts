import {
  parseServerMessage,
  proofText,
  SECRET_TEXT,
  type ClientCommands,
  type ErrorMessage,
  type ProofRole,
  type ServerData,
} from '#protocol';
import type { Refusal } from '../events.js';
import type { Clock } from '../options.js';
import type { ClientKey } from './client-auth.js';
import { newNonce } from './hmac-key.js';
import { boundedClaim, isUnknownMessage } from './server-error.js';

export type HandshakeResult =
  | { kind: 'authorized'; httpToken: string }
  /** The server does not know the handshake, and the caller allows that. `frame` is its first message, if that is one for the caller. */
  | { kind: 'plain'; frame?: unknown }
  | { kind: 'refused'; refusal: Refusal; reason: string };

export interface HandshakeOptions {
  key: ClientKey;
  /** Of this client, as the Origin header has it. */
  origin: string;
  allowPlain: boolean;
  clock: Clock;
  send(frame: string): void;
  /** The server has proven itself. */
  onServerProven(): void;
  onResult(result: HandshakeResult): void;
  /** The key cannot sign. */
  onFailure(error: unknown): void;
}

/** The longest message of a handshake has 200 characters; an error's text is longer. */
export const MAX_HANDSHAKE_CHARS = 4_096;

/** A server of the plain protocol may ignore what it does not know. */
const PLAIN_AFTER_MS = 3_000;

type Step = 'new' | 'asked' | 'checking' | 'answered' | 'ended';

/**
 * The client's side of a handshake. It shows its own proof only to a server that has proven itself, and takes nothing but the
 * handshake's messages.
 */
export class Handshake {
  #step: Step = 'new';
  readonly #nonce = newNonce();
  #silence: unknown;

  constructor(private readonly options: HandshakeOptions) {}

  /** The server was asked for its proof and has said nothing that answers it. */
  get isUnanswered(): boolean {
    return this.#step === 'asked';
  }

  start(): void {
    const { key, clock, allowPlain } = this.options;
    this.#step = 'asked';
    this.#send('auth', { key_id: key.id, nonce: this.#nonce });
    if (allowPlain) this.#silence = clock.setTimeout(() => this.#finish({ kind: 'plain' }), PLAIN_AFTER_MS);
  }

  frame(frame: unknown): void {
    const { allowPlain } = this.options;
    // The first message of a plain server may be audio, which is long.
    if (typeof frame !== 'string' || (frame.length > MAX_HANDSHAKE_CHARS && !allowPlain)) return;
    const message = parseServerMessage(frame);
    if (!message || this.#step === 'ended') return;
    if (message.type === 'error') this.#error(message);
    else if (message.type === 'data' && message.name === 'auth') this.#challenge(message.data);
    else if (message.type === 'data' && message.name === 'authorized') this.#authorized(message.data);
    else if (allowPlain && this.#step === 'asked') this.#finish({ kind: 'plain', frame });
  }

  /** Nothing follows. */
  abandon(): void {
    this.#step = 'ended';
    this.options.clock.clearTimeout(this.#silence);
  }

  #challenge(challenge: ServerData['auth']): void {
    if (this.#step !== 'asked') return;
    this.#step = 'checking';
    this.options.clock.clearTimeout(this.#silence);
    this.#check(challenge).catch((error: unknown) => {
      if (this.#step !== 'ended') this.options.onFailure(error);
    });
  }

  async #check({ nonce, proof }: ServerData['auth']): Promise<void> {
    const { key, origin } = this.options;
    const sign = (role: ProofRole) => key.sign(proofText(role, origin, this.#nonce, nonce));
    const isProven = SECRET_TEXT.test(nonce) && proof === (await sign('server'));
    if (this.#step !== 'checking') return;
    if (!isProven) return this.#refused('wrong_proof');
    this.options.onServerProven();
    const own = await sign('client');
    if (this.#step !== 'checking') return;
    this.#step = 'answered';
    this.#send('auth_proof', { proof: own });
  }

  #authorized({ http_token }: ServerData['authorized']): void {
    if (this.#step === 'answered') this.#finish({ kind: 'authorized', httpToken: http_token });
  }

  #error(message: Partial<ErrorMessage>): void {
    const { code, error = '' } = message;
    if (code === 'unauthorized') return this.#refused('unauthorized', boundedClaim(error));
    if (!isUnknownMessage(message) || this.#step !== 'asked') return;
    if (this.options.allowPlain) this.#finish({ kind: 'plain' });
    else this.#refused('no_proof');
  }

  #refused(refusal: Refusal, reason = ''): void {
    this.#finish({ kind: 'refused', refusal, reason });
  }

  #finish(result: HandshakeResult): void {
    this.abandon();
    this.options.onResult(result);
  }

  #send<Name extends 'auth' | 'auth_proof'>(name: Name, data: ClientCommands[Name]): void {
    this.options.send(JSON.stringify({ type: 'cmd', name, data }));
  }
}
