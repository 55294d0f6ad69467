/** How prices are said, where a name is nothing else. */
import { readGrouped, readInteger, type Reading } from './number-readings.ts';

interface ReadMoney {
  end: number;
  readings: readonly Reading[];
}

const CURRENCIES: Readonly<Record<string, string>> = { $: 'dollar', '€': 'euro', '£': 'pound', '¥': 'yen' };
const SIGNS = `[${Object.keys(CURRENCIES).join('')}]`;
const AMOUNT =
  '(?<whole>\\d{1,3}(?:(?<sign>[.,])\\d{3})(?:\\k<sign>\\d{3})*|\\d+)(?:[.,](?<cents>\\d\\d))?(?![.,]?\\d)';
const BEFORE = new RegExp(`(?<currency>${SIGNS})\\s?${AMOUNT}`, 'y');
const AFTER = new RegExp(`${AMOUNT}\\s?(?<currency>${SIGNS})`, 'y');

/** The price that begins at an index: `$49.99`, `1.299,00 €`. */
export function readMoney(text: string, at: number): ReadMoney | undefined {
  const pattern = text[at]! in CURRENCIES ? BEFORE : AFTER;
  pattern.lastIndex = at;
  const found = pattern.exec(text)?.groups;
  if (!found) return undefined;
  const { currency = '', whole = '', cents = '00' } = found;
  const amount = readGrouped(whole.replaceAll(/\D/g, ''))[0]!;
  const unit = CURRENCIES[currency]!;
  const named = [...amount, currency === '¥' || whole === '1' ? unit : `${unit}s`];
  if (cents === '00') return { end: pattern.lastIndex, readings: [named, amount] };
  const rest = readInteger(cents)[0]!;
  return {
    end: pattern.lastIndex,
    readings: [
      [...amount, ...rest],
      [...named, 'and', ...rest, 'cents'],
      [...named, ...rest],
    ],
  };
}
