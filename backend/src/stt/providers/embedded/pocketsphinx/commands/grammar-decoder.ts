import { join } from 'node:path';
import type { Pointer, PocketSphinx, Segment } from '../library.ts';
import { isSpoken } from './command-features.ts';
import { GrammarGraph } from './grammar-graph.ts';

/** The phones of the acoustic model. */
export const PHONES: readonly string[] =
  'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(
    ' ',
  );

/** Each phone as a word, so that a search can go from any phone to any other. */
export const PHONE_DICTIONARY = PHONES.map((phone) => `_${phone}_ ${phone}\n`).join('');

/** As in the trial: a closed grammar has few paths, so beams can be wide. */
const LANGUAGE_WEIGHT = 6.5;
const OPTIONS: Readonly<Record<string, string>> = {
  lw: String(LANGUAGE_WEIGHT),
  wip: '0.65',
  beam: '1e-60',
  pbeam: '1e-60',
  wbeam: '1e-40',
  maxhmmpf: '-1',
  compallsen: 'yes',
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
  constructor(
    sphinx: PocketSphinx,
    modelFolder: string,
    dictionaryFile: string,
    more: Record<string, string> = {},
  ) {
    const options = { hmm: join(modelFolder, 'en-us'), dict: dictionaryFile, ...OPTIONS, ...more };
    const args = ['earshot', ...Object.entries(options).flatMap(([name, value]) => [`-${name}`, value])];
    const config = sphinx.parseArgs(null, sphinx.defaultArgs(), args.length, args, 1);
    if (!config) throw new Error(`PocketSphinx does not understand ${args.join(' ')}.`);
    const decoder = sphinx.createDecoder(config);
    sphinx.freeConfig(config);
    if (!decoder) throw new Error(`PocketSphinx cannot load the acoustic model in ${modelFolder}.`);
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
      if (this.#words.has(word)) continue;
      this.#words.add(word);
      pronunciations(word).forEach((phones, i) =>
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

export const spokenOf = (segments: readonly Segment[]): Segment[] =>
  segments.filter(({ word }) => isSpoken(word));
