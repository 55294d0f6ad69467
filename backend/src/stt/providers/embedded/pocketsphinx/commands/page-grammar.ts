/** Makes the grammar of a page from its names, as they are said. */
import * as english from '../../../../../language/en/browser/page-commands.ts';
import { spokenForms } from '../../../../../language/en/spoken-forms.ts';
import type { PagePhrases } from '../../../../stt.port.ts';
import { CommandGrammar, type CommandWords } from './command-grammar.ts';
import type { LetterToSound } from './letter-to-sound.ts';
import type { PronunciationDictionary } from './pronunciation-dictionary.ts';

/** More names make the search slow, and each other name is one that can be mistaken. The first are the likeliest. */
const MAX_NAMES = 300;

/** Look-ups that are kept: those of a few pages. */
const MAX_FOUND = 5_000;

/** Of all names together: a grammar of more takes too long to make. The first names are the likeliest. */
const MAX_WORDS = 1_500;

const WORDS: CommandWords = {
  verbs: english.NAME_VERBS,
  numberVerbs: english.NUMBER_VERBS,
  commands: english.GLOBAL_COMMANDS,
  yesNo: english.YES_OR_NO,
  choice: english.CHOICES,
  numberWords: english.numberWords,
};

/** How words are pronounced: by the dictionary, otherwise by rules. */
export class Pronunciations {
  readonly #dictionary: PronunciationDictionary;
  readonly #rules: LetterToSound;
  readonly #found = new Map<string, readonly string[]>();

  constructor(dictionary: PronunciationDictionary, rules: LetterToSound) {
    this.#dictionary = dictionary;
    this.#rules = rules;
  }

  isWord = (word: string): boolean => this.#lookUp(word).length > 0;

  /** @returns phones with spaces, the likeliest pronunciation first; none for a word that was not pronounced yet */
  of = (word: string): readonly string[] => {
    const found = this.#lookUp(word);
    if (found.length > 0) return found;
    const guess = this.#rules.of(word);
    return guess ? [guess] : [];
  };

  /** @param word may have the number of its pronunciation: `read(2)`. @returns its phones; none if they are not known */
  phonesOf(word: string): readonly string[] {
    const [, plain = word, number = '1'] = /^(.*)\((\d+)\)$/.exec(word) ?? [];
    return this.of(plain)[Number(number) - 1]?.split(' ') ?? [];
  }

  /** The words of pages are asked for many times. */
  #lookUp(word: string): readonly string[] {
    const known = this.#found.get(word);
    if (known) return known;
    const found = this.#dictionary.lookUp(word);
    if (this.#found.size >= MAX_FOUND) this.#found.clear();
    this.#found.set(word, found);
    return found;
  }
}

export interface PageGrammar {
  grammar: CommandGrammar;
  /** Words that are left out with their names until they are pronounced. */
  unknown: ReadonlySet<string>;
}

/** @param phrases of the page; names that cannot be said in English are left out */
export function pageGrammar(phrases: PagePhrases, pronunciations: Pronunciations): PageGrammar {
  const unknown = new Set<string>();
  const canSay = (words: readonly string[]): boolean => {
    const missing = words.filter((word) => pronunciations.of(word).length === 0);
    for (const word of missing) unknown.add(word);
    return missing.length === 0;
  };
  let wordsLeft = MAX_WORDS;
  const fits = (words: readonly string[]): boolean => (wordsLeft -= words.length) >= 0;
  const names = phrases.names.slice(0, MAX_NAMES).map((name) => ({
    name,
    forms:
      wordsLeft > 0
        ? spokenForms(name, pronunciations.isWord).filter(({ words }) => canSay(words) && fits(words))
        : [],
  }));
  return { grammar: new CommandGrammar({ ...phrases, names }, WORDS), unknown };
}
