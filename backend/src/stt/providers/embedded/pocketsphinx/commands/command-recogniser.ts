import type { HeardCommand } from '../../../../stt.port.ts';
import type { PocketSphinx, Segment } from '../library.ts';
import { featuresOf, isSpoken, plain, type Features, type GrammarSounds } from './command-features.ts';
import type { Meaning } from './command-grammar.ts';
import { confidenceOf } from './confidence.ts';
import { GrammarDecoder, phoneLoop } from './grammar-decoder.ts';
import { NoiseFloor } from './noise-floor.ts';
import type { PageGrammar, Pronunciations } from './page-grammar.ts';

/** Longer speech is no command: the longest one of a page takes about six seconds. */
const MAX_COMMAND_SAMPLES = 8 * 16_000;

/** Decoded at once: three decoders that take turns at each frame push each other out of the processor's cache. */
const BATCH_SAMPLES = 128 * 16;

/** Words stay in a decoder for good: 10,000 pages must not fill it. */
const MAX_WORDS = 5_000;

/** A sentence of the grammar with what tells whether it was said. */
export interface Candidate {
  meaning: Meaning;
  features: Features;
}

/**
 * @returns the command, with the probability that it was said; undefined for one without a name that the first pass has not
 * heard, too: it knows the words of all of them, and a yes that was not said would carry something out
 */
export function toCommand({ meaning, features }: Candidate): HeardCommand | undefined {
  const hasName = meaning.kind !== 'command' && meaning.kind !== 'answer';
  const agrees = features.sameWords === 1;
  if (!hasName && !agrees) return undefined;
  const { text, target, mayGoOn } = meaning;
  const confidence = confidenceOf(features);
  return { text, target, confidence, ...(agrees && { agrees }), ...(mayGoOn && { mayGoOn }) };
}

/**
 * Hears commands about a page, beside the decoder that transcribes: by the page's grammar, and by a loop of phones to compare
 * with. If it fails, it hears nothing any more, and what is said is only transcribed.
 */
export class CommandRecogniser {
  /** Whether a segment is being decoded. */
  isBusy = false;
  readonly #createDecoder: () => GrammarDecoder;
  readonly #pronunciations: Pronunciations;
  #commands: GrammarDecoder;
  readonly #phones: GrammarDecoder;
  readonly #noise = new NoiseFloor();
  readonly #onFailure: (error: Error) => void;
  #isBroken = false;
  #page: PageGrammar | undefined;
  #samples = 0;
  /** Audio that is not decoded yet. */
  #batch: Int16Array[] = [];
  #batchSamples = 0;

  /** @param dictionaryFile has `PHONE_DICTIONARY`. @throws Error if the model is missing or broken */
  constructor(
    sphinx: PocketSphinx,
    modelFolder: string,
    dictionaryFile: string,
    pronunciations: Pronunciations,
    onFailure: (error: Error) => void,
  ) {
    this.#onFailure = onFailure;
    this.#createDecoder = () => new GrammarDecoder(sphinx, modelFolder, dictionaryFile);
    this.#pronunciations = pronunciations;
    this.#commands = this.#createDecoder();
    try {
      this.#phones = this.#createDecoder();
    } catch (error) {
      this.#commands.free();
      throw error;
    }
    this.#phones.use(phoneLoop(), [], () => []);
  }

  /** It cannot be used any more. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Takes the grammar of another page, in 5 to 15 ms. Only between segments. @throws Error if PocketSphinx refuses it */
  use(page: PageGrammar): void {
    if (page === this.#page) return;
    this.#page = undefined;
    if (this.#commands.wordCount > MAX_WORDS) {
      const full = this.#commands;
      this.#commands = this.#createDecoder();
      full.free();
    }
    const { graph, words } = page.grammar;
    this.#commands.use(graph, words, this.#pronunciations.of);
    this.#page = page;
  }

  /** @param mean of the speaker */
  begin(mean: Float32Array): void {
    this.isBusy = true;
    this.#samples = 0;
    this.#noise.reset();
    this.#clearBatch();
    this.#guard(() => {
      this.#commands.begin(mean);
      this.#phones.begin(mean);
    });
  }

  /** @param pcm the same audio as the decoder that transcribes gets */
  push(pcm: Int16Array): void {
    this.#samples += pcm.length;
    if (!this.#mayBeCommand) return this.#clearBatch();
    this.#batch.push(this.#noise.add(pcm));
    this.#batchSamples += pcm.length;
    if (this.#batchSamples >= BATCH_SAMPLES) this.#guard(() => this.#decode());
  }

  /** @param first what the decoder that transcribes has found so far. @returns undefined if no whole command was said */
  candidate(first: readonly Segment[]): Candidate | undefined {
    return this.#guard(() => this.#candidate(first));
  }

  end(): void {
    this.isBusy = false;
    this.#guard(() => {
      this.#commands.end();
      this.#phones.end();
    });
  }

  free(): void {
    this.#commands.free();
    this.#phones.free();
  }

  #candidate(first: readonly Segment[]): Candidate | undefined {
    if (!this.#mayBeCommand || !this.#page) return undefined;
    this.#decode();
    const words = this.#commands.segments().filter(({ word }) => isSpoken(word));
    const meaning = this.#page.grammar.meaningOf(words.map(({ word }) => plain(word)));
    if (!meaning) return undefined;
    const heard = { words, loop: this.#phones.segments(), first };
    return { meaning, features: featuresOf(heard, meaning, this.#sounds(this.#page)) };
  }

  #guard<T>(run: () => T): T | undefined {
    if (this.#isBroken) return undefined;
    try {
      return run();
    } catch (error) {
      this.#isBroken = true;
      this.#onFailure(error as Error);
      return undefined;
    }
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

  #decode(): void {
    for (const pcm of this.#batch) this.#commands.push(pcm);
    for (const pcm of this.#batch) this.#phones.push(pcm);
    this.#clearBatch();
  }

  #clearBatch(): void {
    this.#batch = [];
    this.#batchSamples = 0;
  }

  get #mayBeCommand(): boolean {
    return this.#samples <= MAX_COMMAND_SAMPLES;
  }
}
