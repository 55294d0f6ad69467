/** What can be said about a page: the sentences of its grammar, and what each of them means. */
import { GrammarGraph, type Phrase } from './grammar-graph.ts';

/** What a name may be called, see `language/spoken-forms`. */
export interface NameForm {
  words: readonly string[];
  written: string;
  isWhole: boolean;
}

/** What the grammar has beside the names of the page, in one language. */
export interface CommandWords {
  /** Words before a name, with their shares: `click`, `go to`. */
  verbs: readonly Phrase[];
  /** Commands without a name: `scroll down`. */
  commands: readonly string[];
  /** Answers to a question of yes or no, and to "Which one?". */
  yesNo: readonly string[];
  choice: readonly string[];
  /** Words before a number: `number`, `click number`. */
  numberVerbs: readonly Phrase[];
  numberWords(value: number): readonly string[];
}

export interface GrammarContent {
  /** The names with their spoken forms. */
  names: readonly { name: string; forms: readonly NameForm[] }[];
  numbers: readonly number[];
  awaits?: 'yes_no' | 'choice' | undefined;
}

export type CommandKind = 'name' | 'bare' | 'number' | 'command' | 'answer';

/** What a sentence of the grammar means. */
export interface Meaning {
  kind: CommandKind;
  /** The sentence, with a name as the page writes it. */
  text: string;
  target: string;
  /** How many of the words come before the name. */
  verbWords: number;
  /** Whether all of the name was said. */
  isWhole: boolean;
  /** A longer sentence of the grammar begins so. */
  mayGoOn: boolean;
}

/** Shares of the kinds of sentence, by judgement; the confidence is fitted with them. */
const SHARES = { named: 0.5, numbered: 0.25, command: 0.15, bare: 0.05, answer: 0.3 };

/** A beginning of a name is said less often than the name. */
const BEGINNING_WEIGHT = 0.5;

/** One word alone is said in any sentence. */
const MIN_BARE_WORDS = 2;

interface NameEntry {
  written: string;
  target: string;
  isWhole: boolean;
  targets: Set<string>;
}

const key = (words: readonly string[]): string => words.join(' ');

const beginningsOf = (said: string): string[] =>
  said.split(' ').flatMap((_, count, all) => (count > 0 ? [key(all.slice(0, count))] : []));

/** The grammar of one page. */
export class CommandGrammar {
  readonly graph = new GrammarGraph();
  readonly #names = new Map<string, NameEntry>();
  readonly #numbers = new Map<string, number>();
  readonly #fixed = new Map<string, 'command' | 'answer'>();
  /** What names, numbers and sentences begin with, but for their last word. */
  readonly #beginnings = new Set<string>();
  readonly #verbs: Set<string>;
  readonly #numberVerbs: Set<string>;
  readonly #awaitsChoice: boolean;

  constructor(content: GrammarContent, words: CommandWords) {
    this.#awaitsChoice = content.awaits === 'choice';
    this.#verbs = new Set(words.verbs.map((verb) => key(verb.words)));
    this.#numberVerbs = new Set(words.numberVerbs.map((verb) => key(verb.words)));
    for (const { name, forms } of content.names) for (const form of forms) this.#addName(name, form);
    for (const value of content.numbers) this.#numbers.set(key(words.numberWords(value)), value);
    for (const command of words.commands) this.#fixed.set(command, 'command');
    const answers = { yes_no: words.yesNo, choice: words.choice, none: [] }[content.awaits ?? 'none'];
    for (const answer of answers) this.#fixed.set(answer, 'answer');
    for (const said of [...this.#names.keys(), ...this.#numbers.keys(), ...this.#fixed.keys()])
      for (const beginning of beginningsOf(said)) this.#beginnings.add(beginning);
    this.#build(words);
  }

  /** All words that need a pronunciation. */
  get words(): Set<string> {
    const keys = [this.#names, this.#numbers, this.#fixed].flatMap((map) => [...map.keys()]);
    return new Set([...keys, ...this.#verbs, ...this.#numberVerbs].flatMap((each) => each.split(' ')));
  }

  /** @returns undefined if the words are no whole sentence of the grammar */
  meaningOf(said: readonly string[]): Meaning | undefined {
    const sentence = key(said);
    const fixed = this.#fixed.get(sentence);
    if (fixed)
      return {
        kind: fixed,
        text: sentence,
        target: sentence,
        verbWords: 0,
        isWhole: true,
        mayGoOn: this.#beginnings.has(sentence),
      };
    for (let verbWords = 0; verbWords < said.length; verbWords++) {
      const verb = key(said.slice(0, verbWords));
      const rest = key(said.slice(verbWords));
      const number = this.#numbers.get(rest);
      if (number !== undefined && this.#mayPrecede(verb, this.#numberVerbs))
        return {
          ...{ kind: 'number', text: [verb, number].join(' ').trim(), target: String(number) },
          ...{ verbWords, isWhole: true, mayGoOn: this.#beginnings.has(rest) },
        };
      const entry = this.#names.get(rest);
      if (!entry) continue;
      const { written, target, isWhole } = entry;
      const mayGoOn = this.#beginnings.has(rest);
      const more = { target, verbWords, isWhole, mayGoOn };
      if (this.#verbs.has(verb)) return { kind: 'name', text: `${verb} ${written}`, ...more };
      if (verb === '' && this.#isSaidAlone(entry, said)) return { kind: 'bare', text: written, ...more };
    }
    return undefined;
  }

  /** The words of all names and numbers but those of one meaning. */
  *otherNames({ kind, target }: Meaning): Generator<readonly string[]> {
    for (const [said, entry] of this.#names) if (!entry.targets.has(target)) yield said.split(' ');
    if (kind !== 'number') return;
    for (const [said, value] of this.#numbers) if (String(value) !== target) yield said.split(' ');
  }

  #namePhrases(isWanted: (entry: NameEntry, words: string[]) => boolean = () => true): Phrase[] {
    return [...this.#names]
      .map(([said, entry]) => ({ entry, words: said.split(' ') }))
      .filter(({ entry, words }) => isWanted(entry, words))
      .map(({ entry, words }) => ({ words, weight: entry.isWhole ? 1 : BEGINNING_WEIGHT }));
  }

  #mayPrecede(verb: string, verbs: ReadonlySet<string>): boolean {
    return verbs.has(verb) || this.#verbs.has(verb) || (verb === '' && this.#awaitsChoice);
  }

  #isSaidAlone({ isWhole }: NameEntry, said: readonly string[]): boolean {
    return this.#awaitsChoice || (isWhole && said.length >= MIN_BARE_WORDS);
  }

  /** A whole name wins over the beginning of another one. */
  #addName(name: string, { words, written, isWhole }: NameForm): void {
    const said = key(words);
    const known = this.#names.get(said);
    if (!known || (isWhole && !known.isWhole))
      this.#names.set(said, { written, target: name, isWhole, targets: new Set([name]) });
    else if (known.isWhole === isWhole) known.targets.add(name);
  }

  #build({ verbs, numberVerbs }: CommandWords): void {
    const { START, FINAL } = GrammarGraph;
    const phrasesOf = (keys: Iterable<string>): Phrase[] =>
      [...keys].map((each) => ({ words: each.split(' '), weight: 1 }));
    if (this.#names.size > 0) {
      const beforeName = this.graph.addState();
      this.graph.addPhrases(beforeName, FINAL, this.#namePhrases(), 1);
      this.graph.addPhrases(START, beforeName, verbs, SHARES.named);
      const alone = this.#namePhrases((entry, words) => this.#isSaidAlone(entry, words));
      this.graph.addPhrases(START, FINAL, alone, this.#awaitsChoice ? SHARES.answer : SHARES.bare);
    }
    if (this.#numbers.size > 0) {
      const beforeNumber = this.graph.addState();
      this.graph.addPhrases(beforeNumber, FINAL, phrasesOf(this.#numbers.keys()), 1);
      this.graph.addPhrases(START, beforeNumber, [...verbs, ...numberVerbs], SHARES.numbered);
      if (this.#awaitsChoice) this.graph.addEmpty(START, beforeNumber, SHARES.answer);
    }
    for (const kind of ['command', 'answer'] as const) {
      const sentences = [...this.#fixed].filter(([, each]) => each === kind).map(([sentence]) => sentence);
      this.graph.addPhrases(START, FINAL, phrasesOf(sentences), SHARES[kind]);
    }
  }
}
