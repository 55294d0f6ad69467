import type { ClientCommandName } from '#protocol';
import type { Connection } from './connection.js';
import type { Clock } from './options.js';
import { SendQueue, type QueuedItem } from './send-queue.js';

/** sent: passed to the socket. held: will be sent later. dropped: will not be sent. */
export type SendResult = 'sent' | 'held' | 'dropped';

export interface MessageSenderOptions {
  clock: Clock;
  maxHeldAudioMs: number;
  maxHeldCommands: number;
  maxBufferedBytes: number;
}

/** Commands that are out of date when a lost connection is back. */
const NEVER_HELD: ReadonlySet<ClientCommandName> = new Set(['playback', 'ping', 'session_start']);

/** Polling interval for a congested socket: WebSockets have no event for it. */
const DRAIN_RETRY_MS = 50;

/** Sends each message now, holds it in order, or drops it. */
export class MessageSender {
  readonly #queue: SendQueue;
  #ready = false;
  #timer: unknown;

  constructor(
    private readonly connection: Connection,
    private readonly options: MessageSenderOptions,
  ) {
    this.#queue = new SendQueue(options.maxHeldAudioMs, options.maxHeldCommands);
  }

  get droppedAudioMs(): number {
    return this.#queue.droppedAudioMs;
  }

  get droppedCommands(): number {
    return this.#queue.droppedCommands;
  }

  /** The session accepts messages: sends the held ones. */
  open(): void {
    this.#ready = true;
    this.#drain();
  }

  /** The session accepts no messages: holds them. */
  hold(): void {
    this.#ready = false;
    this.#stopTimer();
  }

  clear(): void {
    this.#queue.clear();
    this.#stopTimer();
  }

  audio(frame: string, durationMs: number): SendResult {
    if (this.#ready && this.#queue.isEmpty && !this.#congested && this.connection.send(frame)) return 'sent';
    return this.#hold({ kind: 'audio', frame, durationMs });
  }

  command(name: ClientCommandName, frame: string): SendResult {
    if (NEVER_HELD.has(name)) return this.connection.send(frame) ? 'sent' : 'dropped';
    // Commands may overtake held audio, but not each other; push-to-talk must keep its place in the audio.
    const mustWait = this.#queue.hasCommands || (name === 'push_to_talk' && !this.#queue.isEmpty);
    if (this.#ready && !mustWait && this.connection.send(frame)) return 'sent';
    return this.#hold({ kind: 'command', frame });
  }

  #hold(item: QueuedItem): SendResult {
    // Not connected and not reconnecting.
    if (this.connection.state === 'idle' || this.connection.state === 'closed') return 'dropped';
    this.#queue.push(item);
    if (this.#ready) this.#drain();
    return 'held';
  }

  #drain(): void {
    this.#stopTimer();
    while (!this.#congested) {
      const item = this.#queue.shift();
      if (!item) return;
      this.connection.send(item.frame);
    }
    if (this.#queue.isEmpty) return;
    this.#timer = this.options.clock.setTimeout(() => this.#drain(), DRAIN_RETRY_MS);
  }

  get #congested(): boolean {
    return this.connection.bufferedAmount > this.options.maxBufferedBytes;
  }

  #stopTimer(): void {
    this.options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
