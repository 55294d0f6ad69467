import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { LoopbackServer, type LoopbackHandlers } from '../../loopback-server.js';
import { SpeechDecoder } from './synthetic-speech.js';
import type { Misbehaviour } from '../misbehaviour.js';

export interface SttRequest {
  url: URL;
  headers: IncomingMessage['headers'];
}

export type SttRefusal = Extract<Misbehaviour, 'wrong_key' | 'no_credit' | 'rate_limited' | 'unknown_model'>;

const REFUSALS: readonly string[] = ['wrong_key', 'no_credit', 'rate_limited', 'unknown_model'];

/** The oldest requests are dropped beyond this. */
const MAX_REQUESTS = 1_000;

/** A vendor's speech recognition on loopback; its subclasses add paths and frames. */
export abstract class SttEmulator implements AsyncDisposable {
  /** The accepted key; undefined accepts any. */
  apiKey: string | undefined = 'emulator-key';
  misbehave: Misbehaviour | undefined;
  /** The time from the end of an utterance to its final words. */
  delayMs = 0;
  /** The transcript of each utterance, for sound that is real speech. @see SpeechDecoder */
  nextTranscript: (() => string) | undefined;
  /** Whether final transcripts have no words, though words were sent before. Real vendors do this now and then. */
  dropsFinalWords = false;
  /** Whether the vendor refuses to learn names in the middle of a stream. */
  refusesNames = false;
  readonly requests: SttRequest[] = [];
  /** The names of each update in the middle of a stream. Only the latest updates are kept. */
  readonly updates: string[][] = [];
  /** When audio came last, and when a frame with words went out last, by `performance.now()`. */
  audioAt = 0;
  wordsAt = 0;
  #server: LoopbackServer | undefined;

  get server(): LoopbackServer {
    if (!this.#server) throw new Error('The emulator has not been started.');
    return this.#server;
  }

  /** The config for this emulator. */
  abstract get baseURL(): string;

  /** @param tls a certificate and its key in PEM, for a vendor that uses only TLS */
  async start(tls?: { cert: string; key: string }): Promise<this> {
    this.#server = await LoopbackServer.start(
      { answersPings: () => this.misbehave !== 'stall', ...this.handlers() },
      tls,
    );
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#server = undefined;
  }

  protected abstract handlers(): LoopbackHandlers;

  protected note(request: IncomingMessage, url: URL): void {
    this.requests.push({ url, headers: request.headers });
    if (this.requests.length > MAX_REQUESTS) this.requests.shift();
  }

  protected noteUpdate(names: string[]): void {
    this.updates.push(names);
    if (this.updates.length > MAX_REQUESTS) this.updates.shift();
  }

  protected createDecoder(sampleRateHz: number): SpeechDecoder {
    return new SpeechDecoder(sampleRateHz, this.nextTranscript);
  }

  protected finalWords(text: string): string {
    return this.dropsFinalWords ? '' : text;
  }

  /** @param key the client's key */
  protected refusal(key: string | undefined): SttRefusal | undefined {
    if (this.apiKey !== undefined && key !== this.apiKey) return 'wrong_key';
    return REFUSALS.includes(this.misbehave ?? '') ? (this.misbehave as SttRefusal) : undefined;
  }

  /** Sends a frame with words, or misbehaves as told. */
  protected sendWords(socket: WebSocket, frame: object): void {
    if (socket.readyState !== socket.OPEN) return;
    this.wordsAt = performance.now();
    switch (this.misbehave) {
      case 'drop':
        return socket.terminate();
      case 'stall':
        return;
      case 'malformed':
        return socket.send('{"type": oops');
      default:
        socket.send(JSON.stringify(frame));
    }
  }

  /** @returns a function that acts after the vendor's delay, unless the socket is closed by then */
  protected later(socket: WebSocket, act: () => void): void {
    if (this.delayMs === 0) return act();
    const timer = setTimeout(act, this.delayMs).unref();
    socket.once('close', () => clearTimeout(timer));
  }
}
