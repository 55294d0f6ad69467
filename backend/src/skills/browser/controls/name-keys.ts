/** The ways to say the name of a control, as sentences are compared with them. */
import { normalize } from '../../../language/en/normalize.js';
import { writeDigits } from '../../../language/en/numbers/digits.js';
import { saidPart } from '../../../language/en/spoken/said-part.js';
import { isSaidAsWritten, spokenForms } from '../../../language/en/spoken-forms.js';
import type { Control } from './snapshot.js';

/** Words without what recognisers write in several ways: spaces and apostrophes. */
export interface Letters {
  readonly text: string;
  /** The indexes in the text at which its words begin, and its length. */
  readonly edges: ReadonlySet<number>;
}

export interface NameKey extends Letters {
  /** How well one who says this means the control: 0 for its written name. */
  readonly fit: number;
}

/** As it is said, but not written: `f a q`. Another control may be written so. */
const SPOKEN = 0.05;
/** Without a price or a count: another control may have the name alone. */
export const PARTLY_SAID = 0.1;

const known = new WeakMap<Pick<Control, 'name' | 'words'>, readonly NameKey[]>();

/** The keys of a control: of its name as it is said, of the name in full, and of its spoken forms. */
export function keysOf(control: Pick<Control, 'name' | 'words'>): readonly NameKey[] {
  let keys = known.get(control);
  if (!keys) known.set(control, (keys = keysOfName(control)));
  return keys;
}

function keysOfName({ name, words }: Pick<Control, 'name' | 'words'>): NameKey[] {
  if (words === '') return [];
  const said = lettersOf(words);
  if (isSaidAsWritten(name)) return [{ ...said, fit: 0 }];
  const fit = saidPart(name).text === name.replaceAll(/\s+/g, ' ').trim() ? 0 : PARTLY_SAID;
  const keys: NameKey[] = [{ ...said, fit }];
  // A sentence that is written as the name is has its signs, too.
  if (fit > 0 || name.includes('&')) keys.push({ ...lettersOf(normalize(name)), fit: 0 });
  for (const form of spokenForms(name).filter(({ isWhole }) => isWhole)) {
    const spoken = lettersOf(zeroed(writeDigits(form.words.join(' ').replaceAll(/[.']/g, '')), OH));
    if (keys.every(({ text }) => text !== spoken.text)) keys.push({ ...spoken, fit: SPOKEN + fit });
  }
  return keys;
}

/** What was said, as it is compared with keys: `4 oh 4` also as `404`. @param words normalized */
export function heardLetters(words: string): Letters[] {
  const digits = zeroed(words, OH_OR_O);
  return [...new Set([words, digits])].map(lettersOf);
}

const OH = /\boh(?= (?:(?:oh|0) )*\d)|(?<=\d )oh\b/g;
const OH_OR_O = /\boh?(?= (?:(?:oh?|0) )*\d)|(?<=\d )oh?\b/g;
const zeroed = (words: string, oh: RegExp): string => words.replaceAll(oh, '0');

function lettersOf(words: string): Letters {
  const edges = new Set<number>([0]);
  let text = '';
  for (const word of words.split(' ')) {
    text += word.replaceAll("'", '');
    edges.add(text.length);
  }
  return { text, edges };
}

/** The fit of a control that is called exactly so; undefined if it is not. */
export function wholeFit(
  heard: readonly Letters[],
  control: Pick<Control, 'name' | 'words'>,
): number | undefined {
  const fits = keysOf(control).filter((key) => key.text && heard.some(({ text }) => text === key.text));
  return fits.length > 0 ? Math.min(...fits.map(({ fit }) => fit)) : undefined;
}

/** Whether a name begins with words, and goes on. */
export const beginsWith = ({ text, edges }: Letters, heard: Letters): boolean =>
  heard.text !== '' &&
  text.length > heard.text.length &&
  edges.has(heard.text.length) &&
  text.startsWith(heard.text);

/** Whether words stand in a name, with others before or after them. */
export function hasPart({ text, edges }: Letters, heard: Letters): boolean {
  if (heard.text === '') return false;
  for (let at = text.indexOf(heard.text); at >= 0; at = text.indexOf(heard.text, at + 1))
    if (edges.has(at) && edges.has(at + heard.text.length)) return true;
  return false;
}
