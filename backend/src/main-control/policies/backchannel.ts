/** Does a transcript only show that the user listens ("mhm", "okay, right")? Then it does not stop the answer. */
import type { TurnTakingWords } from '../../language/turn-taking-words.js';
import { wordsOf } from './words.js';

export interface BackchannelOptions {
  /** Off: every transcribed word counts as an attempt to take the turn. */
  enabled: boolean;
  /** A transcript with more words than this is never a backchannel. */
  maxWords: number;
}

export const BACKCHANNEL_DEFAULTS: Readonly<BackchannelOptions> = {
  enabled: true,
  // By judgement: "oh okay, I see" has four.
  maxWords: 5,
};

/** Longer words say more than yes. */
const MAX_YES_WORDS = 5;

/** @returns the words of it that are a yes */
export const affirmationsIn = (text: string, { affirmations }: TurnTakingWords): string[] =>
  wordsOf(text).filter((word) => affirmations.has(word));

/** @returns whether it only says yes */
export function isYes(text: string, language: TurnTakingWords): boolean {
  const words = wordsOf(text);
  const { affirmations, affirmationCourtesies, backchannels } = language;
  const known = [affirmations, affirmationCourtesies, backchannels];
  return (
    words.length <= MAX_YES_WORDS &&
    words.some((word) => affirmations.has(word)) &&
    words.every((word) => known.some((set) => set.has(word)))
  );
}

/** @returns whether all its words are backchannels */
export function isBackchannel(
  text: string,
  { enabled, maxWords }: BackchannelOptions,
  { backchannels }: TurnTakingWords,
): boolean {
  const words = wordsOf(text);
  if (!enabled || words.length === 0 || words.length > maxWords) return false;
  for (let i = 0; i < words.length;) {
    if (i + 1 < words.length && backchannels.has(`${words[i]} ${words[i + 1]}`)) i += 2;
    else if (backchannels.has(words[i]!)) i++;
    else return false;
  }
  return true;
}
