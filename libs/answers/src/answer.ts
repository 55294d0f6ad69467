/** What do the words of a user answer to a question of yes or no? A wrong no costs a repetition, a wrong yes may cost anything. */
import { ENGLISH_ANSWERS, type AnswerWords } from './answer-words.js';

/** `always`: yes, and never ask again. `other`: no answer to the question. */
export type Answer = 'yes' | 'no' | 'always' | 'other';

/** What is known beside the words. */
export interface AnswerFacts {
  /** The question began to be heard before the speech began; it was shown before the words were typed. */
  wasAskedBefore: boolean;
  /** The recogniser is not sure of the words, or they are not final. */
  isUncertain?: boolean;
  isTyped?: boolean;
  /** Whether "always" may be answered; else it is a yes for this once. */
  mayRemember?: boolean;
  /** What was asked: its own words name no other wish. */
  question?: string;
}

/** A longer yes says something else, too. */
const MAX_YES_WORDS = 8;

/** @returns the words in lower case, without punctuation, accents and apostrophes: "don't" is one word */
export const answerWordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/(\p{L})\s?['’‘`´]\s?(?=t\b)/gu, '$1')
    .replace(/['’‘`´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** @returns the answer to the question; anything that is not surely a yes is none */
export function answerIn(text: string, facts: AnswerFacts, language: AnswerWords = ENGLISH_ANSWERS): Answer {
  const said = withoutChoices(answerWordsOf(text), language);
  if (isNo(said, facts.isTyped === true, language)) return 'no';
  if (!facts.wasAskedBefore || facts.isUncertain || text.includes('?')) return 'other';
  const yes = yesIn(said, facts, language);
  return yes === 'always' && !facts.mayRemember ? 'yes' : yes;
}

/** @returns whether the words ask never to be asked again */
export function asksForAlways(text: string, language: AnswerWords = ENGLISH_ANSWERS): boolean {
  const said = answerWordsOf(text);
  return language.always.some((phrase) => indexOf(said, phrase) >= 0);
}

/** @returns whether words that are a no say nothing else: the rest of "no, open the other one" is a wish of its own */
export function isOnlyNo(text: string, language: AnswerWords = ENGLISH_ANSWERS): boolean {
  const { no, noAlone, noCourtesies, fillers } = language;
  const said = answerWordsOf(text);
  if (noAlone.includes(said.join(' ')) || (said.length === 1 && said[0] === 'n')) return true;
  const known = new Set([...no, ...noAlone].flatMap((phrase) => phrase.split(' ')));
  return said.every((word) => known.has(word) || noCourtesies.includes(word) || fillers.includes(word));
}

function isNo(said: readonly string[], isTyped: boolean, { no, noAlone }: AnswerWords): boolean {
  if (no.some((phrase) => indexOf(said, phrase) >= 0)) return true;
  const whole = said.join(' ');
  return noAlone.includes(whole) || (isTyped && whole === 'n');
}

function yesIn(said: readonly string[], facts: AnswerFacts, language: AnswerWords): Answer {
  const { yes, weakYes, always, fillers, confirming, agreeing, acts, objects, holdOff, asking } = language;
  const has = (phrases: readonly string[]) => phrases.some((phrase) => indexOf(said, phrase) >= 0);
  if (said.length === 0 || said.length > MAX_YES_WORDS || has(holdOff) || has(asking)) return 'other';
  if (facts.isTyped && said.length === 1 && said[0] === 'y') return 'yes';
  const start = said.findIndex((word) => !fillers.includes(word));
  if (start < 0) return 'other';
  const answer = said.slice(start);
  const begins = (phrases: readonly string[]) =>
    Math.max(
      0,
      ...phrases.filter((each) => indexOf(answer, each) === 0).map((each) => each.split(' ').length),
    );
  const sure = begins(yes);
  const length = Math.max(sure, begins(always)) || begins(weakYes);
  if (length === 0 || isOnlyPlease(answer)) return 'other';
  const rest = answer.slice(length);
  const asked = askedWords(facts.question ?? '');
  const confirms = (word: string) =>
    asked.has(word) || [confirming, yes, weakYes].some((known) => known.includes(word));
  const agrees = (word: string, i: number) =>
    confirms(word) || agreeing.includes(word) || (acts.includes(word) && objects.includes(rest[i + 1] ?? ''));
  if (rest.every(confirms)) return has(always) ? 'always' : 'yes';
  return sure > 0 && rest.every(agrees) ? 'yes' : 'other';
}

/** @returns the words of the question itself: what it quotes, and addresses, may be those of a page */
const askedWords = (question: string): ReadonlySet<string> =>
  new Set(answerWordsOf(question.replace(/"[^"]*"?|\S*[.:/]\S+/g, ' ')));

/** A courtesy alone agrees to nothing. */
const isOnlyPlease = (answer: readonly string[]): boolean => answer.every((word) => word === 'please');

/** The question names its choices, and may come back as an echo. */
function withoutChoices(said: string[], { choices }: AnswerWords): string[] {
  for (const phrase of choices) {
    const at = indexOf(said, phrase);
    if (at < 0) continue;
    const length = phrase.split(' ').length;
    return withoutChoices([...said.slice(0, at), '…', ...said.slice(at + length)], {
      choices,
    } as AnswerWords);
  }
  return said;
}

function indexOf(said: readonly string[], phrase: string): number {
  const part = phrase.split(' ');
  for (let at = 0; at + part.length <= said.length; at++)
    if (part.every((word, i) => said[at + i] === word)) return at;
  return -1;
}
