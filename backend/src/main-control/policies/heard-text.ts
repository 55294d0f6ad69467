/** Which words of an answer has the user heard? */
import type { SpeechMark } from '#protocol';
import type { WordTiming } from '../../tts/tts.port.js';

/** A piece of the answer's text that was given to TTS, and the audio that came of it. */
export interface SpokenPiece {
  /** Where the piece ends in the answer's text; it begins where the one before ends. */
  endOffset: number;
  /** The text that TTS was given. */
  spoken: string;
  /** Audio of this piece that was sent so far, in ms. */
  audioMs: number;
  /** All its audio was sent. */
  complete: boolean;
}

export interface SpokenAnswer {
  text: string;
  pieces: readonly SpokenPiece[];
  /** Times of the words in their order, where TTS gives them. */
  marks: readonly SpeechMark[];
}

export interface HeardTextOptions {
  /** Speaking rate that is assumed until audio tells, in ms a character. */
  msPerCharacter: number;
  /** The share of a word that must have been played for it to be heard. */
  heardShare: number;
  /** A word that TTS timed is looked for among this many words of the text: further on it is another one. */
  lookAheadWords: number;
  /** What is kept of the unheard rest of an answer, for "go on", in characters. */
  maxUnheardChars: number;
}

export const HEARD_TEXT_DEFAULTS: Readonly<HeardTextOptions> = {
  // About 15 characters a second, usual for English TTS.
  msPerCharacter: 65,
  // By judgement, both.
  heardShare: 0.6,
  lookAheadWords: 3,
  // Two minutes of speech.
  maxUnheardChars: 2_000,
};

/** @returns what is kept of the rest of an answer of which `heard` was heard */
export const unheardText = (text: string, heard: string, { maxUnheardChars }: HeardTextOptions): string =>
  text.slice(heard.length).trim().slice(0, maxUnheardChars);

/**
 * @param playedMs what the user heard of the answer's audio
 * @returns the beginning of the text that was heard, cut between words, without trailing space
 */
export function heardText(answer: SpokenAnswer, playedMs: number, options: HeardTextOptions): string {
  const { text, marks } = answer;
  if (marks.length === 0) return estimateHeard(answer, playedMs, options);
  const last = marks.findLast(
    ({ start_ms, end_ms }) => playedMs >= start_ms + (end_ms - start_ms) * options.heardShare,
  );
  return text.slice(0, last?.end ?? 0).trimEnd();
}

/**
 * Finds the words that TTS timed in the text, which may have markup between them. TTS may say something else than is
 * written ("twenty three" for "23"): such words are skipped.
 * @param from where in the text to begin
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

/** Whether an offset lies between two letters or digits of one word. Scripts without spaces have no such place. */
const isInside = (text: string, at: number): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 1), at + 1)) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    text.slice(Math.max(0, at - 1), at + 1),
  );

/**
 * For a provider that does not say which piece its audio belongs to.
 * @returns the index of the first piece that has less audio than its text should need
 */
export function pieceOfAudio(pieces: readonly SpokenPiece[], { msPerCharacter }: HeardTextOptions): number {
  const index = pieces.findIndex((piece) => piece.audioMs < piece.spoken.length * msPerCharacter);
  return index < 0 ? pieces.length - 1 : index;
}

/** Without word times: pieces are heard one after the other, and the words of a piece take time by their length. */
function estimateHeard({ text, pieces }: SpokenAnswer, playedMs: number, options: HeardTextOptions): string {
  const msPerCharacter = speakingRate(pieces) ?? options.msPerCharacter;
  let startMs = 0;
  let startOffset = 0;
  for (const piece of pieces) {
    const durationMs = piece.complete
      ? piece.audioMs
      : Math.max(piece.audioMs, piece.spoken.length * msPerCharacter);
    if (playedMs < startMs + durationMs) {
      const fraction = durationMs > 0 ? (playedMs - startMs) / durationMs : 0;
      const part = text.slice(startOffset, piece.endOffset);
      return (text.slice(0, startOffset) + leadingWords(part, fraction, options.heardShare)).trimEnd();
    }
    startMs += durationMs;
    startOffset = piece.endOffset;
  }
  return text.slice(0, startOffset).trimEnd();
}

function speakingRate(pieces: readonly SpokenPiece[]): number | undefined {
  let ms = 0;
  let characters = 0;
  for (const piece of pieces) {
    if (!piece.complete) continue;
    ms += piece.audioMs;
    characters += piece.spoken.length;
  }
  return characters > 0 ? ms / characters : undefined;
}

/** @returns the words of that fraction of a piece; the space after a word counts as one character */
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
