import { ENGLISH_ABBREVIATIONS, ENGLISH_FINAL_ABBREVIATIONS } from '../../language/en/abbreviations.js';

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
  clauses: number;
}

export const EMPTY_CHUNKER: ChunkerState = { rest: '', fence: undefined, clauses: 0 };

export interface TextClause {
  /** An unchanged part of the answer; all parts together are the answer. */
  text: string;
  /** The text is in a fenced code block. */
  code: boolean;
}

/** A clause ends at a comma only if it is at least this long; the first one may be short for a quick start. */
const MIN_FIRST_CLAUSE = 24;
const MIN_CLAUSE = 80;
/** Text without punctuation is cut at a space after this length, so that speech does not wait for ever. */
const MAX_CLAUSE = 240;
/** Text without a space is cut after this length, so that later stages never get more. */
const MAX_UNBROKEN_CLAUSE = 1_000;

/** Adds text. @returns the new state and the complete clauses */
export function chunk(state: ChunkerState, delta: string): { state: ChunkerState; clauses: TextClause[] } {
  return cut({ ...state, rest: state.rest + delta });
}

/** Ends the answer. @returns the last clause, if there is one */
export function finishChunks(state: ChunkerState): TextClause[] {
  return state.rest === ''
    ? []
    : [{ text: state.rest, code: state.fence !== undefined || fenceOf(state.rest) !== undefined }];
}

function cut(from: ChunkerState): { state: ChunkerState; clauses: TextClause[] } {
  const state = { ...from };
  const clauses: TextClause[] = [];
  for (;;) {
    // A line break always ends a clause, so a code fence can only be at the start of the rest.
    const line = state.rest.trimStart();
    const fence = fenceOf(state.rest);
    if (!fence && line !== '' && FENCES.some((mark) => mark.startsWith(line))) return { state, clauses };
    const code = fence !== undefined || state.fence !== undefined;
    const end = code ? lineEnd(state.rest) : clauseEnd(state.rest, state.clauses === 0);
    if (end === null) return { state, clauses };
    clauses.push({ text: state.rest.slice(0, end), code });
    state.rest = state.rest.slice(end);
    state.clauses++;
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

function clauseEnd(text: string, first: boolean): number | null {
  for (let i = 0; i < text.length; i++) {
    const end = boundaryAt(text, i, first);
    if (end !== null && /\S/.test(text.slice(0, end))) return end;
    if (i >= MAX_CLAUSE && /\s/.test(text[i]!)) return i + 1;
    if (i >= MAX_UNBROKEN_CLAUSE) return i;
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
  if (ENGLISH_ABBREVIATIONS.has(word)) {
    // "at 5 p.m. It rains": a capital after an abbreviation shows the end of a sentence, but a name after
    // "Dr." does not.
    return ENGLISH_FINAL_ABBREVIATIONS.has(word) && /^\p{Lu}/u.test(text.slice(next).trimStart());
  }
  // "J. Smith", or "1. Open the page" at the start of a line.
  if (/^\p{L}$/u.test(word)) return false;
  return !(/^\d{1,2}$/.test(word) && /(^|\n)\s*\d{1,2}$/.test(text.slice(0, dot)));
}
