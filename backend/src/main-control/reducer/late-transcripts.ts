/** Speech that was dealt with before its transcript came. When that comes after all, it is no news. */
import type { Draft } from './draft.js';

/** A transcript later than this is not waited for. */
const LATEST_MS = 10_000;

/** More than a recogniser that answers at all leaves open. */
const MOST = 5;

export function giveUp(draft: Draft, words: string, open: boolean): void {
  const entry = { words, open, until: draft.now + LATEST_MS };
  draft.state.givenUp = [...draft.state.givenUp, entry].slice(-MOST);
}

/** The user begins to say something new. */
export function closeGivenUp(draft: Draft): void {
  draft.state.givenUp = draft.state.givenUp.map((entry) => ({ ...entry, open: false }));
}

/** @returns whether a partial belongs to such speech; what it says is noted */
export function isGivenUpPartial(draft: Draft, text: string): boolean {
  const at = draft.state.givenUp.findIndex(({ open, until }) => open && draft.now < until);
  if (at < 0) return false;
  draft.state.givenUp = draft.state.givenUp.with(at, { ...draft.state.givenUp[at]!, words: text });
  return true;
}

/** @returns whether a transcript that is not the last word belongs to such speech */
export function isGivenUp({ state, now }: Draft, text: string): boolean {
  return state.givenUp.some(({ words, until }) => now < until && isAlike(words, text));
}

/** @returns whether a transcript belongs to such speech, which is forgotten with everything before it */
export function isGivenUpFinal(draft: Draft, text: string): boolean {
  const { givenUp } = draft.state;
  if (givenUp.length === 0) return false;
  const at = givenUp.findIndex(({ words, until }) => draft.now < until && isAlike(words, text));
  draft.state.givenUp = givenUp.slice(at + 1).filter(({ until }) => draft.now < until);
  return at >= 0;
}

/** Half of the words of the shorter one: a final differs from its last partial by more than a letter. */
function isAlike(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  return one.size === 0 || [...one].filter((word) => other.has(word)).length * 2 >= one.size;
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []);
