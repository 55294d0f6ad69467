import type { ClientCommands } from '#protocol';
import type { PlaybackPosition } from '../audio/player';

/** Often enough for the backend to know what was heard, seldom enough to be nothing beside the audio. */
export const REPORT_INTERVAL_MS = 200;

/** Tells the backend what the user heard: now and then while it plays, exactly at a flush and at the end. */
export class PlaybackReporter {
  #reportedAtMs = -Infinity;
  #flushedThrough = -1;

  constructor(
    private readonly send: (report: ClientCommands['playback']) => void,
    private readonly nowMs: () => number,
  ) {}

  playing({ turnId, heardMs }: PlaybackPosition): void {
    if (this.nowMs() - this.#reportedAtMs < REPORT_INTERVAL_MS) return;
    this.#reportedAtMs = this.nowMs();
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'playing' });
  }

  /** Held: the exact place, at once. */
  paused({ turnId, heardMs }: PlaybackPosition): void {
    this.#reportedAtMs = this.nowMs();
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'playing' });
  }

  drained({ turnId, heardMs }: PlaybackPosition): void {
    this.#reportedAtMs = -Infinity;
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'drained' });
  }

  /** A turn is flushed once, however many ask for it. */
  flushed({ turnId, heardMs }: PlaybackPosition): void {
    if (turnId <= this.#flushedThrough) return;
    this.#flushedThrough = turnId;
    this.#reportedAtMs = -Infinity;
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'flushed' });
  }

  reset(): void {
    this.#reportedAtMs = -Infinity;
    this.#flushedThrough = -1;
  }
}
