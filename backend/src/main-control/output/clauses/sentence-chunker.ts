import { isSpeakable } from '../../../common/text/is-speakable.js';
import { closesFence, openingFence, type Fence } from './code-fence.js';
import { endsSentence } from './sentence-end.js';

/**
 * Cuts a streaming answer into clauses to speak: mostly whole sentences, shorter ones for a quick start. Pure and
 * incremental. Numbers (3.14, 1,000, 10:30), abbreviations (e.g., Dr., U.S.), names with dots, links and code in a sentence
 * stay whole. Where more text may change a decision it waits for that text, so the clauses do not depend on how the stream
 * was cut.
 */
export interface ChunkerState {
  /** Text after the last clause. */
  readonly rest: string;
  /** How much of the rest is known to have no end of a clause. */
  readonly scanned: number;
  /** Whether the rest begins a line. */
  readonly startsLine: boolean;
  /** The opening fence of the current code block; code is not spoken. */
  readonly fence: Fence | undefined;
  /** The rest begins within an address that is longer than a clause. */
  readonly inAddress: boolean;
  /** Whether a clause with words has come. */
  readonly begun: boolean;
}

export const EMPTY_CHUNKER: ChunkerState = {
  rest: '',
  scanned: 0,
  startsLine: true,
  fence: undefined,
  inAddress: false,
  begun: false,
};

export interface TextClause {
  /** An unchanged part of the answer; all parts together are the answer. */
  text: string;
  /** The text is in a fenced code block, or the rest of a very long address: nothing to speak. */
  code: boolean;
  /** The text begins a line, where a dash marks an item of a list and a number sign a heading. */
  startsLine: boolean;
}

/** A clause ends at a comma only if it is at least this long; the first one may be short for a quick start. */
const MIN_FIRST_CLAUSE = 24;
const MIN_CLAUSE = 80;
/** Text without punctuation is cut at a space after this length, so that speech does not wait for ever. */
const MAX_CLAUSE = 240;
/** Text without a space is cut after this length, so that later stages never get more. */
const MAX_UNBROKEN_CLAUSE = 1_000;
/** A bracket or a backtick that is not closed within this length is a character like any other. */
const MAX_MARKUP_CHARS = 300;
/** A character has fewer marks. */
const MAX_MARKS = 20;

/** Marks that end a sentence, or a part of one, before white space. */
const SPACED_ENDS = '.!?…';
const SPACED_COMMAS = ',;:—';
/** Those of scripts that use no spaces, or no other meaning of the mark. */
const ENDS = '。！？｡؟۔।॥។።։';
const COMMAS = '，、；：،؛';

/** Closing quotes, brackets and citations belong to the sentence. */
const CLOSERS = /(?:[.!?…。！？"'”’»›」』)\]}）】*_~]|\[\^?\d{1,3}\]){0,20}/uy;
const OPEN_CITATION = /^\[\^?\d{0,3}$/;

/** White space, but not the byte order mark, which JavaScript counts as such. */
const SPACE = /[^\S\ufeff]/;

/** Markup that stays whole, and what may become it with more text. */
interface Markup {
  readonly whole: RegExp;
  readonly open: RegExp;
}

/** A link or an image. */
const LINK: Markup = {
  whole: /^\[(?:[^[\]\n]|\[[^[\]\n]*\])*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^[\]\n]*\])/,
  open: /^\[(?:[^[\]\n]|\[[^[\]\n]*\])*(?:\[[^[\]\n]*|\](?:\((?:[^()\n]|\([^()\n]*\))*(?:\([^()\n]*)?|\[[^[\]\n]*)?)?$/,
};
/** Code in a sentence. One more backtick would be part of the closing mark. */
const CODE: Markup = { whole: /^(`+)(?!`)[^\n]*?(?<!`)\1(?=[^`])/, open: /^`[^\n]*$/ };
const TAG: Markup = {
  whole:
    /^<(?:\/?[a-z][\w:-]{0,30}(?:\s+[a-z:-]{1,30}\s*=\s*(?:"[^"\n]*"|'[^'\n]*'|[^\s"'<>]+))*\s*\/?|!--[^]*?--)>/i,
  open: /^<(?:!(?:-(?:-[^]*)?)?|\/?(?:[a-z][\w:-]{0,30}(?:\s+[a-z:-]{1,30}(?:\s*=\s*(?:"[^"\n]*"?|'[^'\n]*'?|[^\s"'<>]+)?)?)*\s*\/?)?)$/i,
};
const MARKUP: Readonly<Record<string, Markup>> = { '[': LINK, '`': CODE, '<': TAG };

const ADDRESS_AT_END = /(?:[a-z][a-z\d+.-]{1,20}:\/\/|\bdata:|\bwww\.)\S*$/i;

/** Adds text. @returns the new state and the complete clauses */
export function chunk(from: ChunkerState, delta: string): { state: ChunkerState; clauses: TextClause[] } {
  let state: ChunkerState = { ...from, rest: from.rest + delta };
  const clauses: TextClause[] = [];
  for (;;) {
    const block = blockOf(state);
    if (block === null) return { state, clauses };
    const step = block.code ? codeEnd(state) : clauseEnd(state);
    if (!step.isEnd) return { state: { ...state, scanned: step.to }, clauses };
    const text = state.rest.slice(0, step.to);
    const { startsLine } = state;
    clauses.push({ text, code: block.code, startsLine });
    const isBroken = SPACE.test(text.at(-1)!);
    state = {
      rest: state.rest.slice(step.to),
      scanned: 0,
      startsLine: text.endsWith('\n'),
      fence: block.fence,
      inAddress:
        !isBroken &&
        (state.inAddress || (text.length >= MAX_UNBROKEN_CLAUSE - MAX_MARKS && ADDRESS_AT_END.test(text))),
      begun: state.begun || (!block.code && isSpeakable(text)),
    };
  }
}

/** Ends the answer. @returns the last clause, if there is one */
export function finishChunks({ rest, fence, inAddress, startsLine }: ChunkerState): TextClause[] {
  const code = inAddress || fence !== undefined || (startsLine && openingFence(rest, true) !== undefined);
  return rest === '' ? [] : [{ text: rest, code, startsLine }];
}

/** @returns whether the rest begins in code, and the fence that is open afterwards; null if more text decides */
function blockOf(state: ChunkerState): { code: boolean; fence: Fence | undefined } | null {
  const { rest, startsLine, fence, inAddress } = state;
  if (rest === '') return null;
  if (!startsLine) return { code: inAddress || fence !== undefined, fence };
  const end = rest.indexOf('\n');
  const isWhole = end >= 0;
  const line = isWhole ? rest.slice(0, end) : rest;
  if (fence === undefined) {
    const opened = openingFence(line, isWhole);
    return opened === null ? null : { code: opened !== undefined, fence: opened };
  }
  const closes = closesFence(line, fence, isWhole);
  return closes === null ? null : { code: true, fence: closes ? undefined : fence };
}

/** A step over text: to the end of a clause, or on. */
interface Step {
  to: number;
  isEnd?: boolean;
}

/** More text decides. */
const WAIT = 'wait';

/** Code is not spoken, so all that has come of its line is a clause. */
function codeEnd({ rest, inAddress }: ChunkerState): Step {
  const end = rest.search(inAddress ? SPACE : /\n/);
  return { to: end < 0 ? rest.length : end + 1, isEnd: true };
}

function clauseEnd(state: ChunkerState): Step {
  const { rest: text } = state;
  for (let i = state.scanned; i < text.length;) {
    if (i >= MAX_CLAUSE && SPACE.test(text[i]!)) return { to: i + 1, isEnd: true };
    if (i >= MAX_UNBROKEN_CLAUSE) return { to: betweenCharacters(text, MAX_UNBROKEN_CLAUSE), isEnd: true };
    const step = stepFrom(state, i);
    if (step === WAIT) return { to: i };
    if (step.isEnd) return step;
    i = step.to;
  }
  return { to: text.length };
}

function stepFrom({ rest: text, begun, startsLine }: ChunkerState, i: number): Step | typeof WAIT {
  const character = text[i]!;
  const markup = MARKUP[character];
  if (markup) return stepOver(markup, text, i);
  if (character === '\n' || ENDS.includes(character)) return { to: i + 1, isEnd: true };
  const isLong = i + 1 >= (begun ? MIN_CLAUSE : MIN_FIRST_CLAUSE);
  if (COMMAS.includes(character)) return { to: i + 1, isEnd: isLong };
  const isComma = SPACED_COMMAS.includes(character);
  if (!isComma && !SPACED_ENDS.includes(character)) return { to: i + 1 };
  CLOSERS.lastIndex = i + 1;
  const end = i + 1 + CLOSERS.exec(text)![0].length;
  if (end === text.length || OPEN_CITATION.test(text.slice(end, end + 6))) return WAIT;
  if (!SPACE.test(text[end]!)) return { to: end };
  const isEnd = isComma ? isLong : character !== '.' || endsSentence(text, i, end + 1, startsLine);
  if (isEnd === null) return WAIT;
  return isEnd ? { to: end + 1, isEnd } : { to: end };
}

/** Steps over markup: a stop or a space within it ends nothing. */
function stepOver({ whole, open }: Markup, text: string, i: number): Step | typeof WAIT {
  const within = text.slice(i, i + MAX_MARKUP_CHARS);
  const found = whole.exec(within);
  if (found) return { to: i + found[0].length };
  if (within.length < MAX_MARKUP_CHARS && open.test(within)) return WAIT;
  return { to: i + /^(?:`+|.)/.exec(within)![0].length };
}

/** The last place up to an offset that does not part a character from its marks. */
function betweenCharacters(text: string, at: number): number {
  for (let i = at; i > at - MAX_MARKS; i--)
    if (!/^[\p{M}\p{Cf}\p{Emoji_Modifier}\udc00-\udfff]/u.test(text.slice(i, i + 2))) return i;
  return at;
}
