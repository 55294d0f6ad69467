import type { ChatMessage } from '../llm/llm.port.js';
import { NOT_NAMES } from '../language/en/vocabulary.js';
import { normalize } from '../language/en/normalize.js';

const INTRODUCTION = /^(?:(?:hi|hello|hey) )?(?:my name is|call me|you can call me) (\p{L}+(?: \p{L}+)?)$/u;

/** Whether the words may be a name: not `a taxi`, `tired`. */
export const isName = (words: string): boolean => !NOT_NAMES.has(words.split(' ', 1)[0]!);

/** `Anna` for `anna`. */
export function properName(words: string): string {
  return words.replaceAll(/(^| )\p{L}/gu, (initial) => initial.toUpperCase());
}

const FORGET = /^(?!.*\bnot forget\b).*\bforget (?:about )?my name(?: please| now)?$/;

/** The name that the user gave last in this conversation and did not ask to forget since. */
export function userName(history: readonly ChatMessage[]): string | undefined {
  for (const message of history.toReversed()) {
    if (message.role !== 'user') continue;
    const said = normalize(message.content);
    if (FORGET.test(said)) return undefined;
    const name = INTRODUCTION.exec(said)?.[1];
    if (name && isName(name)) return properName(name);
  }
  return undefined;
}
