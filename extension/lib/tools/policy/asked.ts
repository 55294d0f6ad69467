/** Whether a yes of the user is about a control: the question named it, and nothing else. */
import { indexOfWords, numbersIn, wordsOf } from './spoken-words';

const YES =
  /^(?:(?:yes|yeah|yep|yup|sure|ok|okay|right|correct|exactly|please|please do|do it|go ahead)(?: |$))+$/;

/** Words of a question that are not part of a name. */
const ASKING = new Set('did do you mean want should shall i me to click press open number'.split(' '));

/** @returns the question that these words say yes to; '' if there is none */
export function questionAgreedTo(words: string, answer: string): string {
  if (!YES.test(wordsOf(words).join(' '))) return '';
  // What stands before the question is not asked.
  return /[^.!?\n]*\?\s*$/.exec(answer)?.[0].trim() ?? '';
}

/** A question has so many words of a long name at least. */
const MIN_WORDS_OF_NAME = 4;

/**
 * @param question such as "Did you mean Proceed to checkout?"
 * @param name of the control, as the page gives it
 * @param number that the control shows
 */
export function isAskedAbout(question: string, name: string, number: number | null): boolean {
  const asked = wordsOf(question);
  const named = wordsOf(name);
  for (let at = 0; at < asked.length; at++) {
    const rest = asked.slice(at);
    if (rest.length === 1 && number !== null && numbersIn(rest).has(number)) return true;
    const isEnough = rest.length === named.length || rest.length >= MIN_WORDS_OF_NAME;
    if (isEnough && indexOfWords(named, rest) === 0) return true;
    if (!ASKING.has(asked[at]!)) return false;
  }
  return false;
}
