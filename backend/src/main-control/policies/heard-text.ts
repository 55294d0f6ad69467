/** What of an answer did the user hear? From its words' times and the playhead. */
import type { SpeechMark } from '#protocol';
import type { WordTiming } from '../../tts/tts.port.js';

/** A stretch of the answer's text that was given to TTS, and the audio that came of it. */
export interface SpokenPiece {
  /** The end of this piece in the answer's text (it begins where the one before ends). */
  endOffset: number;
  /** What TTS was given. */
  spoken: string;
  /** Audio of this piece that was sent so far. */
  audioMs: number;
  /** All its audio was sent. */
  complete: boolean;
}

export interface SpokenAnswer {
  text: string;
  pieces: readonly SpokenPiece[];
  /** Times of words, where TTS gives them; in order. */
  marks: readonly SpeechMark[];
}

/** Speaking rate assumed where no audio tells: about 15 characters a second, usual for English TTS. */
const DEFAULT_MS_PER_CHARACTER = 65;

/** A word counts as heard when this much of it was played. */
const HEARD_FRACTION = 0.6;

/**
 * @param playedMs what the user heard of the answer's audio
 * @returns the beginning of the text that was heard, cut between words, without trailing space
 */
export function heardText(answer: SpokenAnswer, playedMs: number): string {
  const { text, marks } = answer;
  if (marks.length === 0) return estimateHeard(answer, playedMs);
  const last = marks.findLast(
    ({ start_ms, end_ms }) => playedMs >= start_ms + (end_ms - start_ms) * HEARD_FRACTION,
  );
  return text.slice(0, last?.end ?? 0).trimEnd();
}

/**
 * Finds words that TTS timed in the text that they were made from, which may hold markup between them. A voice may say
 * something else than is written, "twenty three" for "23": such words are passed over.
 * @param from where in the text to look on
 */
export function marksOf(text: string, words: readonly WordTiming[], from: number): SpeechMark[] {
  const marks: SpeechMark[] = [];
  let offset = from;
  for (const { text: word, startMs, endMs } of words) {
    const core = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    const at = core === '' ? -1 : indexOfWord(text, core, offset);
    if (at < 0) continue;
    // Punctuation that follows without a space belongs to the word.
    offset = at + core.length + /^[^\s\p{L}\p{N}]*/u.exec(text.slice(at + core.length))![0].length;
    marks.push({ end: offset, start_ms: Math.round(startMs), end_ms: Math.round(endMs) });
  }
  return marks;
}

/** The same word further on is another one. */
const LOOK_AHEAD_WORDS = 3;

function indexOfWord(text: string, word: string, from: number): number {
  const next = /\S+/g;
  next.lastIndex = from;
  for (let i = 0; i < LOOK_AHEAD_WORDS && next.exec(text); i++);
  const end = next.lastIndex || text.length;
  for (let at = text.indexOf(word, from); at >= 0 && at < end; at = text.indexOf(word, at + 1))
    if (!isInside(text, at) && !isInside(text, at + word.length)) return at;
  return -1;
}

/** Between two letters or digits of one word. Scripts that set no spaces have no such place. */
const isInside = (text: string, at: number): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 1), at + 1)) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    text.slice(Math.max(0, at - 1), at + 1),
  );

/**
 * Which piece does audio belong to whose provider does not tell? The first one that has not got as much audio as
 * its text should need.
 */
export function pieceOfAudio(pieces: readonly SpokenPiece[]): number {
  const index = pieces.findIndex((piece) => piece.audioMs < piece.spoken.length * DEFAULT_MS_PER_CHARACTER);
  return index < 0 ? pieces.length - 1 : index;
}

/** Without word times: the pieces one after the other, the words of a piece by their length. */
function estimateHeard({ text, pieces }: SpokenAnswer, playedMs: number): string {
  const msPerCharacter = speakingRate(pieces);
  let startMs = 0;
  let startOffset = 0;
  for (const piece of pieces) {
    const durationMs = piece.complete
      ? piece.audioMs
      : Math.max(piece.audioMs, piece.spoken.length * msPerCharacter);
    if (playedMs < startMs + durationMs) {
      const fraction = durationMs > 0 ? (playedMs - startMs) / durationMs : 0;
      const part = text.slice(startOffset, piece.endOffset);
      return (text.slice(0, startOffset) + leadingWords(part, fraction)).trimEnd();
    }
    startMs += durationMs;
    startOffset = piece.endOffset;
  }
  return text.slice(0, startOffset).trimEnd();
}

function speakingRate(pieces: readonly SpokenPiece[]): number {
  let ms = 0;
  let characters = 0;
  for (const piece of pieces) {
    if (!piece.complete) continue;
    ms += piece.audioMs;
    characters += piece.spoken.length;
  }
  return characters > 0 ? ms / characters : DEFAULT_MS_PER_CHARACTER;
}

/** Words take time by their length; the space or punctuation after a word counts as one character. */
function leadingWords(part: string, fraction: number): string {
  const words = [...part.matchAll(/\s*\S+/g)];
  const weight = (word: string) => word.trim().length + 1;
  const total = words.reduce((sum, [word]) => sum + weight(word), 0);
  const played = Math.max(0, fraction) * total;
  let before = 0;
  let heard = '';
  for (const [word] of words) {
    if (before + weight(word) * HEARD_FRACTION > played) break;
    heard += word;
    before += weight(word);
  }
  return heard;
}
