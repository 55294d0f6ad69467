/** Whether the user named a control: that is their yes for using it. */
import { indexOfWords, numbersIn, wordsOf } from './words/spoken-words';

const VERBS = words(
  'click press tap push hit select choose open follow check uncheck tick untick pick activate use go download submit send',
);

/** Words of a command that are not part of a name. */
const AROUND = new Set([
  ...VERBS,
  ...words('please can could you now just hey okay ok and then on the a an this that to into it'),
  ...words('button link tab field box menu icon item option checkbox page'),
]);

const POLITE = new Set(words('please can could will would you now just hey okay ok'));

const NEGATIONS = words('dont not never without no wont shouldnt cannot cant');
/** How far before a name a negation counts. */
const NEGATION_REACH = 4;

/** A shorter name stands in sentences by chance. */
const MIN_LETTERS = 4;

/** Between a verb and a name: "click on the Save button" */
const BETWEEN = new Set(words('on the a an this that to'));

/** A clause that begins with one of these wants to know something: a control is named in it only by a command. */
const ASKS = new Set(
  words(
    'what whats who whos whose why how when where wheres which is are was were does do did tell explain describe summarise ' +
      'summarize summary translate read compare list show find look search say repeat check count',
  ),
);
/** "Read more" and "find flights" are names of buttons, too. */
const MAX_ASKED_WORDS = 2;

const CLAUSES = /[.,;:!?]+(?= |$)|\b(?:and then|and|then|but)\b/giu;

const ORDINALS = new Set(words('first second third fourth fifth last'));

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
  for (let at = indexOfWords(said, named); at >= 0; at = indexOfWords(said, named, at + 1))
    if (isCommanded(said, at, named.length) && !isNegated(said, at)) return true;
  return transcript.split(CLAUSES).some((clause) => isClauseFor(wordsOf(clause), named, said));
}

/** "Sign in", or "click pricing" for "See our pricing". */
function isClauseFor(clause: readonly string[], named: readonly string[], said: readonly string[]): boolean {
  const rest = clause.filter((word) => !AROUND.has(word));
  const end = indexOfWords(said, clause) + clause.length - 1;
  if (clause.length === 0 || isNegated(said, end) || isQuestion(clause, rest)) return false;
  if (clause.join(' ') === named.join(' ')) return true;
  // "The first link" is no control that is called "First".
  if (rest.length === 1 && ORDINALS.has(rest[0]!)) return false;
  // "Please submit it"
  const own = clause.filter((word) => !AROUND.has(word) || named.includes(word));
  if (own.join(' ') === named.join(' ') && own.join('').length >= MIN_LETTERS) return true;
  if (indexOfWords(rest, named) === 0) return true;
  return rest.join('').length >= MIN_LETTERS && indexOfWords(named, rest) >= 0;
}

/** Also "read this": it names nothing. */
const isQuestion = (clause: readonly string[], rest: readonly string[]): boolean => {
  const at = clause.findIndex((word) => !POLITE.has(word));
  return (
    ASKS.has(clause[at] ?? '') && (clause.length - at > MAX_ASKED_WORDS || rest.length < clause.length - at)
  );
};

/** Numbers stand in many sentences: one means a control if it stands alone or after a verb. */
function isNumberNamed(said: readonly string[], number: number): boolean {
  if (!numbersIn(said).has(number) || isNegated(said, said.length - 1)) return false;
  const rest = said.filter((word) => !AROUND.has(word) && word !== 'number' && numbersIn([word]).size === 0);
  return (
    rest.length === 0 ||
    said.some((_, at) => isCommanded(said, at) && numbersIn(said.slice(at, at + 2)).has(number))
  );
}

const SWITCH = words('tab tabs switch window');

/** @returns whether the user wants to go to the tab of that title or host: "switch to the mail tab" */
export function isTabNamed(transcript: string, { title, host }: { title: string; host: string }): boolean {
  const own = new Set([...wordsOf(title), ...wordsOf(host)]);
  const said = wordsOf(transcript).filter((word) => word.length >= MIN_LETTERS && !AROUND.has(word));
  return isWordSaid(transcript, SWITCH) && said.some((word) => own.has(word) && !SWITCH.includes(word));
}

/** @returns whether one of these words was said, and not with a negation */
export function isWordSaid(transcript: string, wanted: readonly string[]): boolean {
  const said = wordsOf(transcript);
  return said.some((word, at) => wanted.includes(word) && !isNegated(said, at));
}

/** A verb stands right before it, or with an article between; "the first link" is no control that is called "First". */
function isCommanded(said: readonly string[], at: number, length = 1): boolean {
  if (length === 1 && ORDINALS.has(said[at]!) && at + 1 < said.length) return false;
  let before = at - 1;
  while (at - before <= 2 && BETWEEN.has(said[before] ?? '')) before--;
  return VERBS.includes(said[before] ?? '');
}

const isNegated = (said: readonly string[], at: number): boolean =>
  said.slice(Math.max(0, at - NEGATION_REACH), at + 1).some((word) => NEGATIONS.includes(word));

function words(list: string): string[] {
  return list.split(' ');
}
