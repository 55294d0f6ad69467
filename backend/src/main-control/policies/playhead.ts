/** How far the user has heard the answer. Pure: the clock is the caller's. */
import type { PlaybackState } from '#protocol';

/** What is known of the playback of an answer. */
export interface AnswerPlayback {
  /** Audio that was sent to the client. */
  sentMs: number;
  /** When the first audio was sent; null before. */
  firstAudioAt: number | null;
  /** The client's newest report of what it played; null where there is none. */
  playback: { playedMs: number; at: number; state: PlaybackState } | null;
  /** Since when the client holds playback, so that its playhead stands still; null where it does not. */
  heldAt: number | null;
}

/** A client that plays reports every 200 ms or so; after this long without a word it may have stopped. */
const REPORT_AGE_LIMIT_MS = 1_000;

/** After this long it is only its reports that have stopped: a turn does not wait for them for ever. */
const SILENT_CLIENT_MS = 10_000;

/** Grace for a client that reports playback but whose `drained` does not come. */
const DRAIN_GRACE_MS = 3_000;

/**
 * Milliseconds of the answer that were played: from the client's reports, or for a client that sends none, as if it
 * plays what it gets at once. Never more than was sent.
 */
export function playedMs(answer: AnswerPlayback, now: number): number {
  const { playback, firstAudioAt, sentMs, heldAt } = answer;
  if (playback) {
    const age = Math.max(0, (heldAt ?? now) - playback.at);
    const sinceReport = Math.min(age, REPORT_AGE_LIMIT_MS) + Math.max(0, age - SILENT_CLIENT_MS);
    return Math.min(sentMs, playback.playedMs + (playback.state === 'playing' ? sinceReport : 0));
  }
  // A client that reports nothing knows no hold either, and plays on.
  return firstAudioAt === null ? 0 : Math.min(sentMs, now - firstAudioAt);
}

/** When an answer whose audio is all sent is over, unless the client says `drained` before. */
export function playoutEndsAt(answer: AnswerPlayback, now: number): number {
  const remainingMs = answer.sentMs - playedMs(answer, now);
  return now + remainingMs + (answer.playback ? DRAIN_GRACE_MS : 0);
}
