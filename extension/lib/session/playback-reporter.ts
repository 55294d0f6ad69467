import type { ClientCommands } from '#protocol';
import type { PlaybackPosition } from '../audio/player';

/** Short enough for the backend to know which word was heard, long enough to be negligible beside the audio. */
export const REPORT_INTERVAL_MS = 200;

/**
 * Reports to the backend what the user heard: at intervals while a turn plays, and exactly when it is paused, starved,
 * flushed or drained.
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

  paused({ turnId, heardMs }: PlaybackPosition): void {
    this.#stopRepeating();
    this.#reportedAtMs = this.nowMs();
    this.send({ turn_id: turnId, played_ms: heardMs, state: 'playing' });
  }

  /**
   * Out of audio in the middle of an answer. The backend extrapolates from the last report, so the position is repeated
   * until playback goes on.
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

  /** A turn is reported as flushed once. */
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
