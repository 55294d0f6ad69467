/** Delays audio so that a client never has much of an answer that may be stopped. */
import { sleep } from '../../common/clock/sleep.js';

/** Audio is sent at most this far ahead of playback: enough to survive a short network stall. */
const MAX_LEAD_MS = 3_000;

/**
 * The same for a client that never reported its playback: it cannot drop audio either, and plays on after an interruption.
 * Half a second, less what the network and timers may add.
 */
const UNREPORTED_MAX_LEAD_MS = 400;

/** Longer audio is sent in pieces: they must fit the lead several times. */
export const MAX_PIECE_MS = 200;

/** Longest sleep between two checks of the playhead. */
const STEP_MS = 100;

export interface PacingDeps {
  /** Resolves when the client is connected and accepts more data. */
  writable(signal: AbortSignal): Promise<void>;
  /** Audio of the answer that was sent but not played yet; null when the answer is over. */
  leadMs(): number | null;
  /** Whether the client has ever reported what it played. */
  reportsPlayback(): boolean;
}

/** Resolves when the next `durationMs` of the answer's audio may be sent, when the answer is over, or on abort. */
export async function pace(
  durationMs: number,
  { writable, leadMs, reportsPlayback }: PacingDeps,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await writable(signal);
    const lead = leadMs();
    const excessMs = (lead ?? 0) + durationMs - (reportsPlayback() ? MAX_LEAD_MS : UNREPORTED_MAX_LEAD_MS);
    if (signal.aborted || lead === null || lead <= 0 || excessMs <= 0) return;
    await sleep(Math.min(STEP_MS, Math.ceil(excessMs)), signal);
  }
}
