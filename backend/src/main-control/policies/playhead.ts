/** How much of an answer has the user heard? */
import type { PlaybackState } from '#protocol';

/** The known playback state of an answer. */
export interface AnswerPlayback {
  /** Audio sent to the client. */
  sentMs: number;
  /** When a client that plays audio as soon as it comes has played all of it; null before the first audio. */
  playsUntil: number | null;
  /** The client's newest report of what it played; null if there is none. */
  playback: { playedMs: number; at: number; state: PlaybackState } | null;
  /** When the client began to hold playback, which stops its playhead; null if it plays. */
  heldAt: number | null;
}

export interface PlayheadOptions {
  /** A report is extrapolated for at most this long, in ms: a client that reports less often may have stopped playing. */
  maxReportAgeMs: number;
  /** After this long without a report the client is assumed to play on, so that the turn ends, in ms. */
  silentClientMs: number;
  /** Longest wait for `drained` after a client that reports playback should have played everything, in ms. */
  drainGraceMs: number;
  /** How often to check whether a fully played answer is still held, in ms. */
  heldCheckMs: number;
}

export const PLAYHEAD_DEFAULTS: Readonly<PlayheadOptions> = {
  // A client reports about every 200 ms.
  maxReportAgeMs: 1_000,
  // All three by judgement.
  silentClientMs: 10_000,
  drainGraceMs: 3_000,
  heldCheckMs: 200,
};

/**
 * @returns how many milliseconds of the answer were played, from the client's reports. A client without reports is assumed
 * to play audio at once. Never more than was sent.
 */
export function playedMs(answer: AnswerPlayback, now: number, options: PlayheadOptions): number {
  const { playback, playsUntil, sentMs, heldAt } = answer;
  if (playback) {
    const age = Math.max(0, (heldAt ?? now) - playback.at);
    const { maxReportAgeMs, silentClientMs } = options;
    const sinceReport = Math.min(age, maxReportAgeMs) + Math.max(0, age - silentClientMs);
    return Math.min(sentMs, playback.playedMs + (playback.state === 'playing' ? sinceReport : 0));
  }
  // A client without reports does not support holding either, so it plays on.
  return playsUntil === null ? 0 : sentMs - Math.max(0, playsUntil - now);
}

/**
 * @returns audio that was sent but not played yet, in ms. For a client without reports it is negative where all should have
 * been played for some time.
 */
export function leadMs(answer: AnswerPlayback, now: number, options: PlayheadOptions): number {
  const { playback, playsUntil, sentMs } = answer;
  return playback || playsUntil === null ? sentMs - playedMs(answer, now, options) : playsUntil - now;
}

/** @returns when an answer whose audio was all sent is over, unless the client reports `drained` earlier */
export function playoutEndsAt(answer: AnswerPlayback, now: number, options: PlayheadOptions): number {
  return now + Math.max(0, leadMs(answer, now, options)) + (answer.playback ? options.drainGraceMs : 0);
}
