/** When is an answer begun before the turn has ended, and is it still the answer to what was said? */
import type { Completeness } from './completeness.js';
import { hasWord } from './words.js';

export interface SpeculationOptions {
  /** Off: an answer begins when the turn has ended. */
  enabled: boolean;
  /** Whether TTS begins ahead too: faster still, and more is synthesized for nothing. */
  tts: boolean;
  /** Most answers that are begun for one turn. */
  maxTries: number;
  /** A partial transcript that has not changed for this long before a pause is taken for all that was said, in ms. */
  stablePartialMs: number;
}

export const SPECULATION_DEFAULTS: Readonly<SpeculationOptions> = {
  enabled: true,
  tts: false,
  // By judgement.
  maxTries: 3,
  // Recognisers send a partial every 30 to 250 ms while words are added.
  stablePartialMs: 150,
};

/** @returns whether the words so far are worth an answer ahead of the end of the turn */
export const isWorthAnswering = (text: string, completeness: Completeness): boolean =>
  hasWord(text) && completeness !== 'open';

/** @param tries answers that were begun for this turn */
export const mayTryAgain = (tries: number, { enabled, maxTries }: SpeculationOptions): boolean =>
  enabled && tries < maxTries;

/** @param since when the partial began to say what it says */
export const isStable = (since: number, now: number, { stablePartialMs }: SpeculationOptions): boolean =>
  now - since >= stablePartialMs;

/** Whether two transcripts say the same: formatting and case may change with the final one. */
export const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
