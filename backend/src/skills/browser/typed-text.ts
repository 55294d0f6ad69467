/** What a control gets typed: addresses and rows of digits as they are written, not as they are said. */
import { writtenDigits, writtenEmail } from '../../language/en/browser/written-values.js';
import { isIn, type Control } from './controls/snapshot.js';

const EMAIL = /\be ?mail\b/;
const DIGITS = /\b(?:phone|telephone|mobile|cell|fax|zip|postal|post ?code)\b/;

/** @param said the text as it was said or typed */
export function typedText(control: Pick<Control, 'role' | 'words' | 'state'>, said: string): string {
  const { role, words } = control;
  if (role === 'spinbutton' || DIGITS.test(words) || isIn(control, 'tel')) return writtenDigits(said) ?? said;
  return EMAIL.test(words) || isIn(control, 'email') ? (writtenEmail(said) ?? said) : said;
}
