import type { Random } from './random.js';

/** A kind of thing that a sentence has in it. */
export interface Slot {
  /** How it looks in a normalized sentence: the source of a regular expression without capturing groups. */
  readonly pattern: string;
  /** One of it as it is spoken: lower-case words, no digits. */
  sample(random: Random): string;
}
