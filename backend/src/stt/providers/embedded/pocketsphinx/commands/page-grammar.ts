/** Makes the grammar of a page from its names, as they are said. */
import * as english from '../../../../../language/en/browser/page-commands.ts';
import { spokenForms } from '../../../../../language/en/spoken-forms.ts';
import type { PagePhrases } from '../../../../stt.port.ts';
import { CommandGrammar, type CommandWords } from './command-grammar.ts';
import type { LetterToSound } from './letter-to-sound.ts';
import type { PronunciationDictionary } from './pronunciation-dictionary.ts';

/** More names make the search slow, and each other name is one that can be mistaken. The first are the likeliest. */
const MAX_NAMES = 300;

/** Words whose phones are kept: those of a few pages. */
const MAX_KNOWN = 2_000;

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
  readonly #phones = new Map<string, readonly string[]>();

  constructor(dictionary: PronunciationDictionary, rules: LetterToSound) {
    this.#dictionary = dictionary;
    this.#rules = rules;
  }

  isWord = (word: string): boolean => this.#dictionary.has(word);

  /** @returns phones with spaces, the likeliest pronunciation first; none for a word that was not pronounced yet */
  of = (word: string): readonly string[] => {
    const found = this.#dictionary.lookUp(word);
    if (found.length > 0) return found;
    const guess = this.#rules.of(word);
    return guess ? [guess] : [];
  };

  /** @param word may have the number of its pronunciation: `read(2)`. @returns its phones; none if they are not known */
  phonesOf(word: string): readonly string[] {
    const known = this.#phones.get(word);
    if (known) return known;
    const [, plain = word, number = '1'] = /^(.*)\((\d+)\)$/.exec(word) ?? [];
    const phones = this.of(plain)[Number(number) - 1]?.split(' ') ?? [];
    if (this.#phones.size >= MAX_KNOWN) this.#phones.clear();
    this.#phones.set(word, phones);
    return phones;
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
  const names = phrases.names.slice(0, MAX_NAMES).map((name) => ({
    name,
    forms: spokenForms(name, pronunciations.isWord).filter(({ words }) => canSay(words)),
  }));
  return { grammar: new CommandGrammar({ ...phrases, names }, WORDS), unknown };
}
