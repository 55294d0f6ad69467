/** How long to wait for a transcript? */

export interface TranscriptTimeoutOptions {
  /** The final transcript is due this long after the end of speech, in ms; then the turn goes on with the partial. */
  finalMs: number;
  /** A recogniser that ends turns itself treats a sound as noise if it sends no words for this long, in ms. */
  noWordsMs: number;
  /** After a timeout without any words, the recogniser has this long to report a failure itself, in ms. */
  failureReportMs: number;
}

export const TRANSCRIPT_TIMEOUT_DEFAULTS: Readonly<TranscriptTimeoutOptions> = {
  // Both by judgement.
  finalMs: 5_000,
  noWordsMs: 1_500,
  // The recognisers' wrapper reports a stall after at most 9.5 s, and `finalMs` has already passed.
  failureReportMs: 6_000,
};

/** @param owed whether the recogniser will send a final transcript for the speech that ends now */
export const transcriptDueAt = (
  now: number,
  owed: boolean,
  { finalMs, noWordsMs }: TranscriptTimeoutOptions,
): number => now + (owed ? finalMs : noWordsMs);
