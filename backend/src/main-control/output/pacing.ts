/** Holds audio back, so that a client never has much of an answer that may be cut off. */
import { sleep } from '../../common/clock/sleep.js';

/** Audio goes out at most this far ahead of its playback: enough to ride out a hiccup of the network. */
const MAX_LEAD_MS = 3_000;

/** Longest sleep between two looks at the playhead. */
const STEP_MS = 100;

export interface PacingDeps {
  /** Resolves when the client is connected and takes more. */
  writable(signal: AbortSignal): Promise<void>;
  /** Audio of the answer that was sent and not played yet; null when the answer is over. */
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
