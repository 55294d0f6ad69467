/** Whole answers to a question of a skill, from the one table of such words. */
import { answerIn, ENGLISH_ANSWERS, isOnlyNo } from '#answers';

const { yes, weakYes, no } = ENGLISH_ANSWERS;

/** Alternatives for a template or a pattern that say yes. "Please" alone agrees to nothing; "right" only shows attention elsewhere. */
export const YES = [...yes, ...weakYes, 'right'].filter((phrase) => phrase !== 'please').join('|');

/** Those that agree to what cannot be taken back: "right" and "fine" may only show attention. */
export const CONSENT = [...yes, 'sure', 'ok', 'okay'].join('|');

/** Those that say no. A pattern has no other letters. */
export const NO = [...no, 'no thank you'].filter((phrase) => /^[a-z ]+$/.test(phrase)).join('|');

/** Whether words are only a no to what was just asked. */
export const saysNo = (words: string): boolean =>
  answerIn(words, { wasAskedBefore: false }) === 'no' && isOnlyNo(words);
