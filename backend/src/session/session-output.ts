import type { ServerMessage } from '#protocol';
import type { Clock } from '../common/clock/clock.js';
import { sleep } from '../common/clock/sleep.js';
import type { ConversationOutput } from '../main-control/conversation.js';
import type { Recording } from '../recording/recording.js';
import { ReplayBuffer } from './output/replay-buffer.js';
import { TextUpdates } from './output/text-updates.js';
import { UnplayedAudio, type LastReceived } from './output/unplayed-audio.js';

/** What a session uses of its client's socket. */
export interface ClientSocket {
  send(frame: string): void;
  /** Who the client is, e.g. the origin of an extension. Clients with the same identity share their user's data. */
  readonly identity?: string | undefined;
  /** Bytes that are not sent yet. */
  readonly bufferedAmount: number;
  close(code: number, reason: string): void;
}

/** About 6 s of 16 kHz audio as base64; audio waits while more than this is unsent. */
const HIGH_WATER_BYTES = 256 * 1024;
const DRAIN_POLL_MS = 20;

/**
 * Sends a session's messages and audio to its client. Outlives the socket: a client that resumes gets what it missed and
 * what may have been lost with its last socket, in order.
 */
export class SessionOutput implements ConversationOutput {
  /** Whether the client lights what is read; others get no `reading`. */
  lightsReading = false;
  #socket: ClientSocket | null = null;
  /** Counts messages and audio together. */
  #lastSeq = 0;
  readonly #messages = new ReplayBuffer();
  readonly #audio = new UnplayedAudio();
  #nextTurnSeq = 0;
  #onAttach: (() => void)[] = [];

  readonly #updates: TextUpdates;

  /** @param recording gets the audio once, also if a client that resumes gets it again */
  constructor(
    private readonly clock: Clock,
    private readonly recording?: Pick<Recording, 'output'>,
  ) {
    this.#updates = new TextUpdates((message) => this.#deliver(message), clock);
  }

  get attached(): boolean {
    return this.#socket !== null;
  }

  isAttachedTo(socket: ClientSocket): boolean {
    return this.#socket === socket;
  }

  /**
   * @param sessionMessage the message that must come first
   * @param received the last answer audio that the client received, if it reports it
   */
  attach(socket: ClientSocket, sessionMessage: ServerMessage, received?: LastReceived): void {
    this.#socket = socket;
    this.#write(sessionMessage);
    const receivedSeq = received ? this.#audio.seqOf(received) : 0;
    const messages = this.#messages.toReplay(this.clock.now(), receivedSeq);
    const frames = messages.map(({ seq, message }) => ({ seq, message: JSON.stringify(message) }));
    const inOrder = [...frames, ...this.#audio.toReplay(received)].sort((a, b) => a.seq - b.seq);
    for (const { message } of inOrder) socket.send(message);
    this.#messages.markDelivered();
    for (const resume of this.#onAttach.splice(0)) resume();
  }

  /** @returns false if that socket does not belong to this session (any more) */
  detach(socket: ClientSocket): boolean {
    if (this.#socket !== socket) return false;
    this.#socket = null;
    return true;
  }

  /** Closes the current socket because another one replaces it. */
  replaceSocket(code: number, reason: string): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code, reason);
  }

  send(message: ServerMessage): void {
    if (message.type === 'data' && message.name === 'reading' && !this.lightsReading) return;
    this.#updates.send(message);
  }

  #deliver(message: ServerMessage): void {
    this.#messages.add(++this.#lastSeq, message, this.clock.now(), !this.#socket);
    if (message.type === 'cmd' && message.name === 'flush') this.#audio.clear();
    if (message.type === 'data' && message.name === 'text_data') {
      const { role, is_final, turn_id } = message.data;
      if (role === 'assistant' && is_final) this.#audio.over(turn_id);
    }
    this.#write(message);
  }

  sendAudio(turnId: number, pcm: Int16Array, sampleRateHz: number): void {
    this.recording?.output(pcm, sampleRateHz);
    if (turnId !== this.#audio.turnId) {
      this.#audio.begin(turnId);
      this.#nextTurnSeq = 0;
    }
    const turnSeq = this.#nextTurnSeq++;
    const base64 = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
    // Not by JSON.stringify, which takes eight times as long; base64 needs no escaping.
    const frame =
      `{"type":"audio","audio":"${base64}","metadata":{"sample_rate":${sampleRateHz},"channels":1,` +
      `"bytes_per_sample":2,"samples_per_channel":${pcm.length},"turn_id":${turnId},"seq":${turnSeq}}}`;
    this.#audio.add(++this.#lastSeq, turnSeq, (pcm.length / sampleRateHz) * 1_000, frame);
    this.#socket?.send(frame);
  }

  /** Sends nothing more. */
  close(): void {
    this.#updates.close();
  }

  /** Notes what the client has played of a turn; it is not sent again. */
  played(turnId: number, playedMs: number): void {
    this.#audio.played(turnId, playedMs);
  }

  /** Drops a message that is obsolete; a client that resumes does not get it. */
  forget(message: ServerMessage): void {
    this.#messages.remove(message);
  }

  /** Resolves when a client is connected and its socket has caught up, or on abort. */
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
        this.#onAttach = this.#onAttach.filter((resume) => resume !== done);
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
