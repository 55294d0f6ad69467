import type { RawData, WebSocket } from 'ws';
import type { GenerationRequest, WebsocketResponse } from '@cartesia/cartesia-js/resources/tts';
import { problemOfStatus } from '../../../provider-kit/errors/http-status.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { closeSocket, onceClosed } from '../../adapter/socket/close-socket.js';
import { openSocket, type HandshakeRefusal } from '../../adapter/socket/open-socket.js';
import type { PooledSocket } from '../../adapter/socket/socket-pool.js';
import { CartesiaSpeech } from './cartesia-speech.js';
import { cartesiaError } from './cartesia-error.js';

/** The version of the API whose frames are used here. */
const API_VERSION = '2026-08-14';

export interface CartesiaConnection {
  vendor: Vendor;
  /** http or https. */
  baseURL: string;
  apiKey: string | undefined;
}

/**
 * One WebSocket that several answers share, each with its own contexts.
 *
 * It does not use the SDK's WebSocket, which reconnects by itself, needs TLS, ends the process at a chunk without data
 * because it throws in its own listener, and puts the key into the URL.
 */
export class CartesiaSocket implements PooledSocket {
  readonly #answers = new Set<CartesiaSpeech>();
  readonly #contexts = new Map<string, CartesiaSpeech>();
  #lastContext = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly vendor: Vendor,
  ) {
    socket.on('message', (data: RawData) => this.#onMessage(data));
    socket.on('close', (code, reason) => this.#onClose(`closed with ${code} ${reason.toString()}`));
  }

  /** @throws ProviderError */
  static open({ vendor, baseURL, apiKey }: CartesiaConnection, signal: AbortSignal): Promise<CartesiaSocket> {
    const url = `${baseURL.replace(/^http/, 'ws').replace(/\/$/, '')}/tts/websocket`;
    const headers = {
      'cartesia-version': API_VERSION,
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
    };
    const toError = (refusal: HandshakeRefusal) =>
      providerProblem(vendor, problemOfStatus(refusal.status, '', vendor.address), refusal);
    return openSocket(
      { vendor, url, headers, toError },
      signal,
      (socket) => new CartesiaSocket(socket, vendor),
    );
  }

  get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** @param onOver called once, when the place on the connection is free again */
  begin(request: Omit<GenerationRequest, 'context_id' | 'transcript'>, onOver: () => void): CartesiaSpeech {
    const answer = new CartesiaSpeech({
      vendor: this.vendor,
      request,
      send: (frame) => this.#send(frame),
      open: () => {
        const id = `answer-${++this.#lastContext}`;
        this.#contexts.set(id, answer);
        return id;
      },
      onClosed: (id) => this.#contexts.delete(id),
      onOver: () => {
        this.#answers.delete(answer);
        onOver();
      },
    });
    this.#answers.add(answer);
    if (!this.isOpen) answer.fail(providerProblem(this.vendor, 'broke_off'));
    return answer;
  }

  close(): void {
    if (!this.isOpen) return this.socket.terminate();
    closeSocket(this.socket);
  }

  onClosed(listener: () => void): void {
    onceClosed(this.socket, listener);
  }

  #send(frame: object): void {
    if (this.isOpen) this.socket.send(JSON.stringify(frame));
  }

  #onMessage(data: RawData): void {
    try {
      const event: unknown = JSON.parse((data as Buffer).toString('utf8'));
      if (typeof event !== 'object' || event === null) throw new Error('an event that is not an object');
      const { context_id: id } = event as { context_id?: unknown };
      if (typeof id !== 'string') return this.#onConnectionEvent(event as WebsocketResponse);
      // Events of an answer that was cut off are dropped.
      this.#contexts.get(id)?.onEvent(event as WebsocketResponse);
    } catch (error) {
      this.#failAll(providerProblem(this.vendor, 'malformed', { cause: error }));
    }
  }

  #onConnectionEvent(event: WebsocketResponse): void {
    if (event.type === 'error') this.#failAll(cartesiaError(this.vendor, event));
  }

  #onClose(reason: string): void {
    this.#failAll(providerProblem(this.vendor, 'broke_off', { cause: new Error(reason) }));
  }

  /** Fails all answers and closes the connection. */
  #failAll(problem: Error): void {
    for (const answer of [...this.#answers]) answer.fail(problem);
    this.socket.terminate();
  }
}
