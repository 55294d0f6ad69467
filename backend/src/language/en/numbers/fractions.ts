/** Fractions of units as decimals: `1 1/2 cups`, `three quarters of an hour`, `a mile and a half`. */
import { findUnit, UNITS } from '../units.js';

const MEASURED = [...UNITS.flatMap(({ singular, plural }) => [singular, plural]), 'percent', 'dozen'];
const LONGEST_FIRST = MEASURED.sort((a, b) => b.length - a.length).join('|');
/** Abbreviations after written fractions; not `in`, which is mostly the word. */
const ABBREVIATIONS = UNITS.flatMap(({ aliases }) => aliases).filter((alias) => alias !== 'in');
const UNIT = `(?:${LONGEST_FIRST})`;
const WRITTEN_UNIT = `(?:${LONGEST_FIRST}|${ABBREVIATIONS.join('|')})`;
const OF = '(?:of (?:an?|1) |an? )?';

/** `1/2 cup`, `1 1/2 cups`, `2 and 1/2 hours`, `1/2 an hour`. */
const WRITTEN = new RegExp(
  String.raw`(?<![\d/.])(?:(\d+)(?: and)? )?([1-7])/(2|3|4|5|8|10) ?${OF}(?=${WRITTEN_UNIT}\b|%)`,
  'g',
);

/** Denominators in normalized words. Ordinals may also count things: "the third cup". */
const PARTS: Readonly<Record<string, number>> = { half: 2, halves: 2, quarter: 4, quarters: 4, thirds: 3 };
const ORDINALS: Readonly<Record<string, number>> = { '3rd': 3, '5th': 5, '8th': 8, '10th': 10 };
const PART = `(${Object.keys(PARTS).join('|')})`;
const ORDINAL = `(${Object.keys(ORDINALS).join('|')})`;

/** `half an hour`, `a quarter cup`, `3 quarters of a mile`, `1 and a quarter hours`. */
const SPOKEN = new RegExp(String.raw`\b(?:(\d+) and )?(?:(an?|\d+) )?${PART} ${OF}(?=${UNIT}\b)`, 'g');
/** `a 3rd of a cup`, `2 and 1 3rd cups`. */
const SPOKEN_ORDINAL = new RegExp(
  String.raw`\b(?:(\d+) and )?(an?|\d+) ${ORDINAL} (?:of (?:an?|1) (?=${UNIT}\b)|(?<=\d \S+ )(?=${UNIT}\b))`,
  'g',
);
/** `an hour and a half`, `2 miles and a quarter`. */
const AFTER_UNIT = new RegExp(
  String.raw`\b(an?|\d+) (${UNIT}) and (?:(an?|\d+) )?${PART}\b(?! (?:${LONGEST_FIRST}))`,
  'g',
);

const DECIMALS = 4;

/** In a sentence as it is typed, before its slashes become divisions. */
export function readWrittenFractions(sentence: string): string {
  return sentence.replaceAll(WRITTEN, (_all, whole: string | undefined, over: string, under: string) =>
    decimal(whole, over, Number(under)),
  );
}

/** In a sentence whose numbers are in digits. */
export function readSpokenFractions(sentence: string): string {
  const amount = (_all: string, whole: string | undefined, over: string | undefined, part: string) =>
    decimal(whole, over, PARTS[part] ?? ORDINALS[part]!);
  return sentence
    .replaceAll(AFTER_UNIT, (_all, whole: string, unit: string, over: string | undefined, part: string) => {
      const value = decimal(whole, over, PARTS[part]!).trim();
      return `${value} ${findUnit(unit)?.plural ?? unit}`;
    })
    .replaceAll(SPOKEN, amount)
    .replaceAll(SPOKEN_ORDINAL, amount);
}

/** Whole and fraction with a space behind; articles count as one. */
function decimal(whole: string | undefined, over: string | undefined, under: number): string {
  const value = numberOf(whole, 0) + numberOf(over, 1) / under;
  return `${Number(value.toFixed(DECIMALS))} `;
}

function numberOf(word: string | undefined, missing: number): number {
  if (word === undefined) return missing;
  return /^an?$/.test(word) ? 1 : Number(word);
}
