import type { Intent } from './intent.js';
import type { Slot } from './slot.js';

/** Everything that the engine needs of a language. */
export interface SkillLanguage {
  /** All intents. The first that matches a sentence and has an answer is used. */
  readonly intents: readonly Intent[];
  /** The slots that templates may have, by name. */
  readonly slots: Readonly<Record<string, Slot>>;
  /** Normalizes a sentence to the form that templates expect. Empty for a text that is too long to be a command. */
  normalize(text: string): string;
  /** Removes the courtesies around a normalized sentence. */
  withoutCourtesies(sentence: string): string;
  /** Writes spoken numbers as digits. */
  writeDigits(words: string): string;
  /** Words that change the meaning of a sentence, so they are never noise. */
  readonly meaningfulWords: ReadonlySet<string>;
  /** Words at the end of a sentence that may be noise. */
  readonly strayEndings: RegExp;
}
