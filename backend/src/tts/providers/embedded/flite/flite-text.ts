/**
 * flite reads ASCII, and mispronounces or skips anything else. Characters become an English word or similar ASCII if there
 * is one, otherwise a space. flite itself reads numbers, dates, times, dollars and common abbreviations.
 */

const WORDS: [RegExp, string][] = [
  [/[‘’‛′]/g, "'"],
  [/[“”„«»]/g, ' '],
  // "3–4 days"
  [/(?<=\d)–(?=\d)/g, ' to '],
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
  [/×/g, ' times '],
  [/÷/g, ' divided by '],
  [/\+/g, ' plus '],
  [/=/g, ' equals '],
  [/&/g, ' and '],
  [/@/g, ' at '],
  [/#(?=\d)/g, ' number '],
  [/€/g, ' euros '],
  [/£/g, ' pounds '],
  [/[ßẞ]/g, 'ss'],
  [/[æÆ]/g, 'ae'],
  [/[øØ]/g, 'o'],
  [/[łŁ]/g, 'l'],
];

/** @returns printable ASCII; empty if it has no letter and no digit */
export function toFliteText(text: string): string {
  let ascii = text;
  for (const [pattern, word] of WORDS) ascii = ascii.replace(pattern, word);
  ascii = ascii
    // Drops accents, and splits ligatures and full-width forms into letters.
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\u2044/g, '/')
    .replace(/[^\x20-\x7e]|[<>\\^_`*{}[\]|~"]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[A-Za-z0-9]/.test(ascii) ? ascii : '';
}
