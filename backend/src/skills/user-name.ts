import type { ChatMessage } from '../llm/llm.port.js';
import { normalize } from './normalize.js';

const INTRODUCTION = /^(?:(?:hi|hello|hey) )?(?:my name is|call me|you can call me) (\p{L}+(?: \p{L}+)?)$/u;

/** What else is said after "call me": what is wanted, when, and how somebody feels. */
const NO_NAMES = new Set(
  (
    'a an the my your this that it not no later back tomorrow today tonight now soon again when if at in on to for what ' +
    'who maybe please tired hungry bored sorry happy sad busy ready fine good okay sick crazy stupid important unknown ' +
    'secret none nobody'
  ).split(' '),
);

/** Whether somebody may be called that: not so `a taxi`, `tired`. */
export const isName = (words: string): boolean => !NO_NAMES.has(words.split(' ', 1)[0]!);

/** `Anna` for `anna`. */
export function properName(words: string): string {
  return words.replaceAll(/(^| )\p{L}/gu, (initial) => initial.toUpperCase());
}

/** What the user said last to be called in this conversation; undefined where nothing was said about it. */
export function userName(history: readonly ChatMessage[]): string | undefined {
  for (const message of history.toReversed()) {
    if (message.role !== 'user') continue;
    const name = INTRODUCTION.exec(normalize(message.content))?.[1];
    if (name && isName(name)) return properName(name);
  }
  return undefined;
}
