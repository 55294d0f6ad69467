import type { HeardCommand } from '../../../../stt.port.ts';
import type { PocketSphinx, Segment } from '../library.ts';
import { featuresOf, isSpoken, plain, type Features, type GrammarSounds } from './command-features.ts';
import type { Meaning } from './command-grammar.ts';
import { confidenceOf } from './confidence.ts';
import { GrammarDecoder, phoneLoop } from './grammar-decoder.ts';
import type { PageGrammar, Pronunciations } from './page-grammar.ts';

const SAMPLES_PER_FRAME = 160;

/** Longer speech is no command: the longest one of a page takes about six seconds. */
const MAX_COMMAND_SAMPLES = 8 * 16_000;

/** Words stay in a decoder for good: 10,000 pages must not fill it. */
const MAX_WORDS = 5_000;

/** A sentence of the grammar with what tells whether it was said. */
export interface Candidate {
  meaning: Meaning;
  features: Features;
}

/** @returns the command, with the probability that it was said */
export const toCommand = ({ meaning: { text, target }, features }: Candidate): HeardCommand => ({
  text,
  target,
  confidence: confidenceOf(features),
});

/** Hears commands about a page, beside the decoder that transcribes: by the page's grammar, and by a loop of phones to compare with. */
export class CommandRecogniser {
  /** Whether a segment is being decoded. */
  isBusy = false;
  readonly #createDecoder: () => GrammarDecoder;
  readonly #pronunciations: Pronunciations;
  #commands: GrammarDecoder;
  readonly #phones: GrammarDecoder;
  #page: PageGrammar | undefined;
  #samples = 0;

  /** @param dictionaryFile has `PHONE_DICTIONARY`. @throws Error if the model is missing or broken */
  constructor(
    sphinx: PocketSphinx,
    modelFolder: string,
    dictionaryFile: string,
    pronunciations: Pronunciations,
  ) {
    this.#createDecoder = () => new GrammarDecoder(sphinx, modelFolder, dictionaryFile);
    this.#pronunciations = pronunciations;
    this.#commands = this.#createDecoder();
    this.#phones = this.#createDecoder();
    this.#phones.use(phoneLoop(), [], () => []);
  }

  /** The page that it hears commands about. */
  get page(): PageGrammar | undefined {
    return this.#page;
  }

  /** Takes the grammar of another page, in 5 to 15 ms. Only between segments. @throws Error if PocketSphinx refuses it */
  use(page: PageGrammar): void {
    if (page === this.#page) return;
    this.#page = undefined;
    if (this.#commands.wordCount > MAX_WORDS) {
      this.#commands.free();
      this.#commands = this.#createDecoder();
    }
    const { graph, words } = page.grammar;
    this.#commands.use(graph, words, this.#pronunciations.of);
    this.#page = page;
  }

  /** @param mean of the speaker */
  begin(mean: Float32Array): void {
    this.isBusy = true;
    this.#samples = 0;
    this.#commands.begin(mean);
    this.#phones.begin(mean);
  }

  /** @param pcm the same audio as the decoder that transcribes gets */
  push(pcm: Int16Array): void {
    this.#samples += pcm.length;
    if (!this.#mayBeCommand) return;
    this.#commands.push(pcm);
    this.#phones.push(pcm);
  }

  /** @param first what the decoder that transcribes has found so far. @returns undefined if no whole command was said */
  candidate(first: readonly Segment[]): Candidate | undefined {
    if (!this.#mayBeCommand || !this.#page) return undefined;
    const words = this.#commands.segments().filter(({ word }) => isSpoken(word));
    const meaning = this.#page.grammar.meaningOf(words.map(({ word }) => plain(word)));
    if (!meaning) return undefined;
    const heard = { words, loop: this.#phones.segments(), first, frames: this.#samples / SAMPLES_PER_FRAME };
    return { meaning, features: featuresOf(heard, meaning, this.#sounds(this.#page)) };
  }

  end(): void {
    this.isBusy = false;
    this.#commands.end();
    this.#phones.end();
  }

  free(): void {
    this.#commands.free();
    this.#phones.free();
  }

  #sounds({ grammar }: PageGrammar): GrammarSounds {
    const phonesOf = (word: string) => this.#pronunciations.phonesOf(word);
    return {
      phonesOf,
      *others(meaning) {
        for (const words of grammar.otherNames(meaning)) yield words.flatMap(phonesOf);
      },
    };
  }

  get #mayBeCommand(): boolean {
    return this.#samples <= MAX_COMMAND_SAMPLES;
  }
}
