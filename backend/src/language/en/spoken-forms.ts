/** How the names of a page are said: the words that a recogniser should expect. */
import type { SpokenForm } from '../spoken-forms.ts';
import { FUNCTION_WORDS, SIGN_NAMES } from './browser/control-words.ts';
import type { Reading } from './spoken/number-readings.ts';
import { saidPart } from './spoken/said-part.ts';
import { tokensOf, type Token } from './spoken/tokens.ts';
import type { IsWord } from './spoken/word-readings.ts';

const MAX_READINGS = 3;
const MAX_FORMS = 12;
const MAX_BEGINNING_WORDS = 6;
/** A longer name is only begun. */
const MAX_WHOLE_WORDS = 25;
const MIN_LONE_LETTERS = 4;
/** Words that no beginning of a name stops at, besides the function words. */
const OPEN_WORDS: ReadonlySet<string> = new Set(
  (
    'how what why who when where which whose can could should would will may must have has had was were been not as if ' +
    'than then into onto over under about after before between because while all more most some any every each very too ' +
    'just only also but there here'
  ).split(' '),
);

/**
 * The ways to say a name, see `SpokenForms.formsOf`.
 *
 * @param isWord whether the recogniser knows a word
 */
export function spokenForms(name: string, isWord?: IsWord): SpokenForm[] {
  const sign = SIGN_NAMES[name.trim()];
  if (sign) return [{ words: [sign], written: sign, isWhole: true }];
  const { text, isCut } = saidPart(name);
  if (!isMostlyLatin(text)) return [];
  const tokens = tokensOf(text, isWord);
  const forms = new Forms();
  const whole = readingsOf(tokens).filter(({ length }) => length > 0 && length <= MAX_WHOLE_WORDS);
  if (!isCut) for (const words of whole) forms.add({ words, written: text, isWhole: true });
  for (let reading = 0; reading < MAX_READINGS; reading++)
    for (const form of beginningsOf(text, tokens, reading)) forms.add(form);
  return forms.all;
}

/** Forms of different words. */
class Forms {
  readonly all: SpokenForm[] = [];
  readonly #known = new Set<string>();

  add(form: SpokenForm): void {
    const key = form.words.join(' ');
    if (this.#known.has(key) || this.all.length === MAX_FORMS) return;
    this.#known.add(key);
    this.all.push(form);
  }
}

const LATIN = /[\p{Script=Latin}\d]/gu;
const LETTERS = /[\p{L}\d]/gu;

/** Whether there is something to say, and the other scripts are the smaller part. */
function isMostlyLatin(text: string): boolean {
  if (/^[\x20-\x7e]*$/.test(text)) return /[a-z\d]/i.test(text);
  return 2 * (text.match(LATIN)?.length ?? 0) > (text.match(LETTERS)?.length ?? 0);
}

const wordsOf = (tokens: readonly Token[], reading: number): Reading =>
  tokens.flatMap(({ readings }) => readings[Math.min(reading, readings.length - 1)]!);

function readingsOf(tokens: readonly Token[]): Reading[] {
  const count = Math.max(1, ...tokens.map(({ readings }) => readings.length));
  return Array.from({ length: Math.min(count, MAX_READINGS) }, (_, reading) => wordsOf(tokens, reading));
}

/** What people say of a long name, the shortest first. */
function beginningsOf(text: string, tokens: readonly Token[], reading: number): SpokenForm[] {
  const found: SpokenForm[] = [];
  for (let count = 1; count < tokens.length; count++) {
    const said = tokens.slice(0, count);
    const words = wordsOf(said, reading);
    if (words.length > MAX_BEGINNING_WORDS) break;
    if (tokens[count]!.isTied || !isBeginning(said) || !mayEnd(words)) continue;
    found.push({ words, written: text.slice(said[0]!.start, said.at(-1)!.end), isWhole: false });
  }
  return found;
}

/** Numbers alone are labels, and a sign between words ends nothing. */
const isBeginning = (said: readonly Token[]): boolean =>
  said.some(({ kind }) => kind === 'word') && (said.at(-1)!.kind !== 'sign' || said.at(-1)!.isTied);

function mayEnd(words: Reading): boolean {
  const last = words.at(-1);
  if (last === undefined || FUNCTION_WORDS.has(last) || OPEN_WORDS.has(last)) return false;
  return words.length > 1 || (last.length >= MIN_LONE_LETTERS && !last.endsWith('.'));
}
