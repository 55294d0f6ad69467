/** When does an answer start before the turn has ended, and does it still fit the user's words? */
import type { Completeness } from './completeness.js';
import { hasWord } from './words.js';

export interface SpeculationOptions {
  /** Off: an answer starts when the turn has ended. */
  enabled: boolean;
  /** Whether TTS also starts early: still faster, but more speech is synthesized in vain. */
  tts: boolean;
  /** Most answers started for one turn. */
  maxTries: number;
  /** A partial that has not changed for this long before a pause counts as complete, in ms. */
  stablePartialMs: number;
}

export const SPECULATION_DEFAULTS: Readonly<SpeculationOptions> = {
  enabled: true,
  tts: false,
  // By judgement.
  maxTries: 3,
  // Recognisers send a partial every 30 to 250 ms during speech.
  stablePartialMs: 150,
};

/** @returns whether to start an answer to the words so far before the turn ends */
export const isWorthAnswering = (text: string, completeness: Completeness): boolean =>
  hasWord(text) && completeness !== 'open';

/** @param tries answers already started for this turn */
export const mayTryAgain = (tries: number, { enabled, maxTries }: SpeculationOptions): boolean =>
  enabled && tries < maxTries;

/** @param since when the partial last changed */
export const isStable = (since: number, now: number, { stablePartialMs }: SpeculationOptions): boolean =>
  now - since >= stablePartialMs;

/** Whether two transcripts have the same words; format and case may change in the final one. */
export const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
