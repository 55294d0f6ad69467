import type { Random } from './random.js';

/** A variable part of a sentence, such as a number or a city. */
export interface Slot {
  /** Its form in a normalized sentence: a regular expression source without capturing groups. */
  readonly pattern: string;
  /** A random example as it is spoken: lower-case words, no digits. */
  sample(random: Random): string;
}
