/**
 * Cuts a streaming answer into clauses to speak: mostly whole sentences, shorter ones for a quick start. Pure and
 * incremental. Numbers (3.14, 1,000, 10:30), abbreviations (e.g., Dr., U.S.) and names with dots stay whole.
 */

const FENCES = ['```', '~~~'] as const;
type Fence = (typeof FENCES)[number];

export interface ChunkerState {
  /** Text after the last clause. */
  rest: string;
  /** The opening fence of the current code block; code is not spoken. */
  fence: Fence | undefined;
  pieces: number;
}

export const EMPTY_CHUNKER: ChunkerState = { rest: '', fence: undefined, pieces: 0 };

export interface TextPiece {
  /** An unchanged part of the answer; all parts together are the answer. */
  text: string;
  /** The text is in a fenced code block. */
  code: boolean;
}

/** A clause ends at a comma only if it is at least this long; the first one may be short for a quick start. */
const MIN_FIRST_CLAUSE = 24;
const MIN_CLAUSE = 80;
/** Text without punctuation is cut at a space after this length, so that speech does not wait for ever. */
const MAX_PIECE = 240;
/** Text without a space is cut after this length, so that later stages never get more. */
const LONGEST_PIECE = 1_000;

const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof sr jr st mt ft vs etc e.g i.e a.m p.m approx dept est fig inc ltd no vol al cf ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k u.n ph.d'
  ).split(' '),
);

/** Adds text. @returns the new state and the complete clauses */
export function chunk(state: ChunkerState, delta: string): { state: ChunkerState; pieces: TextPiece[] } {
  return cut({ ...state, rest: state.rest + delta });
}

/** Ends the answer. @returns the last clause, if there is one */
export function finishChunks(state: ChunkerState): TextPiece[] {
  return state.rest === ''
    ? []
    : [{ text: state.rest, code: state.fence !== undefined || fenceOf(state.rest) !== undefined }];
}

function cut(from: ChunkerState): { state: ChunkerState; pieces: TextPiece[] } {
  const state = { ...from };
  const pieces: TextPiece[] = [];
  for (;;) {
    // A line break always ends a clause, so a code fence can only be at the start of the rest.
    const line = state.rest.trimStart();
    const fence = fenceOf(state.rest);
    if (!fence && line !== '' && FENCES.some((mark) => mark.startsWith(line))) return { state, pieces };
    const code = fence !== undefined || state.fence !== undefined;
    const end = code ? lineEnd(state.rest) : pieceEnd(state.rest, state.pieces === 0);
    if (end === null) return { state, pieces };
    pieces.push({ text: state.rest.slice(0, end), code });
    state.rest = state.rest.slice(end);
    state.pieces++;
    // A block ends with the same marks that opened it.
    if (state.fence === undefined) state.fence = fence;
    else if (fence === state.fence) state.fence = undefined;
  }
}

function fenceOf(text: string): Fence | undefined {
  const line = text.trimStart();
  return FENCES.find((mark) => line.startsWith(mark));
}

/** The end of the first line that is not blank. */
function lineEnd(text: string): number | null {
  return /^\s*\S[^\n]*\n/.exec(text)?.[0].length ?? null;
}

function pieceEnd(text: string, first: boolean): number | null {
  for (let i = 0; i < text.length; i++) {
    const end = boundaryAt(text, i, first);
    if (end !== null && /\S/.test(text.slice(0, end))) return end;
    if (i >= MAX_PIECE && /\s/.test(text[i]!)) return i + 1;
    if (i >= LONGEST_PIECE) return i;
  }
  return null;
}

/** The end of a clause that ends at the character `i`, including the white space after it. */
function boundaryAt(text: string, i: number, first: boolean): number | null {
  const character = text[i]!;
  if (character === '\n') return i + 1;
  if ('。！？'.includes(character)) return i + 1;
  if (!'.!?…,;:—'.includes(character)) return null;
  // Closing quotes and brackets belong to the sentence. White space must follow and have arrived.
  let end = i + 1;
  while (end < text.length && '.!?…"\'”’)]*_~'.includes(text[end]!)) end++;
  if (end >= text.length || !/\s/.test(text[end]!)) return null;
  end++;
  if (character === '.' && !endsSentence(text, i, end)) return null;
  if (',;:—'.includes(character)) {
    return i + 1 >= (first ? MIN_FIRST_CLAUSE : MIN_CLAUSE) ? end : null;
  }
  return end;
}

function endsSentence(text: string, dot: number, next: number): boolean {
  const word = /[\p{L}\p{N}.]*$/u.exec(text.slice(0, dot))![0].toLowerCase();
  if (ABBREVIATIONS.has(word)) {
    // "at 5 p.m. It rains": a capital after an abbreviation shows the end of a sentence, but a name after
    // "Dr." does not.
    return (
      /^(?:a\.m|p\.m|etc|u\.s|u\.k|u\.n|inc|ltd)$/.test(word) && /^\p{Lu}/u.test(text.slice(next).trimStart())
    );
  }
  // "J. Smith", or "1. Open the page" at the start of a line.
  if (/^\p{L}$/u.test(word)) return false;
  return !(/^\d{1,2}$/.test(word) && /(^|\n)\s*\d{1,2}$/.test(text.slice(0, dot)));
}
