import { foldLatin } from '../../../../language/fold-latin.js';

/**
 * flite reads ASCII, and mispronounces or skips anything else. Characters become an English word or similar ASCII if there
 * is one, otherwise a space. flite itself reads numbers, dates, times, dollars and common abbreviations.
 */

const WORDS: [RegExp, string][] = [
  [/[‘’‛′]/g, "'"],
  [/[“”„«»]/g, ' '],
  // "3–4 days"
  [/(?<=\d)–(?=\d)/g, ' to '],
  [/(?<=\d) ?− ?(?=\d)/g, ' minus '],
  [/\s*[—–―]\s*|\s+-+\s+/g, ', '],
  [/[−‐‑]/g, '-'],
  [/…|\.{3,}/g, '. '],
  [/°\s*C\b/g, ' degrees Celsius'],
  [/°\s*F\b/g, ' degrees Fahrenheit'],
  [/°/g, ' degrees '],
  [/€\s*(\d[\d.,]*\d|\d)/g, '$1 euros'],
  [/£\s*(\d[\d.,]*\d|\d)/g, '$1 pounds'],
  [/²/g, ' squared '],
  [/³/g, ' cubed '],
  [/[-=]+>/g, ', '],
  [/</g, ' less than '],
  [/>/g, ' greater than '],
  [/\^\s*2(?!\d)/g, ' squared '],
  [/\^\s*3(?!\d)/g, ' cubed '],
  [/(?<=[\p{L}\p{N})])\^(?=[\p{L}\p{N}(-])/gu, ' to the power of '],
  [/√/g, ' square root of '],
  [/±/g, ' plus or minus '],
  [/≤/g, ' less than or equal to '],
  [/≥/g, ' greater than or equal to '],
  [/≠/g, ' not equal to '],
  [/[≈~](?=\s*\d)/g, ' about '],
  [/≈/g, ' about '],
  [/∞/g, ' infinity '],
  [/π/g, ' pi '],
  [/×/g, ' times '],
  [/÷/g, ' divided by '],
  [/\+/g, ' plus '],
  [/=/g, ' equals '],
  [/&/g, ' and '],
  [/@/g, ' at '],
  [/#(?=\d)/g, ' number '],
  [/€/g, ' euros '],
  [/£/g, ' pounds '],
];

/** @returns printable ASCII; empty if it has no letter and no digit */
export function toFliteText(text: string): string {
  let ascii = text;
  for (const [pattern, word] of WORDS) ascii = ascii.replace(pattern, word);
  ascii = foldLatin(ascii)
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .replace(/\u2044/g, '/')
    .replace(/[^\x20-\x7e]|[<>\\^_`*{}[\]|~"]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[A-Za-z0-9]/.test(ascii) ? ascii : '';
}

/** The value of a digit of any script: each has its ten digits in a row. */
function valueOf(digit: string): number {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0)! - value - 1))) value++;
  return value;
}
