/** The skills in English: the engine with the word lists of language/en, the slots and the intents. */
import { withoutCourtesies } from '../language/en/courtesies.js';
import { writeDigits } from '../language/en/numbers/digits.js';
import { MEANINGFUL_WORDS, STRAY_ENDINGS } from '../language/en/fuzzy-words.js';
import { normalize } from '../language/en/normalize.js';
import { Matcher } from './engine/matcher.js';
import { INTENTS } from './intents/index.js';
import { SLOTS } from './slots/index.js';

export const englishMatcher = new Matcher({
  intents: INTENTS,
  slots: SLOTS,
  normalize,
  withoutCourtesies,
  writeDigits,
  meaningfulWords: MEANINGFUL_WORDS,
  strayEndings: STRAY_ENDINGS,
});
