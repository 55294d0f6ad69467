/** Delays audio so that a client never has much of an answer that may be stopped. */
import { dbfs, msToSamples, samplesToMs } from '#audio';
import { sleep } from '../../common/clock/sleep.js';

/** Audio is sent at most this far ahead of playback: enough to survive a short network stall. */
const MAX_LEAD_MS = 3_000;

/**
 * The same for a client that never reported its playback: it cannot drop audio either, and plays on after an interruption.
 * Half a second, less what the network and timers add.
 */
const UNREPORTED_MAX_LEAD_MS = 300;

/** Longer audio is sent in pieces: one must fit the lead with time to spare. */
export const MAX_PIECE_MS = 200;

/**
 * Such a client may play one piece after the other, with a gap between them, and fall behind more and more. After so many
 * pieces the next pause in the speech is long enough to catch up.
 */
const CATCH_UP_PIECES = 8;
/** The gap in Chromium, by measurement. */
const GAP_MS = 10;
const PAUSE_DBFS = -45;
/** A pause on both sides of the boundary between two pieces. */
const PAUSE_MS = 20;

/** Longest sleep between two checks of the playhead. */
const STEP_MS = 100;

export interface PacingDeps {
  /** Resolves when the client is connected and accepts more data. */
  writable(signal: AbortSignal): Promise<void>;
  /**
   * Audio of the answer that was sent but not played yet. For a client without reports it is negative where all should
   * have been played for some time. Null when the answer is over.
   */
  leadMs(): number | null;
  /** Whether the client has ever reported what it played. */
  reportsPlayback(): boolean;
  /** The sample rate that the client plays. */
  outputHz: number;
}

/** Paces the audio of one answer. */
export class Pacer {
  /** Pieces. */
  #sentSinceCatchUp = 0;
  #endsInPause = false;

  constructor(private readonly deps: PacingDeps) {}

  /** Resolves when the next piece of the answer's audio may be sent, when the answer is over, or on abort. */
  async next(pcm: Int16Array, signal: AbortSignal): Promise<void> {
    const { writable, leadMs, outputHz } = this.deps;
    const durationMs = samplesToMs(pcm.length, outputHz);
    const pauseSamples = msToSamples(PAUSE_MS, outputHz);
    const maxLeadMs = this.#maxLeadMs(durationMs, isPause(pcm.subarray(0, pauseSamples)));
    this.#endsInPause = isPause(pcm.subarray(-pauseSamples));
    for (;;) {
      await writable(signal);
      const lead = leadMs();
      if (signal.aborted || lead === null) return;
      const excessMs = lead - (this.deps.reportsPlayback() ? MAX_LEAD_MS - durationMs : maxLeadMs);
      if (excessMs <= 0) return;
      await sleep(Math.min(STEP_MS, Math.ceil(excessMs)), signal);
    }
  }

  /** @returns how much unplayed audio a client without reports may have when the piece is sent */
  #maxLeadMs(durationMs: number, beginsInPause: boolean): number {
    const sent = this.#sentSinceCatchUp++;
    if (sent < CATCH_UP_PIECES || !this.#endsInPause || !beginsInPause)
      return Math.max(0, UNREPORTED_MAX_LEAD_MS - durationMs);
    this.#sentSinceCatchUp = 1;
    return -sent * GAP_MS;
  }
}

const isPause = (pcm: Int16Array): boolean => dbfs(pcm) < PAUSE_DBFS;
