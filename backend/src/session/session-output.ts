import type { ServerMessage } from '#protocol';
import type { Clock } from '../common/clock/clock.js';
import { sleep } from '../common/clock/sleep.js';
import type { ConversationOutput } from '../main-control/conversation.js';
import { KeptAudio, type LastReceived } from './unplayed-audio.js';
import { KeptMessages } from './replay-buffer.js';

/** The client's socket, as far as a session sees it. */
export interface ClientSocket {
  send(frame: string): void;
  /** Bytes that the network has not taken yet. */
  readonly bufferedAmount: number;
  close(code: number, reason: string): void;
}

/** About 6 s of 16 kHz audio as base64: a client that far behind gets no more until it has caught up. */
const HIGH_WATER_BYTES = 256 * 1024;
const DRAIN_POLL_MS = 20;

/**
 * All that a session says to its client. Outlives the socket: while none is there, messages wait, and a socket that
 * resumes the session gets them and what the last one may have lost, in the order in which it was said.
 */
export class SessionOutput implements ConversationOutput {
  #socket: ClientSocket | null = null;
  /** Of messages and audio together. */
  #lastNumber = 0;
  readonly #messages = new KeptMessages();
  readonly #audio = new KeptAudio();
  #seq = 0;
  #onAttach: (() => void)[] = [];

  constructor(private readonly clock: Clock) {}

  get attached(): boolean {
    return this.#socket !== null;
  }

  isAttachedTo(socket: ClientSocket): boolean {
    return this.#socket === socket;
  }

  /**
   * @param hello the message that must come first
   * @param received the last answer audio that the client has, where it tells
   */
  attach(socket: ClientSocket, hello: ServerMessage, received?: LastReceived): void {
    this.#socket = socket;
    this.#write(hello);
    const heardNumber = received ? this.#audio.numberOf(received) : 0;
    const messages = this.#messages.toRepeat(this.clock.now(), heardNumber);
    const frames = messages.map(({ number, what }) => ({ number, what: JSON.stringify(what) }));
    const inOrder = [...frames, ...this.#audio.toRepeat(received)].sort((a, b) => a.number - b.number);
    for (const { what } of inOrder) socket.send(what);
    this.#messages.delivered();
    for (const wake of this.#onAttach.splice(0)) wake();
  }

  /** @returns false where that socket was not this session's (any more). */
  detach(socket: ClientSocket): boolean {
    if (this.#socket !== socket) return false;
    this.#socket = null;
    return true;
  }

  /** Closes the socket that another one takes the place of. */
  replaceSocket(code: number, reason: string): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code, reason);
  }

  send(message: ServerMessage): void {
    this.#messages.keep(++this.#lastNumber, message, this.clock.now(), !this.#socket);
    if (message.type === 'cmd' && message.name === 'flush') this.#audio.clear();
    if (message.type === 'data' && message.name === 'text_data') {
      const { role, is_final, turn_id } = message.data;
      if (role === 'assistant' && is_final) this.#audio.over(turn_id);
    }
    this.#write(message);
  }

  sendAudio(turnId: number, pcm: Int16Array, sampleRateHz: number): void {
    if (turnId !== this.#audio.turnId) {
      this.#audio.begin(turnId);
      this.#seq = 0;
    }
    const seq = this.#seq++;
    const base64 = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
    // Put together by hand: base64 needs no escaping, and JSON.stringify takes eight times as long here.
    const frame =
      `{"type":"audio","audio":"${base64}","metadata":{"sample_rate":${sampleRateHz},"channels":1,` +
      `"bytes_per_sample":2,"samples_per_channel":${pcm.length},"turn_id":${turnId},"seq":${seq}}}`;
    this.#audio.keep(++this.#lastNumber, seq, (pcm.length / sampleRateHz) * 1_000, frame);
    this.#socket?.send(frame);
  }

  /** What the client says it played of a turn: that need not be sent again. */
  played(turnId: number, playedMs: number): void {
    this.#audio.played(turnId, playedMs);
  }

  /** What a message said is over: a client that comes back need not hear it. */
  forget(message: ServerMessage): void {
    this.#messages.forget(message);
  }

  async writable(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!this.#socket) await this.#attachment(signal);
      else if (this.#socket.bufferedAmount < HIGH_WATER_BYTES) return;
      else await sleep(DRAIN_POLL_MS, signal);
    }
  }

  #attachment(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#onAttach = this.#onAttach.filter((wake) => wake !== done);
        resolve();
      };
      signal.addEventListener('abort', done, { once: true });
      this.#onAttach.push(done);
    });
  }

  #write(message: ServerMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }
}
