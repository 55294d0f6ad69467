/** One way to say a name. */
export interface SpokenForm {
  /** In lower case, letters and apostrophes only. A letter that is said alone ends in a dot: `f.`, `a.`, `q.`. */
  readonly words: readonly string[];
  /**
   * The part of the name that they stand for, as the page writes it but without letters that are not said: `Philips Hue` of
   * "Philips Hue starter kit".
   */
  readonly written: string;
  /** They stand for all of the name that is said; otherwise for its beginning. */
  readonly isWhole: boolean;
}

/** How the names of a page are said and written in one language. */
export abstract class SpokenForms {
  /**
   * The whole name first, in at most three readings, and without brackets at its end or the ending of a file; then beginnings
   * that people say instead; at most twelve in all. None for a name that cannot be said in this language.
   *
   * @param isWord whether the recogniser knows a word: what it does not know may be two words or letters
   */
  abstract formsOf(name: string, isWord?: (word: string) => boolean): SpokenForm[];

  /** The key term for a name: at most six written words; '' if the name has none. */
  abstract termOf(name: string): string;
}
