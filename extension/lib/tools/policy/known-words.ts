import { wordsOf } from './spoken-words';

/** Of one page; a longer one is not told apart from others by its rest. */
const MAX_WORDS = 20_000;
const MAX_SOURCES = 20;
/** Shorter words stand everywhere. */
const MIN_LETTERS = 4;
/** So many words of what is known in one address are no coincidence. */
const MANY_WORDS = 3;

/** A number, a code or a name with digits tells by itself where it comes from. */
const isTelling = (word: string): boolean =>
  /\d{4}/.test(word) || (word.length > 5 && /\d/.test(word) && /\D/.test(word));

/** @returns whether a text repeats something that is known from the conversation or from pages */
export function repeats(text: string, known: ReadonlySet<string>): boolean {
  const found = wordsOf(text).filter((word) => known.has(word));
  return found.some(isTelling) || new Set(found).size >= MANY_WORDS;
}

/** The words that a session has heard and read, by their source: the conversation, or a site. */
export class KnownWords {
  readonly #sources = new Map<string, Set<string>>();

  add(source: string, text: string): void {
    const words = this.#sources.get(source) ?? new Set<string>();
    this.#sources.delete(source);
    this.#sources.set(source, words);
    for (const word of wordsOf(text)) {
      if (words.size >= MAX_WORDS) break;
      if (word.length >= MIN_LETTERS) words.add(word);
    }
    if (this.#sources.size > MAX_SOURCES) this.#sources.delete(this.#sources.keys().next().value!);
  }

  /** @returns all words but those that a site has shown itself */
  except(site: string | null): Set<string> {
    const others = [...this.#sources].filter(([source]) => source !== site);
    return new Set(others.flatMap(([, words]) => [...words]));
  }

  clear(): void {
    this.#sources.clear();
  }
}
