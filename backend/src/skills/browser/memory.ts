/** What the skills know of a session's browser beyond the conversation. */
import type { Control } from './controls/snapshot.js';
import type { Browser } from './browser.js';
import type { Told } from './outcome.js';

/**
 * What is done to a control.
 * @param browser of the turn in which it is done: the one of the turn that asked is stopped with its answer
 */
export type Act = (control: Control, browser: Browser) => Promise<Told>;

/** The controls of "Which one?" or "Did you mean …?", and what to do with the chosen one. */
export interface Choice {
  controls: readonly Control[];
  /** The number that each one shows, in the order of the controls. */
  numbers: readonly number[];
  /** Whether the page shows the numbers. */
  isShown: boolean;
  use: Act;
}

export interface BrowserMemory {
  /** Whether the user asked for numbers and they were not taken away since. */
  numbersShown: boolean;
  choice?: Choice | undefined;
  /** What was searched in the page last, and which match is in view. */
  found?: { text: string; refs: readonly string[]; contexts: readonly string[]; at: number } | undefined;
}

/** Each session's, as long as the session lives. */
const memories = new WeakMap<object, BrowserMemory>();

export function memoryOf({ session }: { session: object }): BrowserMemory {
  const known = memories.get(session);
  if (known) return known;
  const memory: BrowserMemory = { numbersShown: false };
  memories.set(session, memory);
  return memory;
}
