/** Which signs of a name are said. */
import type { Reading } from './number-readings.ts';
import { SITE_ENDINGS } from './word-lists.ts';

interface ReadSign {
  end: number;
  readings: readonly Reading[];
}

const WORD_CHAR = /[\p{L}\p{M}\p{N}]/u;
const DEGREES = /^°([CF])$/;
const isWordChar = (char: string | undefined): boolean => char !== undefined && WORD_CHAR.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && /\d/.test(char);

/** The words of the sign at an index; undefined for one that is not said. */
export function readSign(text: string, at: number): ReadSign | undefined {
  const degrees = DEGREES.exec(text.slice(at, at + 2))?.[1];
  if (degrees)
    return { end: at + 2, readings: [['degrees', degrees === 'C' ? 'celsius' : 'fahrenheit'], ['degrees']] };
  const readings = readingsOf(text, at);
  return readings && { end: at + 1, readings };
}

function readingsOf(text: string, at: number): readonly Reading[] | undefined {
  const [before, sign, after] = [text[at - 1], text[at], text[at + 1]];
  switch (sign) {
    case '&':
      return [['and']];
    case '%':
      return [['percent']];
    case '°':
      return [['degrees']];
    case '½':
      return [isDigit(before) ? ['and', 'a', 'half'] : ['half']];
    case '+':
      return readPlus(text, at);
    case '#':
      if (isWordChar(before)) return isWordChar(after) ? undefined : [['sharp']];
      return isDigit(after) ? [['number'], []] : isWordChar(after) ? [[], ['hashtag']] : undefined;
    case '@':
      if (isWordChar(before) && isWordChar(after)) return [['at']];
      return isWordChar(after) && !isWordChar(before)
        ? [[], ['at']]
        : before === ' ' && after === ' '
          ? [['at']]
          : undefined;
    case '.':
      return readDot(text, at);
    case '-':
    case '–':
    case '−':
      return readDash(text, at);
    case '×':
      return isDigit(after) || isDigit(before) ? [['by'], ['times']] : undefined;
    default:
      return undefined;
  }
}

/** "C++", "Disney+", "Earth + Moon", "+49"; at the start of a name it is the picture of adding. */
function readPlus(text: string, at: number): readonly Reading[] | undefined {
  const [before, after] = [text[at - 1], text[at + 1]];
  if (isWordChar(before) || before === '+') return [['plus']];
  if (before === undefined) return isDigit(after) ? [['plus'], []] : undefined;
  return before === ' ' && (after === ' ' || isDigit(after)) ? [['plus']] : undefined;
}

/** "example.com", "Node.js": the dot of an address is always said. */
function readDot(text: string, at: number): readonly Reading[] | undefined {
  if (!isWordChar(text[at - 1])) return undefined;
  const [ending] = /^[a-z]+(?![\p{L}\p{N}])/iu.exec(text.slice(at + 1, at + 8)) ?? [];
  if (!ending) return undefined;
  return SITE_ENDINGS.has(ending.toLowerCase()) ? [['dot'], []] : [[], ['dot']];
}

/** A number that is no part of a code such as "i7-12700K". */
const AFTER_NUMBER = /(?:^|[\s([])\d[\d.,:]*\s?$/;
/** The dash of ranges also follows a unit: "9am–5pm". */
const AFTER_AMOUNT = /(?:^|[\s([])\d[\d.,:]*\s?\p{L}{0,2}\s?$/u;
/** Longer numbers are not looked back over. */
const MAX_BACK = 20;

/** "3-4 days", "9am–5pm", "-5%" */
function readDash(text: string, at: number): readonly Reading[] | undefined {
  if (!/^\s?\d/.test(text.slice(at + 1, at + 3))) return undefined;
  const before = text.slice(Math.max(0, at - MAX_BACK), at);
  if ((text[at] === '–' ? AFTER_AMOUNT : AFTER_NUMBER).test(before)) return [['to'], []];
  return /(?:^|\s)$/.test(before) && isDigit(text[at + 1]) ? [['minus'], []] : undefined;
}
