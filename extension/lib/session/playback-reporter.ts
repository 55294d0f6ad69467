import type { ClientCommands } from '#protocol';
import type { PlaybackPosition } from '../audio/player';

/** Often enough for the backend to know what was heard, seldom enough to be nothing beside the audio. */
export const REPORT_INTERVAL_MS = 200;

/**
 * Tells the backend what the user heard: now and then while it plays, exactly where it is held, runs dry, is flushed
 * or ends.
 */
export class PlaybackReporter {
  #reportedAtMs = -Infinity;
  #repeating: ReturnType<typeof setInterval> | null = null;
  #flushedThrough = -1;

  constructor(
    private readonly send: (report: ClientCommands['playback']) => void,
    private readonly nowMs: () => number,
  ) {}

  playing({ turnId, heardMs }: PlaybackPosition): void {
    this.#stopRepeating();
    if (this.nowMs() - this.#reportedAtMs < REPORT_INTERVAL_MS) return;
    this.#reportedAtMs = this.nowMs();
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'playing' });
  }

  /** Held: the exact place, at once. */
  paused({ turnId, heardMs }: PlaybackPosition): void {
    this.#stopRepeating();
    this.#reportedAtMs = this.nowMs();
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'playing' });
  }

  /**
   * Out of audio in the middle of an answer: the backend, which counts on from the last report, hears again and again
   * that it is still there.
   */
  starved(position: PlaybackPosition): void {
    this.paused(position);
    this.#repeating = setInterval(() => this.#repeat(position), REPORT_INTERVAL_MS);
  }

  drained({ turnId, heardMs }: PlaybackPosition): void {
    this.#stopRepeating();
    this.#reportedAtMs = -Infinity;
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'drained' });
  }

  /** A turn is flushed once, however many ask for it. */
  flushed({ turnId, heardMs }: PlaybackPosition): void {
    this.#stopRepeating();
    if (turnId <= this.#flushedThrough) return;
    this.#flushedThrough = turnId;
    this.#reportedAtMs = -Infinity;
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'flushed' });
  }

  reset(): void {
    this.#stopRepeating();
    this.#reportedAtMs = -Infinity;
    this.#flushedThrough = -1;
  }

  #repeat({ turnId, heardMs }: PlaybackPosition): void {
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'playing' });
  }

  #stopRepeating(): void {
    if (this.#repeating !== null) clearInterval(this.#repeating);
    this.#repeating = null;
  }
}
