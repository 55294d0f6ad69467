import { spellNumber } from './number-words.js';

/** Above this a double does not hold every whole number, and there are too many digits to listen to. */
export const LARGEST_SPEAKABLE = Number.MAX_SAFE_INTEGER;

/** Makes a sentence with a capital; a small number at its start is written in words. */
export function sentence(words: string): string {
  const spelled = words.replace(/^(\d{1,2})(?= [a-z])/, (digits) =>
    Number(digits) <= 12 ? spellNumber(Number(digits)) : digits,
  );
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

/** A number to be read aloud: digits, thousands in groups. */
export function sayNumber(value: number, maximumFractionDigits = 6): string {
  const rounded = value.toLocaleString('en-US', { maximumFractionDigits });
  return rounded === '-0' ? '0' : rounded.replace(/^-/, 'minus ');
}

/** An amount of money with two decimals or none, and its currency if one is given. */
export function sayMoney(value: number, currency: string): string {
  const digits = Number.isInteger(Math.round(value * 1e9) / 1e9) ? 0 : 2;
  const amount = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const unit =
    Math.abs(value) === 1
      ? currency.replace(/s$/, '')
      : currency.replace(/(dollar|euro|pound|franc|rupee|peso|bitcoin)$/, '$1s');
  return `${amount.replace(/^-/, 'minus ')} ${unit}`.trim();
}

/** A measured value with about three significant digits, and whether it was rounded. */
export function sayMeasure(value: number): { text: string; rounded: boolean } {
  const size = Math.abs(value);
  const decimals =
    size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size === 0 ? 0 : 2 - Math.floor(Math.log10(size));
  const kept = Number(value.toFixed(Math.min(decimals, 12)));
  return {
    text: sayNumber(kept, 12),
    rounded: Math.abs(kept - value) > Math.abs(value) * 1e-9,
  };
}

/** Adds a full stop unless there is one: `Washington, D.C.` */
export function fullStop(words: string): string {
  return words.endsWith('.') ? words : `${words}.`;
}

/** `1 day`, `2 days`. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${sayNumber(amount)} ${amount === 1 ? singular : plural}`;
}

/** `a, b and c`. */
export function list(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** What is left of a duration: `1 hour and 5 minutes`; without seconds from one hour on. */
export function sayDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return sayExactDuration((seconds < 3600 ? seconds : seconds - (seconds % 60)) * 1000);
}

/** A duration that the user gave: `3 hours, 20 minutes and 2 seconds`. */
export function sayExactDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const said = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => count(amount, unit));
  return said.length > 0 ? list(said) : 'less than a second';
}
