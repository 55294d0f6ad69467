/** How much of an answer has the user heard? */
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

export interface PlayheadOptions {
  /** A report is carried forward for this long, in ms: a client that reports less often may have stopped playing. */
  maxReportAgeMs: number;
  /** After this long without a report the client is taken to play on, in ms, so that a turn ends. */
  silentClientMs: number;
  /** How long a client that reports playback is given for its `drained`, in ms, once it must have played all. */
  drainGraceMs: number;
  /** How often it is checked whether an answer that was played to its end is still held, in ms. */
  heldCheckMs: number;
}

export const PLAYHEAD_DEFAULTS: Readonly<PlayheadOptions> = {
  // A client reports about every 200 ms.
  maxReportAgeMs: 1_000,
  // By judgement, all three.
  silentClientMs: 10_000,
  drainGraceMs: 3_000,
  heldCheckMs: 200,
};

/**
 * @returns the milliseconds of the answer that were played, by the client's reports; for a client that sends none, as if
 * it plays what it gets at once. Never more than was sent.
 */
export function playedMs(answer: AnswerPlayback, now: number, options: PlayheadOptions): number {
  const { playback, firstAudioAt, sentMs, heldAt } = answer;
  if (playback) {
    const age = Math.max(0, (heldAt ?? now) - playback.at);
    const { maxReportAgeMs, silentClientMs } = options;
    const sinceReport = Math.min(age, maxReportAgeMs) + Math.max(0, age - silentClientMs);
    return Math.min(sentMs, playback.playedMs + (playback.state === 'playing' ? sinceReport : 0));
  }
  // A client that reports nothing does not support holding either, and plays on.
  return firstAudioAt === null ? 0 : Math.min(sentMs, now - firstAudioAt);
}

/** @returns when an answer of which all audio was sent is over, unless the client reports `drained` before */
export function playoutEndsAt(answer: AnswerPlayback, now: number, options: PlayheadOptions): number {
  const remainingMs = answer.sentMs - playedMs(answer, now, options);
  return now + remainingMs + (answer.playback ? options.drainGraceMs : 0);
}
