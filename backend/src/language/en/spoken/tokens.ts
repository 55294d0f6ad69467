/** Takes a name apart into what is said one after the other. */
import { readDate, readTime } from './date-readings.ts';
import { readMoney } from './money-readings.ts';
import { readNumber, readPhone } from './number-tokens.ts';
import type { Reading } from './number-readings.ts';
import { readSign } from './sign-readings.ts';
import { readWord, type IsWord } from './word-readings.ts';

export interface Token {
  start: number;
  end: number;
  /** At least one, the likeliest first. */
  readings: readonly Reading[];
  /** There is no space between it and the token before. */
  isTied: boolean;
  kind: 'word' | 'number' | 'sign';
}

const LETTER = /[\p{Script=Latin}\p{M}]/u;
const WORD = /[\p{Script=Latin}\p{M}]+(?:['’‘][\p{Script=Latin}\p{M}]+)*/uy;
/** "U.S.", "e.g." */
const INITIALS = /(?:[A-Za-z]\.){2,}(?:[A-Za-z](?!\p{L}))?/uy;
const HYPHEN = /^[-‐‑]$/;

/** @param text what `saidPart` left of a name */
export function tokensOf(text: string, isWord?: IsWord): Token[] {
  const tokens: Token[] = [];
  const isShouted = !/\p{Ll}/u.test(text) && /\p{Lu}.*\s.*\p{Lu}/u.test(text);
  for (let at = 0; at < text.length;) {
    const found = readAt(text, at, { tokens, isWord, isShouted });
    if (!found) {
      at++;
      continue;
    }
    const last = tokens.at(-1);
    const isTied = last !== undefined && !hasSpace(text, last.end, at);
    tokens.push({ start: at, isTied, ...found });
    if (isWord && isTied && HYPHEN.test(text[at - 1]!)) joinHyphenated(text, tokens, isWord);
    at = found.end;
  }
  return tokens;
}

/** White space is collapsed. */
function hasSpace(text: string, from: number, to: number): boolean {
  const space = text.indexOf(' ', from);
  return space >= 0 && space < to;
}

interface Before {
  tokens: readonly Token[];
  isWord: IsWord | undefined;
  isShouted: boolean;
}

function readAt(text: string, at: number, before: Before): Found | undefined {
  const char = text[at]!;
  if (isLetter(char)) {
    const date = isWordStart(text, at) ? readDate(text, at) : undefined;
    return date ? { ...date, kind: 'word' } : readLetters(text, at, before);
  }
  if (!isDigit(char)) return readMark(text, at);
  const moment = readMoney(text, at) ?? readDate(text, at) ?? readTime(text, at);
  return moment ? { ...moment, kind: 'word' } : (readPhone(text, at) ?? readNumber(text, at));
}

type Found = Omit<Token, 'start' | 'isTied'>;

/** A sign, or what begins with one. */
function readMark(text: string, at: number): Found | undefined {
  const money = readMoney(text, at);
  if (money) return { ...money, kind: 'word' };
  const phone = /[+(]/.test(text[at]!) ? readPhone(text, at) : undefined;
  if (phone) return phone;
  const sign = readSign(text, at);
  return sign && { ...sign, kind: 'sign' };
}

const isLetter = (char: string): boolean =>
  char <= '\x7f' ? (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') : LETTER.test(char);

const isWordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);

function readLetters(text: string, at: number, { tokens, isWord, isShouted }: Before): Found {
  const initials = text[at + 1] === '.' && isWordStart(text, at) ? matchAt(INITIALS, text, at) : undefined;
  if (initials) {
    const letters = [...initials.toLowerCase()].filter((letter) => letter !== '.');
    return { end: at + initials.length, readings: [letters.map((letter) => `${letter}.`)], kind: 'word' };
  }
  const written = matchAt(WORD, text, at)!;
  const end = at + written.length;
  const special = written.length < 3 ? readShort(text, at, end, written) : undefined;
  if (special) return special;
  const readings = readWord(written, {
    ...{ isWord, isShouted },
    isAfterWord: tokens.length > 0 && text[at - 1] === ' ',
    isBeforeDigit: isDigit(text[end]),
  });
  return { end, readings, kind: 'word' };
}

/** What is short and says something else: "No. 5", the "x" of "4x4", and the words "a" and "I" among the letters. */
function readShort(text: string, at: number, end: number, written: string): Found | undefined {
  const after = text.slice(end, end + 3);
  if (/^no$/i.test(written))
    return /^\.\s?\d/.test(after) ? { end, readings: [['number']], kind: 'sign' } : undefined;
  if (written === 'x' && isDigit(text[at - 1]) && isDigit(after[0]))
    return { end, readings: [['by'], ['x.']], kind: 'sign' };
  if (!/^[ai]$/i.test(written)) return undefined;
  const isTied = /[^\s"'“‘([]/.test(text[at - 1] ?? ' ') || /[^\s"'’”)\],.:;!?…]/.test(after[0] ?? ' ');
  const isArticle = /^\s[\p{L}\p{N}]/u.test(after);
  const isWord = !isTied && (/^i$/i.test(written) || isArticle);
  return isWord ? { end, readings: [[written.toLowerCase()]], kind: 'word' } : undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/** "Wi-Fi" and "e-mail", where the recogniser knows the word without a hyphen. */
function joinHyphenated(text: string, tokens: Token[], isWord: IsWord): void {
  const [first, second] = tokens.slice(-2);
  if (!first || !second || second.start !== first.end + 1) return;
  const parts = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
  const word = parts.join('').toLowerCase();
  const areWords = parts.every((part) => part.length > 1 && isWord(part.toLowerCase()));
  if (!areWords && /^[a-z]+$/.test(word) && isWord(word))
    tokens.splice(-2, 2, { ...first, end: second.end, readings: [[word]] });
}
