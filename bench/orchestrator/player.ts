import { DEFAULT_PAUSE_FADE_MS } from '../../extension/lib/audio/player-queue.ts';
import type { AudioMetadata, ClientCommands, ServerMessage } from '../../libs/protocol/src/index.ts';

export type PlayerEventType =
  'first_audio' | 'paused' | 'silent' | 'resumed' | 'flushed' | 'drained' | 'error';

export interface PlayerEvent {
  type: PlayerEventType;
  turnId: number;
  /** Time by `performance.now()`. */
  at: number;
  /** How much of the turn had been played, in ms. */
  heardMs: number;
}

/** The extension reports playback at the same interval. */
const REPORT_MS = 200;

/** A client's playback without a loudspeaker: consumes audio in real time and reports it as the extension does. */
export class Player {
  readonly events: PlayerEvent[] = [];
  report: (playback: ClientCommands['playback']) => void = () => undefined;
  receivedMs = 0;
  #turnId = -1;
  #heardMs = 0;
  #countedAt = 0;
  /** End of a pause's fade-out, by `performance.now()`: playback stands still from here. */
  #silentFrom = Infinity;
  #hold: NodeJS.Timeout | undefined;
  #ended = false;
  #drain: NodeJS.Timeout | undefined;
  #reporter: NodeJS.Timeout | undefined;
  #waiting: { fits(event: PlayerEvent): boolean; resolve(event: PlayerEvent): void }[] = [];

  /** Takes one WebSocket text frame. */
  message(frame: string): void {
    // Data messages carry no audio and no playback command.
    if (frame.startsWith('{"type":"data"')) return;
    // Decoding audio is the client's cost and not measured, so only the metadata is parsed.
    if (frame.startsWith('{"type":"audio"')) {
      const from = frame.lastIndexOf('"metadata":') + '"metadata":'.length;
      const { turn_id, samples_per_channel, sample_rate } = JSON.parse(
        frame.slice(from, -1),
      ) as AudioMetadata;
      return this.audio(turn_id, (samples_per_channel * 1_000) / sample_rate);
    }
    const message = JSON.parse(frame) as ServerMessage;
    if (message.type === 'error') return this.#emit('error');
    if (message.type !== 'cmd') return;
    if (message.name === 'pause_playback') return this.pause();
    if (message.name === 'resume_playback') return this.resume();
    if (message.name === 'flush') return this.flush(message.data.turn_id);
    if (message.name === 'audio_end') return this.end(message.data.turn_id);
  }

  audio(turnId: number, durationMs: number): void {
    if (turnId < this.#turnId) return;
    this.#count();
    if (turnId > this.#turnId) this.#begin(turnId);
    this.receivedMs += durationMs;
  }

  pause(): void {
    this.#count();
    if (this.#paused) return;
    clearTimeout(this.#drain);
    this.#emit('paused');
    this.#silentFrom = performance.now() + DEFAULT_PAUSE_FADE_MS;
    this.#hold = setTimeout(() => {
      this.#count();
      this.#emit('silent');
      this.#reportSoon('playing');
    }, DEFAULT_PAUSE_FADE_MS);
  }

  resume(): void {
    this.#count();
    this.#unpause();
    this.#emit('resumed');
    this.#drainLater();
  }

  flush(turnId: number): void {
    if (turnId < this.#turnId) return;
    this.#count();
    this.#emit('flushed');
    this.#stop();
    this.#reportSoon('flushed');
  }

  /** No more audio of this turn will arrive. */
  end(turnId: number): void {
    if (turnId !== this.#turnId) return;
    this.#ended = true;
    this.#drainLater();
  }

  close(): void {
    this.#stop();
  }

  /** Resolves with the next event of one of these types. @throws Error after `timeoutMs` */
  next(types: PlayerEventType[], timeoutMs = 10_000): Promise<PlayerEvent> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`none of ${types.join(', ')} in ${timeoutMs} ms`));
      const timer = setTimeout(late, timeoutMs);
      this.#waiting.push({
        fits: ({ type }) => types.includes(type),
        resolve: (event) => {
          clearTimeout(timer);
          resolve(event);
        },
      });
    });
  }

  #begin(turnId: number): void {
    this.#stop();
    this.#turnId = turnId;
    this.#heardMs = 0;
    this.receivedMs = 0;
    this.#ended = false;
    this.#countedAt = performance.now();
    this.#reporter = setInterval(() => this.#reportPlaying(), REPORT_MS);
    this.#emit('first_audio');
  }

  /** Advances the playhead to the current time. */
  #count(): void {
    const now = performance.now();
    const soundingMs = Math.max(0, Math.min(now, this.#silentFrom) - this.#countedAt);
    this.#heardMs = Math.min(this.receivedMs, this.#heardMs + soundingMs);
    this.#countedAt = now;
  }

  #reportPlaying(): void {
    if (this.#paused) return;
    this.#count();
    this.report({ turn_id: this.#turnId, played_ms: this.#heardMs, state: 'playing' });
  }

  /** Reports asynchronously, as over a network. */
  #reportSoon(state: 'playing' | 'flushed'): void {
    const playback = { turn_id: this.#turnId, played_ms: this.#heardMs, state };
    setImmediate(() => this.report(playback));
  }

  #drainLater(): void {
    clearTimeout(this.#drain);
    if (!this.#ended || this.#paused) return;
    this.#count();
    const leftMs = this.receivedMs - this.#heardMs;
    if (leftMs > 0) return void (this.#drain = setTimeout(() => this.#drainLater(), Math.ceil(leftMs)));
    this.#stop();
    this.report({ turn_id: this.#turnId, played_ms: this.#heardMs, state: 'drained' });
    this.#emit('drained');
  }

  #stop(): void {
    clearTimeout(this.#drain);
    clearInterval(this.#reporter);
    this.#unpause();
  }

  get #paused(): boolean {
    return this.#silentFrom !== Infinity;
  }

  #unpause(): void {
    clearTimeout(this.#hold);
    this.#silentFrom = Infinity;
  }

  #emit(type: PlayerEventType): void {
    const event = { type, turnId: this.#turnId, at: performance.now(), heardMs: this.#heardMs };
    this.events.push(event);
    const waiting = this.#waiting;
    this.#waiting = waiting.filter((one) => !one.fits(event));
    for (const one of waiting) if (one.fits(event)) one.resolve(event);
  }
}
