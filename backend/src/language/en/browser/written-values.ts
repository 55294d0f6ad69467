/** What a person says, as fields for addresses and numbers want it written. */
import { writeDigits } from '../numbers/digits.js';

const SIGNS: Readonly<Record<string, string>> = {
  at: '@',
  dot: '.',
  period: '.',
  underscore: '_',
  dash: '-',
  hyphen: '-',
  minus: '-',
  plus: '+',
};
/** "Anna Maria Berg at …": more words than these are a sentence. */
const MAX_NAME_WORDS = 4;
const EMAIL = /^[\p{L}\d._+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;

const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3 };
const ZERO = /^(?:oh|o)$/;

/** `anna at example dot com` as `anna@example.com`; undefined if it is no spoken address. */
export function writtenEmail(said: string): string | undefined {
  const words = writeDigits(said.toLowerCase().trim()).split(/\s+/);
  const at = words.lastIndexOf('at');
  if (at < 1 || words.slice(0, at).filter((word) => !SIGNS[word]).length > MAX_NAME_WORDS) return undefined;
  const address = words.map((word) => SIGNS[word] ?? word).join('');
  return EMAIL.test(address) ? address : undefined;
}

/** `plus four nine oh double three` as `+49033`; undefined if it is no spoken row of digits. */
export function writtenDigits(said: string): string | undefined {
  const words = said
    .toLowerCase()
    .trim()
    .split(/[\s-]+/);
  let digits = '';
  let times = 1;
  for (const [i, word] of words.entries()) {
    if (i === 0 && word === 'plus') {
      digits = '+';
      continue;
    }
    const repeated = TIMES[word];
    if (repeated !== undefined) {
      times = repeated;
      continue;
    }
    const written = ZERO.test(word) ? '0' : writeDigits(word);
    if (!/^\d+$/.test(written)) return undefined;
    digits += written.repeat(times);
    times = 1;
  }
  return times === 1 && /\d/.test(digits) ? digits : undefined;
}

/** `three` as `3`, `minus two point five` as `-2.5`; undefined if it is no number. */
export function writtenNumber(said: string): number | undefined {
  const [, sign, number] =
    /^(minus |negative |-)?(\d+(?:\.\d+)?)$/.exec(writeDigits(said.toLowerCase().trim())) ?? [];
  return number === undefined ? undefined : Number(number) * (sign ? -1 : 1);
}
