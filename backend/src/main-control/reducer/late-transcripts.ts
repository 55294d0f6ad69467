/** Speech that was dealt with before its transcript came. When that comes after all, it is no news. */
import { isSameSpeech } from '../policies/late-transcripts.js';
import type { Draft } from './draft.js';

export function giveUp(draft: Draft, words: string, open: boolean): void {
  const { maxAgeMs, maxOpen } = draft.policies.lateTranscripts;
  const entry = { words, open, until: draft.now + maxAgeMs };
  draft.state.givenUp = [...draft.state.givenUp, entry].slice(-maxOpen);
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
export function isGivenUp({ state, now, policies }: Draft, text: string): boolean {
  return state.givenUp.some(
    ({ words, until }) => now < until && isSameSpeech(words, text, policies.lateTranscripts),
  );
}

/** @returns whether a transcript belongs to such speech, which is forgotten with everything before it */
export function isGivenUpFinal(draft: Draft, text: string): boolean {
  const { givenUp } = draft.state;
  if (givenUp.length === 0) return false;
  const at = givenUp.findIndex(
    ({ words, until }) => draft.now < until && isSameSpeech(words, text, draft.policies.lateTranscripts),
  );
  draft.state.givenUp = givenUp.slice(at + 1).filter(({ until }) => draft.now < until);
  return at >= 0;
}
