/** How far the user has heard the answer. Pure: the clock is the caller's. */
import type { Answer } from './conversation-state.js';

/** A client that plays reports every 200 ms or so; after this long without a word it is no longer believed. */
const REPORT_AGE_LIMIT_MS = 1_000;

/** Grace for a client that reports playback but whose `drained` does not come. */
const DRAIN_GRACE_MS = 3_000;

/**
 * Milliseconds of the answer that were played: from the client's reports, or for a client that sends none, as if it
 * plays what it gets at once. Never more than was sent.
 */
export function playedMs(answer: Answer, now: number): number {
  const { playback, firstAudioAt, sentMs, heldAt } = answer;
  if (playback) {
    const until = heldAt ?? now;
    const sinceReport = playback.state === 'playing' ? Math.min(until - playback.at, REPORT_AGE_LIMIT_MS) : 0;
    return Math.min(sentMs, playback.playedMs + Math.max(0, sinceReport));
  }
  return firstAudioAt === null ? 0 : Math.min(sentMs, now - firstAudioAt);
}

/** When an answer whose audio is all sent is over, unless the client says `drained` before. */
export function playoutEndsAt(answer: Answer, now: number): number {
  const remainingMs = answer.sentMs - playedMs(answer, now);
  return now + remainingMs + (answer.playback ? DRAIN_GRACE_MS : 0);
}
