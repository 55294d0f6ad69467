import type { ClientCommandName } from '#protocol';
import type { Connection } from './connection.js';
import type { Clock } from './options.js';
import { Outbox, type Waiting } from './outbox.js';

/** sent: handed to the socket. held: goes out when it can. dropped: of no use later, or not sendable at all. */
export type SendResult = 'sent' | 'held' | 'dropped';

export interface SenderOptions {
  clock: Clock;
  maxHeldAudioMs: number;
  maxHeldCommands: number;
  maxBufferedBytes: number;
}

/** What is out of date by the time that a lost connection is back. */
const OF_THE_MOMENT: ReadonlySet<ClientCommandName> = new Set(['playback', 'ping', 'session_start']);

/** How soon a full socket is looked at again; it tells nobody when it empties. */
const DRAIN_RETRY_MS = 50;

/** Decides for each message whether it goes out now, waits in order, or is dropped. */
export class Sender {
  readonly #outbox: Outbox;
  #ready = false;
  #timer: unknown;

  constructor(
    private readonly connection: Connection,
    private readonly options: SenderOptions,
  ) {
    this.#outbox = new Outbox(options.maxHeldAudioMs, options.maxHeldCommands);
  }

  get droppedAudioMs(): number {
    return this.#outbox.droppedAudioMs;
  }

  get droppedCommands(): number {
    return this.#outbox.droppedCommands;
  }

  /** The session listens: what waited goes out. */
  open(): void {
    this.#ready = true;
    this.#drain();
  }

  /** The session does not listen: what comes waits. */
  hold(): void {
    this.#ready = false;
    this.#stopTimer();
  }

  clear(): void {
    this.#outbox.clear();
    this.#stopTimer();
  }

  audio(frame: string, durationMs: number): SendResult {
    if (this.#ready && this.#outbox.isEmpty && !this.#congested && this.connection.send(frame)) return 'sent';
    return this.#wait({ kind: 'audio', frame, durationMs });
  }

  command(name: ClientCommandName, frame: string): SendResult {
    if (OF_THE_MOMENT.has(name)) return this.connection.send(frame) ? 'sent' : 'dropped';
    // Commands overtake held audio, but not each other; push-to-talk says which audio counts.
    const inOrder = this.#outbox.hasCommands || (name === 'push_to_talk' && !this.#outbox.isEmpty);
    if (this.#ready && !inOrder && this.connection.send(frame)) return 'sent';
    return this.#wait({ kind: 'command', frame });
  }

  #wait(item: Waiting): SendResult {
    // Nobody is there, and nobody is awaited.
    if (this.connection.state === 'idle' || this.connection.state === 'closed') return 'dropped';
    this.#outbox.push(item);
    if (this.#ready) this.#drain();
    return 'held';
  }

  #drain(): void {
    this.#stopTimer();
    while (!this.#congested) {
      const item = this.#outbox.shift();
      if (!item) return;
      this.connection.send(item.frame);
    }
    if (this.#outbox.isEmpty) return;
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
