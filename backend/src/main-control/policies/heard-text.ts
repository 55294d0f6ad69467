/** Which words of an answer has the user heard? */
import type { SpeechMark } from '#protocol';
import { sentenceBefore } from '../../language/en/sentences.js';
import type { WordTiming } from '../../tts/tts.port.js';

/** A clause of the answer that was sent to TTS, and its audio. */
export interface SpokenClause {
  /** Offset of its end in the answer's text; it begins at the end of the previous one. */
  endOffset: number;
  /** The text that was sent to TTS. */
  spoken: string;
  /** Audio of this clause sent so far, in ms. */
  audioMs: number;
  /** All its audio was sent. */
  complete: boolean;
}

export interface SpokenAnswer {
  text: string;
  clauses: readonly SpokenClause[];
  /** Times of the words in order, if TTS gives them. */
  marks: readonly SpeechMark[];
}

export interface HeardTextOptions {
  /** Speaking rate assumed before any audio, in ms per character. */
  msPerCharacter: number;
  /** A word counts as heard when this share of it was played. */
  heardShare: number;
  /** A word timed by TTS is searched in this many words of the text; a match further on is a different word. */
  lookAheadWords: number;
  /** How much of the unheard rest of an answer is kept for "go on", in characters. */
  maxUnheardChars: number;
}

export const HEARD_TEXT_DEFAULTS: Readonly<HeardTextOptions> = {
  // About 15 characters a second, typical of English TTS.
  msPerCharacter: 65,
  // Both by judgement.
  heardShare: 0.6,
  lookAheadWords: 3,
  // Two minutes of speech.
  maxUnheardChars: 2_000,
};

/** @returns the part of the answer to keep after the text that was `heard` */
export const unheardText = (text: string, heard: string, { maxUnheardChars }: HeardTextOptions): string =>
  text.slice(heard.length).trim().slice(0, maxUnheardChars);

/** @returns the question that an answer ends with, if the user has heard a part of it; else '' */
export function heardQuestion(text: string, heard: string): string {
  const whole = text.trimEnd();
  if (!/\?["”’)]*$/.test(whole)) return '';
  const start = sentenceBefore(whole, whole.length)?.from ?? 0;
  return heard.length > start ? whole.slice(start) : '';
}

/**
 * @param playedMs how much of the answer's audio the user heard
 * @returns the heard beginning of the text, cut between words, without trailing space
 */
export function heardText(answer: SpokenAnswer, playedMs: number, options: HeardTextOptions): string {
  const { text, marks } = answer;
  if (marks.length === 0) return estimateHeard(answer, playedMs, options);
  const last = marks.findLast(
    ({ start_ms, end_ms }) => playedMs >= start_ms + (end_ms - start_ms) * options.heardShare,
  );
  return text.slice(0, last?.end ?? 0).trimEnd();
}

/** @returns how many clauses end within the first `playedMs` of the answer's audio */
export function clausesWithin(clauses: readonly SpokenClause[], playedMs: number): number {
  let endMs = 0;
  return clauses.filter(({ audioMs, complete }) => complete && (endMs += audioMs) <= playedMs).length;
}

/**
 * Finds the words that TTS timed in the text, which may have markup between them. TTS may say something other than
 * the text ("twenty three" for "23"); such words are skipped.
 * @param from offset in the text at which to begin
 */
export function marksOf(
  text: string,
  words: readonly WordTiming[],
  from: number,
  options: HeardTextOptions,
): SpeechMark[] {
  const marks: SpeechMark[] = [];
  let offset = from;
  for (const { text: word, startMs, endMs } of words) {
    const core = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    const at = core === '' ? -1 : indexOfWord(text, core, offset, options.lookAheadWords);
    if (at < 0) continue;
    // Punctuation that follows without a space belongs to the word.
    offset = at + core.length + /^[^\s\p{L}\p{N}]*/u.exec(text.slice(at + core.length))![0].length;
    marks.push({ end: offset, start_ms: Math.round(startMs), end_ms: Math.round(endMs) });
  }
  return marks;
}

function indexOfWord(text: string, word: string, from: number, lookAheadWords: number): number {
  const next = /\S+/g;
  next.lastIndex = from;
  for (let i = 0; i < lookAheadWords && next.exec(text); i++);
  const end = next.lastIndex || text.length;
  for (let at = text.indexOf(word, from); at >= 0 && at < end; at = text.indexOf(word, at + 1))
    if (!isInside(text, at) && !isInside(text, at + word.length)) return at;
  return -1;
}

/** Whether an offset lies inside a word. Never true in scripts without spaces. */
const isInside = (text: string, at: number): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 1), at + 1)) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    text.slice(Math.max(0, at - 1), at + 1),
  );

/**
 * For a provider that does not say which clause its audio belongs to.
 * @returns the index of the first clause with less audio than its text should need
 */
export function clauseOfAudio(
  clauses: readonly SpokenClause[],
  { msPerCharacter }: HeardTextOptions,
): number {
  const index = clauses.findIndex((clause) => clause.audioMs < clause.spoken.length * msPerCharacter);
  return index < 0 ? clauses.length - 1 : index;
}

/** Without word times: clauses are played in order, and a word's time is estimated from its length. */
function estimateHeard({ text, clauses }: SpokenAnswer, playedMs: number, options: HeardTextOptions): string {
  const msPerCharacter = speakingRate(clauses) ?? options.msPerCharacter;
  let startMs = 0;
  let startOffset = 0;
  for (const clause of clauses) {
    const durationMs = clause.complete
      ? clause.audioMs
      : Math.max(clause.audioMs, clause.spoken.length * msPerCharacter);
    if (playedMs < startMs + durationMs) {
      const fraction = durationMs > 0 ? (playedMs - startMs) / durationMs : 0;
      const part = text.slice(startOffset, clause.endOffset);
      return (text.slice(0, startOffset) + leadingWords(part, fraction, options.heardShare)).trimEnd();
    }
    startMs += durationMs;
    startOffset = clause.endOffset;
  }
  return text.slice(0, startOffset).trimEnd();
}

function speakingRate(clauses: readonly SpokenClause[]): number | undefined {
  let ms = 0;
  let characters = 0;
  for (const clause of clauses) {
    if (!clause.complete) continue;
    ms += clause.audioMs;
    characters += clause.spoken.length;
  }
  return characters > 0 ? ms / characters : undefined;
}

/** @returns the words of that fraction of a clause; the space after a word counts as one character */
function leadingWords(part: string, fraction: number, heardShare: number): string {
  const words = [...part.matchAll(/\s*\S+/g)];
  const weight = (word: string) => word.trim().length + 1;
  const total = words.reduce((sum, [word]) => sum + weight(word), 0);
  const played = Math.max(0, fraction) * total;
  let before = 0;
  let heard = '';
  for (const [word] of words) {
    if (before + weight(word) * heardShare > played) break;
    heard += word;
    before += weight(word);
  }
  return heard;
}
