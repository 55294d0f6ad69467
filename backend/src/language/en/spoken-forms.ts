/** How the names of a page are said: the words that a recogniser should expect. */
import type { SpokenForm } from '../spoken-forms.ts';
import { FUNCTION_WORDS, SIGN_NAMES } from './browser/control-words.ts';
import type { Reading } from './spoken/number-readings.ts';
import { saidPart, shorterParts } from './spoken/said-part.ts';
import { tokensOf, type Token } from './spoken/tokens.ts';
import { SAID_AS } from './spoken/word-lists.ts';
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
    'just only also but there here without within across through during against among around near per via until since'
  ).split(' '),
);

/**
 * The ways to say a name, see `SpokenForms.formsOf`.
 *
 * @param isWord whether the recogniser knows a word
 */
export function spokenForms(name: string, isWord?: IsWord): SpokenForm[] {
  const sign = SIGN_NAMES.get(name.trim());
  if (sign) return [{ words: [sign], written: sign, isWhole: true }];
  const { text, isCut } = saidPart(name);
  if (!isMostlyLatin(text)) return [];
  const tokens = tokensOf(text, isWord);
  const forms = new Forms();
  const count = tokens.reduce((most, { readings }) => Math.max(most, readings.length), 1);
  const readings = Array.from({ length: Math.min(count, MAX_READINGS) }, (_, reading) => reading);
  for (const reading of isCut ? [] : readings) {
    const words = tokens.flatMap((token) => readingOf(token, reading));
    if (words.length > 0 && words.length <= MAX_WHOLE_WORDS)
      forms.add({ words, written: text, isWhole: true });
  }
  if (!isCut) for (const form of shorterForms(text, isWord)) forms.add(form);
  for (const reading of readings) for (const form of beginningsOf(text, tokens, reading)) forms.add(form);
  return forms.all;
}

/** Of what people say in place of the whole name. */
function shorterForms(text: string, isWord: IsWord | undefined): SpokenForm[] {
  const forms = shorterParts(text).map((written) => {
    const words = tokensOf(written, isWord).flatMap((token) => readingOf(token, 0));
    return { words, written, isWhole: true };
  });
  return forms.filter(({ words }) => words.length > 0 && words.length <= MAX_WHOLE_WORDS);
}

const OTHERWISE = new RegExp(
  `[\\d#@%&+°×½.À-ɏͰ-῿⺀-\uffff]|\\b[IVX]{2,}\\b|\\b(?:${[...SAID_AS.keys()].join('|')})\\b`,
  'i',
);

/** Whether a name is said as its letters are written, joined or apart: its spoken forms say nothing more. */
export const isSaidAsWritten = (name: string): boolean => !OTHERWISE.test(name);

/** Forms of different words. */
class Forms {
  readonly all: SpokenForm[] = [];
  readonly #known = new Set<string>();

  add(form: SpokenForm): void {
    const key = form.words.join(' ');
    if (this.#known.has(key) || this.all.length === MAX_FORMS) return;
    this.#known.add(key);
    this.all.push({ ...form, written: withoutUnsaid(form.written) });
  }
}

/** Letters of other scripts are not said, so they must not count as the user's words. */
const UNSAID = /[^\P{L}\p{Script=Latin}]+/gu;

const withoutUnsaid = (written: string): string =>
  written.replaceAll(UNSAID, ' ').replaceAll(/ {2,}/g, ' ').trim();

const LATIN = /[\p{Script=Latin}\d]/gu;
const LETTERS = /[\p{L}\d]/gu;

/** Whether there is something to say, and the other scripts are the smaller part. */
function isMostlyLatin(text: string): boolean {
  if (/^[\x20-\x7e]*$/.test(text)) return /[a-z\d]/i.test(text);
  return 2 * (text.match(LATIN)?.length ?? 0) > (text.match(LETTERS)?.length ?? 0);
}

const readingOf = ({ readings }: Token, reading: number): Reading =>
  readings[Math.min(reading, readings.length - 1)]!;

/** What people say of a long name, the shortest first. */
function beginningsOf(text: string, tokens: readonly Token[], reading: number): SpokenForm[] {
  const found: SpokenForm[] = [];
  const words: string[] = [];
  let hasWord = false;
  for (const [i, token] of tokens.slice(0, -1).entries()) {
    words.push(...readingOf(token, reading));
    if (words.length > MAX_BEGINNING_WORDS) break;
    hasWord ||= token.kind === 'word';
    // Numbers alone are labels, and a sign between words ends nothing.
    const isOpen = !hasWord || (token.kind === 'sign' && !token.isTied) || tokens[i + 1]!.isTied;
    if (!isOpen && mayEnd(words))
      found.push({ words: [...words], written: text.slice(tokens[0]!.start, token.end), isWhole: false });
  }
  return found;
}

function mayEnd(words: Reading): boolean {
  const last = words.at(-1);
  if (last === undefined || FUNCTION_WORDS.has(last) || OPEN_WORDS.has(last)) return false;
  return words.length > 1 || (last.length >= MIN_LONE_LETTERS && !last.endsWith('.'));
}
