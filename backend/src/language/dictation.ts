/** How the words of a user who dictates become text. */

/** What dictated words ask for. */
export type DictationStep =
  /** `joins`: without a space before it. `keepsCase`: it begins as it is also where a sentence begins. */
  | { type: 'insert'; text: string; joins?: true; keepsCase?: true }
  /** Remove what was dictated last. */
  | { type: 'scratch' }
  /** Take the last step back, whatever it was. */
  | { type: 'undo' }
  | { type: 'stop' };

/** What holds from one utterance to the next. */
export interface DictationMode {
  /** Every letter is a capital. */
  readonly allCaps: boolean;
  /** The next text joins what stands before it: "no space" was said last. */
  readonly joins: boolean;
}

export const PLAIN_DICTATION: DictationMode = { allCaps: false, joins: false };

/**
 * @param words an utterance, as a recogniser wrote it: with punctuation and capitals or without
 * @returns what it asks for, in order. Texts begin in lower case, unless the word itself has a capital, and without a space:
 *   what stands around them in the field decides both
 */
export type ReadDictation = (
  words: string,
  mode: DictationMode,
) => { steps: DictationStep[]; mode: DictationMode };
