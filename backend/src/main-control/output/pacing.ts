/** Delays audio so that a client never has much of an answer that may be stopped. */
import { sleep } from '../../common/clock/sleep.js';

/** Audio is sent at most this far ahead of playback: enough to survive a short network stall. */
const MAX_LEAD_MS = 3_000;

/** Longest sleep between two checks of the playhead. */
const STEP_MS = 100;

export interface PacingDeps {
  /** Resolves when the client is connected and accepts more data. */
  writable(signal: AbortSignal): Promise<void>;
  /** Audio of the answer that was sent but not played yet; null when the answer is over. */
  leadMs(): number | null;
}

/** Resolves when more audio of the answer may be sent, when the answer is over, or on abort. */
export async function pace({ writable, leadMs }: PacingDeps, signal: AbortSignal): Promise<void> {
  for (;;) {
    await writable(signal);
    const lead = leadMs();
    if (signal.aborted || lead === null || lead < MAX_LEAD_MS) return;
    await sleep(Math.min(STEP_MS, lead - MAX_LEAD_MS + 1), signal);
  }
}
