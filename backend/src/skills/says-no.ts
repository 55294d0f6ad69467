import { REFUSAL } from './browser/approval.intents.js';
import { englishMatcher } from './english.js';

/** Whether words are only a no to what was just asked. */
export const saysNo = (words: string): boolean =>
  englishMatcher.matches(words, ({ name }) => name === REFUSAL).next().done !== true;
