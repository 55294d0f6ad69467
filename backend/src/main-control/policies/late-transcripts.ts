/** Does a transcript belong to speech that was already handled? */

export interface LateTranscriptOptions {
  /** A transcript later than this counts as new speech, in ms. */
  maxAgeMs: number;
  /** Most stretches of speech that can wait for late transcripts; a working recogniser leaves fewer. */
  maxWaiting: number;
  /** Two transcripts of the same speech share at least this part of the shorter one's words. */
  minSharedWords: number;
  /** The same transcript within this time was sent twice, in ms. */
  repeatedWithinMs: number;
}

export const LATE_TRANSCRIPT_DEFAULTS: Readonly<LateTranscriptOptions> = {
  // By judgement: twice the timeout of a final transcript.
  maxAgeMs: 10_000,
  // By judgement.
  maxWaiting: 5,
  // A final transcript may differ from its last partial by whole words.
  minSharedWords: 0.5,
  // By judgement. Of two commands that a slow recogniser sends at once one is lost: a text that is written twice is worse.
  repeatedWithinMs: 100,
};

/** @returns whether both may be transcripts of the same speech; '' matches any */
export function isSameSpeech(a: string, b: string, { minSharedWords }: LateTranscriptOptions): boolean {
  const [fewer, more] = [wordSet(a), wordSet(b)].sort((x, y) => x.size - y.size) as [
    Set<string>,
    Set<string>,
  ];
  const shared = [...fewer].filter((word) => more.has(word)).length;
  return fewer.size === 0 || shared >= fewer.size * minSharedWords;
}

/** @returns whether `partial` may be the beginning of `final`: a final transcript may differ from it by whole words */
export function hasPartialIn(
  partial: string,
  final: string,
  { minSharedWords }: Pick<LateTranscriptOptions, 'minSharedWords'>,
): boolean {
  const [words, all] = [wordSet(partial), wordSet(final)];
  const shared = [...words].filter((word) => all.has(word)).length;
  return words.size > 0 && shared >= words.size * minSharedWords;
}

const wordSet = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []);
