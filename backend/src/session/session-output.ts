import type { ServerMessage, TextData } from '#protocol';
import { sleep } from '../common/sleep.js';
import type { ConversationOutput } from '../main-control/conversation.js';

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

/** Messages kept for a client that is away: texts replace their older versions, so this is far more than a turn. */
const MAX_WAITING = 500;

/** Audio kept in case the socket drops with it: more than may be sent ahead. */
const MAX_KEPT_AUDIO_MS = 5_000;

interface KeptAudio {
  turnId: number;
  seq: number;
  durationMs: number;
  frame: string;
}

/**
 * All that a session says to its client. Outlives the socket: while none is there, messages wait, and a socket that
 * resumes the session gets them and the audio that the last one may have lost.
 */
export class SessionOutput implements ConversationOutput {
  #socket: ClientSocket | null = null;
  #waiting: ServerMessage[] = [];
  /** What a client must know even when the socket died under it. */
  readonly #latest = new Map<string, ServerMessage>();
  #audio: KeptAudio[] = [];
  #audioMs = 0;
  #turnId = -1;
  #seq = 0;
  #onAttach: (() => void)[] = [];

  get attached(): boolean {
    return this.#socket !== null;
  }

  /**
   * @param hello the message that must come first
   * @param received the last answer audio that the client has; without it, all sent audio counts as received
   */
  attach(socket: ClientSocket, hello: ServerMessage, received?: { turn_id: number; seq: number }): void {
    this.#socket = socket;
    this.#write(hello);
    if (received) this.#resendAudio(received);
    // Anything may have been lost with the old socket, and hearing it twice does no harm: texts are cumulative.
    const missed = new Set([...this.#latest.values(), ...this.#waiting]);
    this.#waiting = [];
    for (const message of missed) this.#write(message);
    for (const wake of this.#onAttach.splice(0)) wake();
  }

  /** @returns false where that socket was not this session's (any more). */
  detach(socket: ClientSocket): boolean {
    if (this.#socket !== socket) return false;
    this.#socket = null;
    return true;
  }

  replaceSocket(code: number, reason: string): void {
    this.#socket?.close(code, reason);
    this.#socket = null;
  }

  send(message: ServerMessage): void {
    this.#note(message);
    if (this.#socket) return this.#write(message);
    const text = message.type === 'data' && message.name === 'text_data' ? message.data : null;
    if (text) this.#waiting = this.#waiting.filter((other) => !isOlderText(other, text));
    this.#waiting.push(message);
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
  }

  sendAudio(turnId: number, pcm: Int16Array, sampleRateHz: number): void {
    if (turnId !== this.#turnId) {
      this.#turnId = turnId;
      this.#seq = 0;
      this.#forgetAudio();
    }
    const seq = this.#seq++;
    const base64 = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
    // Put together by hand: base64 needs no escaping, and JSON.stringify takes eight times as long here.
    const frame =
      `{"type":"audio","audio":"${base64}","metadata":{"sample_rate":${sampleRateHz},"channels":1,` +
      `"bytes_per_sample":2,"samples_per_channel":${pcm.length},"turn_id":${turnId},"seq":${seq}}}`;
    this.#keep({ turnId, seq, durationMs: (pcm.length / sampleRateHz) * 1_000, frame });
    this.#socket?.send(frame);
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

  #note(message: ServerMessage): void {
    const key = stickyKey(message);
    if (key === null) return;
    // Deleted first, so that the order of the map is the order of the messages.
    this.#latest.delete(key);
    this.#latest.set(key, message);
    if (key === 'flush') this.#forgetAudio();
  }

  #forgetAudio(): void {
    this.#audio = [];
    this.#audioMs = 0;
  }

  #keep(audio: KeptAudio): void {
    this.#audio.push(audio);
    this.#audioMs += audio.durationMs;
    while (this.#audioMs > MAX_KEPT_AUDIO_MS) this.#audioMs -= this.#audio.shift()!.durationMs;
  }

  #resendAudio(received: { turn_id: number; seq: number }): void {
    for (const { turnId, seq, frame } of this.#audio) {
      const known = turnId < received.turn_id || (turnId === received.turn_id && seq <= received.seq);
      if (!known) this.#socket?.send(frame);
    }
  }
}

/** Messages of which the newest of each kind is repeated to a client that comes back. */
function stickyKey(message: ServerMessage): string | null {
  if (message.type === 'cmd' && (message.name === 'flush' || message.name === 'audio_end'))
    return message.name;
  if (message.type !== 'data') return null;
  if (message.name === 'state') return 'state';
  if (message.name === 'text_data' && message.data.data_type === 'transcribe')
    return `text ${message.data.role}`;
  return null;
}

function isOlderText(message: ServerMessage, newer: TextData): boolean {
  if (message.type !== 'data' || message.name !== 'text_data') return false;
  const { data } = message;
  return data.role === newer.role && data.turn_id === newer.turn_id && data.data_type === newer.data_type;
}
