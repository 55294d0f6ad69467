import { readingsOf } from './readings';
import { wordsOf } from './spoken-words';

/** Of one page; a longer one is not told apart from others by its rest. */
const MAX_WORDS = 20_000;
const MAX_SOURCES = 20;
const MAX_TITLED = 200;
/** Shorter words stand everywhere. */
const MIN_LETTERS = 4;
/** So many words of what is known in one text are no coincidence. */
const MANY_WORDS = 3;

/** The words that a session has heard, and those of pages that it has read. */
export interface Known {
  said: ReadonlySet<string>;
  read: ReadonlySet<string>;
}

/** A number, a code or a name with digits tells by itself where it comes from. */
const isTelling = (word: string): boolean =>
  /\d{4}/.test(word) || (word.length > 5 && /\d/.test(word) && /\D/.test(word));

/** @returns whether a text repeats something that is known from the conversation or from pages, however it is encoded */
export function repeats(text: string, { said, read }: Known): boolean {
  return some(text, new Set([...said, ...read]), new Set([...said, ...read]));
}

/** As `repeats`, for what is written for people: it may have ordinary words of the conversation. */
export const tells = (text: string, { said, read }: Known): boolean =>
  some(text, new Set([...said, ...read]), read);

function some(text: string, telling: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  const codes = new Set([...telling].filter(isTelling));
  const lengths = new Set([...codes].map(({ length }) => length).filter(isLongCode));
  return readingsOf(text).some((reading) => {
    const words = wordsOf(reading);
    if (new Set(words.filter((word) => many.has(word))).size >= MANY_WORDS) return true;
    const pieces = reading.match(SPELT)?.map((piece) => wordsOf(piece).join('')) ?? [];
    if ([...words, ...pieces].some((word) => codes.has(word))) return true;
    const letters = words.join('');
    return [...lengths].some((length) => hasPart(letters, length, codes));
  });
}

/** Shorter numbers stand in longer ones by chance. */
const isLongCode = (length: number): boolean => length > 4 && length <= MAX_CODE;
const MAX_CODE = 40;

/** Letter by letter. */
const SPELT = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][^\p{L}\p{N}]+){3,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;

/** A code may be cut into pieces, or stand in a longer word. */
function hasPart(letters: string, length: number, codes: ReadonlySet<string>): boolean {
  for (let at = 0; at + length <= letters.length; at++)
    if (codes.has(letters.slice(at, at + length))) return true;
  return false;
}

/** The words that a session has heard and read, by their source: the conversation, or a site. */
export class KnownWords {
  readonly #said = new Set<string>();
  readonly #sites = new Map<string, Set<string>>();
  /** The words of the titles of tabs: so many are listed at once that they would drive out the pages. */
  readonly #titles = new Map<string, Set<string>>();

  /** What was said in the conversation. */
  hear(text: string): void {
    addWords(this.#said, text);
  }

  /** What a page of that site says. */
  read(site: string, text: string): void {
    addTo(this.#sites, MAX_SOURCES, site, text);
  }

  /** What a tab of that site is called. */
  list(site: string, title: string): void {
    addTo(this.#titles, MAX_TITLED, site, title);
  }

  /** @returns all words but those of the pages of a site */
  except(site: string | null): Known {
    const others = [...this.#sites, ...this.#titles].filter(([source]) => source !== site);
    return { said: this.#said, read: new Set(others.flatMap(([, words]) => [...words])) };
  }

  clear(): void {
    this.#said.clear();
    this.#sites.clear();
    this.#titles.clear();
  }
}

/** The newest source is the last, and the oldest goes first. */
function addTo(sources: Map<string, Set<string>>, most: number, source: string, text: string): void {
  const words = sources.get(source) ?? new Set<string>();
  sources.delete(source);
  sources.set(source, words);
  addWords(words, text);
  if (sources.size > most) sources.delete(sources.keys().next().value!);
}

function addWords(words: Set<string>, text: string): void {
  for (const word of wordsOf(text)) {
    if (words.size >= MAX_WORDS) break;
    if (word.length >= MIN_LETTERS) words.add(word);
  }
}
