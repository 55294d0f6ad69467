import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** flite's phones that CMU's dictionary writes otherwise; the others only differ in case. */
const PHONES: Readonly<Record<string, string>> = {
  ax: 'AH',
  axr: 'ER',
  dx: 'T',
  el: 'AH L',
  em: 'AH M',
  en: 'AH N',
  hv: 'HH',
  ix: 'IH',
  nx: 'N',
};
const PAUSE = 'pau';

/** A page of unknown words takes a second, and the next page has others. */
const MAX_WORDS_AT_ONCE = 60;
/** Longer words are addresses and codes. */
const MAX_WORD_CHARS = 24;
const MAX_KNOWN = 2_000;

/** How words sound that no dictionary has, by the letter-to-sound rules of flite. */
export class LetterToSound {
  /** Oldest first. */
  readonly #known = new Map<string, string>();
  readonly #start: () => Worker;
  /** The newest call. */
  #last: Promise<boolean> = Promise.resolve(false);

  /** @param start starts the thread: it answers each word with flite's phones */
  constructor(start = startFlite) {
    this.#start = start;
  }

  /** @returns the phones of CMU's dictionary with spaces; undefined if the word was not pronounced */
  of(word: string): string | undefined {
    return this.#known.get(word);
  }

  /**
   * Pronounces words, about 10 ms each, in a thread that ends afterwards, because flite leaves 30 MB of garbage and would block
   * this thread. Calls wait for each other.
   * @param words lower case
   * @param isWanted asked before each word
   * @returns whether a word was pronounced
   * @throws Error if the thread fails or ends
   */
  pronounce(words: Iterable<string>, isWanted: () => boolean): Promise<boolean> {
    const result = this.#last.then(() => this.#pronounce(words, isWanted));
    this.#last = result.catch(() => false);
    return result;
  }

  async #pronounce(words: Iterable<string>, isWanted: () => boolean): Promise<boolean> {
    const unknown = [...words].filter((word) => !this.#known.has(word) && word.length <= MAX_WORD_CHARS);
    if (unknown.length === 0 || !isWanted()) return false;
    const flite = this.#start();
    const ended = endOf(flite);
    // It may end where no word waits for it.
    ended.catch(() => undefined);
    try {
      let isAny = false;
      for (const word of unknown.slice(0, MAX_WORDS_AT_ONCE)) {
        if (!isWanted()) break;
        const phones = await Promise.race([pronounced(flite, word), ended]);
        this.#add(word, phones);
        isAny ||= phones !== '';
      }
      return isAny;
    } finally {
      await flite.terminate();
    }
  }

  #add(word: string, phones: string): void {
    this.#known.set(word, phones);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_KNOWN) return;
      this.#known.delete(oldest);
    }
  }
}

function startFlite(): Worker {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  // Flags of this process, such as a test runner's loaders, would break the thread.
  return new Worker(new URL(`./letter-to-sound.worker${extension}`, import.meta.url), { execArgv: [] });
}

/** Rejects when the thread ends, with its error if it has one. */
async function endOf(flite: Worker): Promise<never> {
  // Listens for `error`, too, which would end this thread otherwise.
  const [code] = (await once(flite, 'exit')) as [number];
  throw new Error(`The thread that pronounces words has ended with code ${code}.`);
}

/** @returns '' if flite cannot pronounce the word */
async function pronounced(flite: Worker, word: string): Promise<string> {
  const reply = once(flite, 'message') as Promise<[string[]]>;
  flite.postMessage(word);
  const [phones] = await reply;
  const spoken = phones.filter((phone) => phone !== PAUSE && phone !== '');
  return spoken.map((phone) => PHONES[phone] ?? phone.toUpperCase()).join(' ');
}
