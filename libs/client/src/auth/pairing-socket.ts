import { parseServerMessage, type ClientCommands, type ServerMessage } from '#protocol';
import type { WebSocketConstructor, WebSocketLike } from '../options.js';
import { MAX_HANDSHAKE_CHARS } from './handshake.js';
import { PairingError } from './pairing-error.js';

/** A socket for questions that have one answer each. What comes without a question is dropped. */
export class PairingSocket {
  readonly #socket: WebSocketLike;
  #answer: ((message: ServerMessage) => void) | undefined;
  #reject: ((error: PairingError) => void) | undefined;
  #failure: PairingError | undefined;

  /** @throws PairingError `unreachable` if that is no address */
  constructor(url: string, WebSocket: WebSocketConstructor) {
    try {
      this.#socket = new WebSocket(url);
    } catch {
      throw new PairingError('unreachable');
    }
    this.#socket.onmessage = ({ data }: { data: unknown }) => this.#onFrame(data);
    this.#socket.onerror = () => this.fail(new PairingError('unreachable'));
    this.#socket.onclose = () => this.fail(new PairingError('unreachable'));
  }

  /** Call it at once, because the opening is not remembered. @throws PairingError if the socket ends first */
  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      this.#socket.onopen = () => resolve();
    });
  }

  /** @returns the server's answer, which may be an error. @throws PairingError if the socket ends first */
  ask<Name extends 'pair' | 'pair_proof'>(name: Name, data: ClientCommands[Name]): Promise<ServerMessage> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#answer = resolve;
      this.#reject = reject;
      this.#socket.send(JSON.stringify({ type: 'cmd', name, data }));
    });
  }

  /** What is waited for, now or later, rejects with this error. The first one counts. */
  fail(error: PairingError): void {
    this.#failure ??= error;
    this.#reject?.(this.#failure);
  }

  close(): void {
    this.fail(new PairingError('unreachable'));
    this.#socket.close();
  }

  #onFrame(frame: unknown): void {
    if (typeof frame !== 'string' || frame.length > MAX_HANDSHAKE_CHARS) return;
    const message = parseServerMessage(frame);
    if (message) this.#answer?.(message);
  }
}
