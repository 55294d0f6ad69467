import { readFileSync } from 'node:fs';

const NEW_LINE = 0x0a;

/** CMU's pronunciation dictionary, as the model brings it: 130,000 words, sorted. Searched in the bytes of its file, 3 MB. */
export class PronunciationDictionary {
  readonly #bytes: Buffer;

  /** @throws Error if the file cannot be read */
  constructor(file: string) {
    this.#bytes = readFileSync(file);
  }

  has(word: string): boolean {
    return this.lookUp(word).length > 0;
  }

  /** @returns the pronunciations as phones with spaces, the likeliest first; none of an unknown word */
  lookUp(word: string): string[] {
    const found: string[] = [];
    for (let entry = word; ; entry = `${word}(${found.length + 1})`) {
      const phones = this.#find(entry);
      if (phones === undefined) return found;
      found.push(phones);
    }
  }

  #find(entry: string): string | undefined {
    const wanted = Buffer.from(`${entry} `, 'latin1');
    let [low, high] = [0, this.#bytes.length];
    while (low < high) {
      const start = this.#bytes.lastIndexOf(NEW_LINE, Math.max(low, (low + high) >> 1) - 1) + 1;
      const from = Math.max(start, low);
      const end = this.#endOfLine(from);
      const order = this.#bytes.compare(wanted, 0, wanted.length, from, Math.min(end, from + wanted.length));
      if (order === 0) return this.#bytes.toString('latin1', from + wanted.length, end).trimEnd();
      if (order > 0) high = from;
      else low = end + 1;
    }
    return undefined;
  }

  #endOfLine(from: number): number {
    const end = this.#bytes.indexOf(NEW_LINE, from);
    return end < 0 ? this.#bytes.length : end;
  }
}
