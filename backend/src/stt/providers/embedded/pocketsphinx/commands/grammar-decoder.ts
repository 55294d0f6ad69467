import { createDecoder } from '../create-decoder.ts';
import type { Pointer, PocketSphinx, Segment } from '../library.ts';
import { GrammarGraph } from './grammar-graph.ts';

/** The phones of the acoustic model. */
export const PHONES: readonly string[] =
  'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(
    ' ',
  );

/** Each phone as a word, so that a search can go from any phone to any other. */
export const PHONE_DICTIONARY = PHONES.map((phone) => `_${phone}_ ${phone}\n`).join('');

/**
 * A closed grammar has few paths, so beams can be wide. Scores are relative to the best of the sounds that are searched:
 * to compute all of them would double the time.
 */
const LANGUAGE_WEIGHT = 6.5;
const OPTIONS: Readonly<Record<string, string>> = {
  lw: String(LANGUAGE_WEIGHT),
  wip: '0.65',
  beam: '1e-60',
  pbeam: '1e-60',
  wbeam: '1e-40',
  maxhmmpf: '-1',
  compallsen: 'no',
  bestpath: 'no',
  silprob: '0.1',
  remove_noise: 'no',
  remove_silence: 'no',
};

const SEARCH = 'commands';

/** A PocketSphinx decoder for one grammar, beside the one that transcribes. */
export class GrammarDecoder {
  readonly #sphinx: PocketSphinx;
  readonly #decoder: Pointer;
  readonly #mean: Pointer;
  readonly #words = new Set<string>();
  #running = false;

  /**
   * @param dictionaryFile has `PHONE_DICTIONARY`
   * @throws Error if the model is missing or broken
   */
  constructor(sphinx: PocketSphinx, modelFolder: string, dictionaryFile: string) {
    const decoder = createDecoder(sphinx, modelFolder, { dict: dictionaryFile, ...OPTIONS });
    this.#sphinx = sphinx;
    this.#decoder = decoder;
    this.#mean = sphinx.cepstralMean(decoder);
  }

  /** How many words were added, which stay for good. */
  get wordCount(): number {
    return this.#words.size;
  }

  /** @param pronunciations of a word, the likeliest first. @throws Error */
  use(
    graph: GrammarGraph,
    words: Iterable<string>,
    pronunciations: (word: string) => readonly string[],
  ): void {
    for (const word of words) {
      const known = this.#words.has(word) ? [] : pronunciations(word);
      if (known.length > 0) this.#words.add(word);
      known.forEach((phones, i) =>
        this.#sphinx.addWord(this.#decoder, i === 0 ? word : `${word}(${i + 1})`, phones, 0),
      );
    }
    graph.use(this.#sphinx, this.#decoder, SEARCH, LANGUAGE_WEIGHT);
    if (this.#sphinx.useSearch(this.#decoder, SEARCH) < 0)
      throw new Error('PocketSphinx cannot use the grammar.');
  }

  begin(mean: Float32Array): void {
    this.#sphinx.setMean(this.#mean, mean);
    if (this.#sphinx.startUtterance(this.#decoder) < 0)
      throw new Error('PocketSphinx cannot start an utterance.');
    this.#running = true;
  }

  push(pcm: Int16Array): void {
    if (pcm.length > 0) this.#sphinx.process(this.#decoder, pcm, pcm.length, 0, 0);
  }

  /** What was heard so far. */
  segments(): Segment[] {
    return this.#sphinx.segments(this.#decoder);
  }

  end(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#sphinx.endUtterance(this.#decoder);
  }

  free(): void {
    this.#sphinx.freeDecoder(this.#decoder);
  }
}

/** A grammar of any phones in any order: how well they fit says how well anything fits. */
export function phoneLoop(): GrammarGraph {
  const graph = new GrammarGraph();
  const phrases = PHONES.map((phone) => ({ words: [`_${phone}_`], weight: 1 }));
  const loop = graph.addState();
  graph.addPhrases(GrammarGraph.START, loop, phrases, 1);
  graph.addPhrases(loop, loop, phrases, 0.9);
  graph.addEmpty(loop, GrammarGraph.FINAL, 0.1);
  return graph;
}
