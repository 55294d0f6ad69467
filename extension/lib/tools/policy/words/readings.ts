/** Other readings of a text: a page may ask a model to encode what it should tell, so that its words are not recognised. */

/** What is longer is read by its first part. */
const MAX_CHARS = 4_000;

/** Encodings may be nested. */
const MAX_DEPTH = 2;
const MAX_READINGS = 60;

/** Letters of other scripts that look like Latin ones. */
const LOOKALIKES = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    е: 'e',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ı: 'i',
    ɑ: 'a',
    ɡ: 'g',
  }),
);

/** Signs that are written for letters. */
const LEET = new Map(
  Object.entries({ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }),
);

const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');

const mapped = (text: string, letters: ReadonlyMap<string, string>): string =>
  [...text].map((letter) => letters.get(letter) ?? letter).join('');

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @returns text of bytes, or nothing if they are none */
function textOf(bytes: readonly number[]): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
    return /^[\p{L}\p{N}\p{P}\p{S}\p{Z}\s]+$/u.test(text) ? text : '';
  } catch {
    return '';
  }
}

function base64Decoded(text: string): string {
  try {
    const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
    return textOf([...atob(plain)].map((sign) => sign.charCodeAt(0)));
  } catch {
    return '';
  }
}

const hexDecoded = (hex: string): string =>
  textOf((hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16)));

const DECODERS: readonly ((text: string) => string)[] = [
  percentDecoded,
  (text) =>
    text.replace(/&#(x?)([\da-f]{1,6});?/gi, (whole, hex: string, code: string) =>
      codePoint(code, hex ? 16 : 10, whole),
    ),
  (text) => text.replace(/[\w+/-]{6,}={0,2}/g, (token) => base64Decoded(token) || token),
  (text) =>
    text.replace(
      /(?:[\da-f]{2}[ :,-]?){4,}/gi,
      (token) => hexDecoded(token.replace(/[^\da-f]/gi, '')) || token,
    ),
  (text) =>
    text.replace(
      /\b(?:\d{2,3}[ ,;.-]+){3,}\d{2,3}\b/g,
      (codes) => textOf((codes.match(/\d+/g) ?? []).map(Number)) || codes,
    ),
  // Cut into pieces by other signs.
  (text) => base64Decoded(text.replace(/[^\w+]/g, '')),
  (text) => hexDecoded(text.replace(/[^\da-z]/gi, '').replace(/.*[^\da-f].*/i, '')),
  (text) => [...text].reverse().join(''),
  rot13,
  (text) => mapped(text.toLowerCase(), LOOKALIKES),
  (text) => mapped(text, LEET),
  (text) =>
    DIGITS.reduce((all, word, digit) => all.replace(new RegExp(`\\b${word}\\b`, 'gi'), String(digit)), text),
];

function codePoint(code: string, radix: number, whole: string): string {
  const value = parseInt(code, radix);
  return value <= 0x10ffff ? String.fromCodePoint(value) : whole;
}

/** @returns the text, and what it says if it was encoded, reversed, or written in other letters */
export function readingsOf(text: string): string[] {
  const readings = new Set([text.slice(0, MAX_CHARS)]);
  let last = [...readings];
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next = last.flatMap((each) => DECODERS.map((decode) => decode(each)));
    last = next.filter((each) => each !== '' && !readings.has(each));
    for (const each of last) if (readings.size < MAX_READINGS) readings.add(each);
  }
  return [...readings];
}
