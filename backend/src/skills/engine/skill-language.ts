import type { Intent } from './intent.js';
import type { Slot } from './slot.js';

/** All that the engine knows of a language. */
export interface SkillLanguage {
  /** What can be said. The first intent that matches a sentence and has an answer takes it. */
  readonly intents: readonly Intent[];
  /** The kinds of slot that templates may have, by name. */
  readonly slots: Readonly<Record<string, Slot>>;
  /** The one form of a sentence that templates are written for. */
  normalize(text: string): string;
  /** A normalized sentence without the courtesies around it. */
  withoutCourtesies(sentence: string): string;
  /** Words with spoken numbers in digits. */
  writeDigits(words: string): string;
  /** Words without which a sentence would mean something else: they are no noise. */
  readonly meaningfulWords: ReadonlySet<string>;
  /** Words at the end of a sentence that may be noise. */
  readonly strayEndings: RegExp;
}
