/** Takes a name apart into what is said one after the other. */
import { readDateOrTime } from './date-readings.ts';
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
const INITIALS = /(?:\p{Script=Latin}\.){2,}(?:\p{Script=Latin}(?!\p{L}))?/uy;
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
    const isTied = last !== undefined && !/\s/.test(text.slice(last.end, at));
    tokens.push({ start: at, isTied, ...found });
    at = found.end;
    joinHyphenated(text, tokens, isWord);
  }
  return tokens;
}

interface Before {
  tokens: readonly Token[];
  isWord: IsWord | undefined;
  isShouted: boolean;
}

function readAt(text: string, at: number, before: Before): Omit<Token, 'start' | 'isTied'> | undefined {
  const char = text[at]!;
  const isDigit = char >= '0' && char <= '9';
  if (isDigit || (isLetter(char) && isWordStart(text, at))) {
    const moment = readDateOrTime(text, at);
    if (moment) return { ...moment, kind: 'word' };
  }
  if (isDigit || char === '+' || char === '(') {
    const number = readPhone(text, at) ?? (isDigit ? readNumber(text, at) : undefined);
    if (number) return number;
  }
  if (isLetter(char)) return readLetters(text, at, before);
  const sign = readSign(text, at);
  return sign && { ...sign, kind: 'sign' };
}

const isLetter = (char: string): boolean =>
  char <= '\x7f' ? (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') : LETTER.test(char);

const isWordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);

function readLetters(
  text: string,
  at: number,
  { tokens, isWord, isShouted }: Before,
): Omit<Token, 'start' | 'isTied'> {
  INITIALS.lastIndex = at;
  const initials = isWordStart(text, at) ? INITIALS.exec(text)?.[0] : undefined;
  if (initials) {
    const letters = [...initials.toLowerCase()].filter((letter) => letter !== '.');
    return { end: at + initials.length, readings: [letters.map((letter) => `${letter}.`)], kind: 'word' };
  }
  WORD.lastIndex = at;
  const written = WORD.exec(text)![0];
  const end = at + written.length;
  const isAfterWord = tokens.at(-1) !== undefined && text[at - 1] === ' ';
  if (written === 'x' && /\d/.test(text[at - 1] ?? '') && /\d/.test(text[end] ?? ''))
    return { end, readings: [['by'], ['x.']], kind: 'sign' };
  const readings = readWord(written, {
    ...{ isWord, isShouted, isAfterWord },
    isBeforeWord: /^\s+[\p{L}\p{N}]/u.test(text.slice(end, end + 3)),
    isTied: /[^\s"'“‘([]/.test(text[at - 1] ?? ' ') || /[^\s"'’”)\],.:;!?…]/.test(text[end] ?? ' '),
  });
  return { end, readings, kind: 'word' };
}

/** "Wi-Fi" and "e-mail", where the recogniser knows the word without a hyphen. */
function joinHyphenated(text: string, tokens: Token[], isWord: IsWord | undefined): void {
  const [first, second] = tokens.slice(-2);
  if (!isWord || !first || !second?.isTied || !HYPHEN.test(text.slice(first.end, second.start))) return;
  const parts = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
  const word = parts.join('').toLowerCase();
  if (
    !/^[a-z]+$/.test(word) ||
    parts.every((part) => isWord(part.toLowerCase()) && part.length > 1) ||
    !isWord(word)
  )
    return;
  tokens.splice(-2, 2, { ...first, end: second.end, readings: [[word]] });
}
