/** Does a transcript belong to speech that was dealt with before it came? */

export interface LateTranscriptOptions {
  /** A transcript later than this is taken for new speech, in ms. */
  maxAgeMs: number;
  /** Most stretches of speech whose transcripts may be late at a time: more than a working recogniser leaves. */
  maxOpen: number;
  /** Share of the shorter one's words that two transcripts of the same speech have in common. */
  minSharedWords: number;
}

export const LATE_TRANSCRIPT_DEFAULTS: Readonly<LateTranscriptOptions> = {
  // By judgement, both: twice the time that a final transcript is waited for.
  maxAgeMs: 10_000,
  maxOpen: 5,
  // A final transcript differs from its last partial by more than a letter.
  minSharedWords: 0.5,
};

/** @returns whether both may be transcripts of the same speech; '' may be of any */
export function isSameSpeech(a: string, b: string, { minSharedWords }: LateTranscriptOptions): boolean {
  const [fewer, more] = [wordSet(a), wordSet(b)].sort((x, y) => x.size - y.size) as [
    Set<string>,
    Set<string>,
  ];
  const shared = [...fewer].filter((word) => more.has(word)).length;
  return fewer.size === 0 || shared >= fewer.size * minSharedWords;
}

const wordSet = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []);
