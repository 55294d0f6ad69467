/** Whether the user named a control: that is their yes for using it. */
import { indexOfWords, numbersIn, wordsOf } from './spoken-words';

const VERBS = words(
  'click press tap push hit select choose open follow check uncheck tick untick pick activate use go',
);

/** Words of a command that are not part of a name. */
const AROUND = new Set([
  ...VERBS,
  ...words('please can could you now just hey okay ok and then on the a an this that to into it'),
  ...words('button link tab field box menu icon item option checkbox page'),
]);

const NEGATIONS = words('dont not never without no wont shouldnt cannot cant');
/** How far before a name a negation counts. */
const NEGATION_REACH = 4;

/** A shorter name stands in sentences by chance. */
const MIN_LETTERS = 4;

/**
 * @param transcript the user's words of the turn
 * @param name of the control, as the page gives it
 * @param number that the control shows
 */
export function isNamed(transcript: string, name: string, number: number | null): boolean {
  const said = wordsOf(transcript);
  if (number !== null && isNumberNamed(said, number)) return true;
  const named = wordsOf(name);
  if (named.length === 0) return false;
  const rest = said.filter((word) => !AROUND.has(word));
  // "Sign in", or "click pricing" for "See our pricing".
  const isPart = rest.join('').length >= MIN_LETTERS && indexOfWords(named, rest) >= 0;
  if ((isPart || said.join(' ') === named.join(' ')) && !isNegated(said, said.length - 1)) return true;
  for (let at = indexOfWords(said, named); at >= 0; at = indexOfWords(said, named, at + 1)) {
    const isLong = named.length > 1 || named[0]!.length >= MIN_LETTERS;
    if ((isLong || isCommanded(said, at)) && !isNegated(said, at)) return true;
  }
  return false;
}

/** Numbers stand in many sentences: one means a control if it stands alone or after a verb. */
function isNumberNamed(said: readonly string[], number: number): boolean {
  if (!numbersIn(said).has(number) || isNegated(said, said.length - 1)) return false;
  const rest = said.filter((word) => !AROUND.has(word) && word !== 'number' && numbersIn([word]).size === 0);
  return (
    rest.length === 0 ||
    said.some((_, at) => isCommanded(said, at) && numbersIn(said.slice(at, at + 2)).has(number))
  );
}

/** @returns whether one of these words was said, and not with a negation */
export function isWordSaid(transcript: string, wanted: readonly string[]): boolean {
  const said = wordsOf(transcript);
  return said.some((word, at) => wanted.includes(word) && !isNegated(said, at));
}

/** A verb stands right before it, or with an article between. */
const isCommanded = (said: readonly string[], at: number): boolean =>
  VERBS.includes(said[at - 1] ?? '') || (said[at - 1] === 'the' && VERBS.includes(said[at - 2] ?? ''));

const isNegated = (said: readonly string[], at: number): boolean =>
  said.slice(Math.max(0, at - NEGATION_REACH), at + 1).some((word) => NEGATIONS.includes(word));

function words(list: string): string[] {
  return list.split(' ');
}
