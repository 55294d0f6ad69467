/** What of an answer did the user hear? From the pieces given to TTS, the audio that came of each, and the playhead. */

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

/** Speaking rate assumed where no audio tells: about 15 characters a second, usual for English TTS. */
const DEFAULT_MS_PER_CHARACTER = 65;

/** A word counts as heard when this much of it was played. */
const HEARD_FRACTION = 0.6;

/**
 * @param text the whole answer
 * @param playedMs what the user heard of the answer's audio
 * @returns the beginning of `text` that was heard, cut between words, without trailing space
 */
export function heardText(text: string, pieces: readonly SpokenPiece[], playedMs: number): string {
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

/**
 * Which piece does audio belong to whose provider does not tell? The first one that has not got as much audio as
 * its text should need.
 */
export function pieceOfAudio(pieces: readonly SpokenPiece[]): number {
  const index = pieces.findIndex((piece) => piece.audioMs < piece.spoken.length * DEFAULT_MS_PER_CHARACTER);
  return index < 0 ? pieces.length - 1 : index;
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
