/** What of a name is said at all. */

/** Longer names are never said whole. */
const MAX_NAME_CHARS = 200;

const AMOUNT = '\\d[\\d.,]*(?:\\s?[kKmMbB](?!\\w))?';
const MONEY = '(?:[A-Z]{2})?[$€£¥₹]|\\b(?:USD|EUR|GBP|CHF)\\b';
const ONE_PRICE = `(?:(?:${MONEY})\\s?-?${AMOUNT}|${AMOUNT}\\s?(?:[€£¥₹]|(?:USD|EUR|GBP|CHF)\\b|\\$(?!\\w)))`;
/** With what leads to it: "Buy for $5", "from €20 – €30", "$5/mo". */
const PRICES = new RegExp(
  `(?:\\b(?:for|from|at|only|just|now|was)\\s+)?[-−]?${ONE_PRICE}(?:\\s?[-–]\\s?${ONE_PRICE})?(?:\\s?\\/\\s?\\p{L}+)?`,
  'giu',
);
/** `(128)`, `[3]`, `(1.2K)`, `(99+)`, `(12 reviews)`. A year in brackets is mostly said. */
const COUNTS =
  /[([]\s?\+?(?!0\d|(?:19|20)\d\d\s?[)\]])\d[\d.,]*\s?[kKmM]?\+?(?:\s(?:reviews?|ratings?|votes?|new|items?|results?|unread))?\s?[)\]]/g;
/** Pictures and the icons of fonts; without the sign of degrees. */
const PICTURES = /[\p{So}\p{Co}\p{Cn}\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}\u{20E3}](?<!°)/gu;
/** Signs that are not seen, such as soft hyphens. */
const INVISIBLE = /[\p{Cf}\u{200B}]/gu;
/** Of an address that is a name. */
const PROTOCOL = /^\s*https?:\/\/(?:www\.)?/i;
/** Words that name nothing without the price beside them: "Under $50". */
const ABOUT_PRICE =
  /\b(?:under|over|below|above|up|to|from|and|or|between|less|more|than|off|save|price)\b/gi;
/** What joined a price to the rest. */
const LOOSE = /^[-–—:·•|,\s]+|[-–—:·•|,\s]+$/g;
const HAS_NAME = /[\p{L}\p{N}]/u;

export interface SaidPart {
  text: string;
  /** The end of a very long name was left out. */
  isCut: boolean;
}

/** A name without prices, counts in brackets and pictures, unless it is nothing else; white space collapsed. */
export function saidPart(name: string): SaidPart {
  const isCut = name.length > MAX_NAME_CHARS;
  const whole = isCut ? name.slice(0, MAX_NAME_CHARS).replace(/\S*$/, '') : name;
  const plain = tidy(
    (/^[\x20-\x7e]*$/.test(whole)
      ? whole
      : whole.replaceAll(INVISIBLE, '').replaceAll(PICTURES, ' ')
    ).replace(PROTOCOL, ''),
  );
  if (!/\d/.test(plain)) return { text: plain, isCut };
  const text = tidy(plain.replaceAll(COUNTS, ' ').replaceAll(PRICES, ' ')).replaceAll(LOOSE, '');
  if (text === plain.replaceAll(LOOSE, '')) return { text: plain, isCut };
  return { text: HAS_NAME.test(text.replaceAll(ABOUT_PRICE, '')) ? text : plain, isCut };
}

/** "Trekking poles (pair)", "README.md": people leave out what is in brackets, and the ending of a file. */
const LEFT_OUT = [/\s*[([][^()[\]]*[)\]]$/, /(?<=^[\w-]{2,})\.[a-z][a-z\d]{0,4}$/i];

/** @param text of `saidPart`. @returns the parts of it that people say in its place, without their ends */
export const shorterParts = (text: string): string[] =>
  LEFT_OUT.map((end) => text.replace(end, '')).filter((part) => part !== text && HAS_NAME.test(part));

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
