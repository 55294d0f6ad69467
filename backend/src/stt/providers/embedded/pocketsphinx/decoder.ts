import type { HeardCommand } from '../../../stt.port.ts';
import { createDecoder } from './create-decoder.ts';
import { toCommand, type Candidate, type CommandRecogniser } from './commands/command-recogniser.ts';
import { Denoiser } from './denoiser.ts';
import type { LanguageModel } from './language-model/language-model.ts';
import type { Pointer, PocketSphinx } from './library.ts';
import type { CepstralMean, RecogniserTuning } from './messages.ts';

const SAMPLES_PER_MS = 16;

/** Audio between two partial results. */
const PARTIAL_EVERY_MS = 100;

/**
 * Speech without a pause is decoded in pieces of this length: PocketSphinx keeps its whole search until the end,
 * and the last passes over it would take seconds.
 */
const MAX_PIECE_MS = 20_000;

/**
 * The mean cepstrum at the start of a session: the rounded mean of speech after RNNoise. PocketSphinx's own (feat.params of
 * en-us) comes from its training data.
 */
const INITIAL_MEAN: readonly number[] = [42, -2, 1, 8, 1, -3, -1, -2, -4, -1, -4, -1, 1];

/** One PocketSphinx decoder with its denoiser: transcribes one segment of speech after another. */
export class Decoder {
  /** The segment that it works on. */
  segment: number | undefined;
  readonly #sphinx: PocketSphinx;
  readonly #decoder: Pointer;
  readonly #denoiser: Denoiser;
  readonly #mean: Pointer;
  #commands: CommandRecogniser | undefined;
  #atPause: HeardCommand | undefined;
  #text = '';
  #partial = '';
  #pieceSamples = 0;
  #sincePartialSamples = 0;

  private constructor(sphinx: PocketSphinx, decoder: Pointer, denoiser: Denoiser) {
    this.#sphinx = sphinx;
    this.#decoder = decoder;
    this.#denoiser = denoiser;
    this.#mean = sphinx.cepstralMean(decoder);
  }

  /** @throws Error if the model is missing or broken */
  static async create(
    sphinx: PocketSphinx,
    language: LanguageModel,
    modelFolder: string,
    tuning: RecogniserTuning,
  ): Promise<Decoder> {
    const decoder = createDecoder(sphinx, modelFolder, {
      dict: language.dictionaryFile,
      lw: String(tuning.languageWeight),
      ...tuning.decoder,
    });
    const { domainWeight } = tuning;
    const mixed = sphinx.mixModels(
      sphinx.config(decoder),
      [language.general, language.domain],
      ['general', 'domain'],
      Float32Array.of(1 - domainWeight, domainWeight),
      2,
    );
    if (!mixed || sphinx.useModel(decoder, 'mixed', mixed) < 0 || sphinx.useSearch(decoder, 'mixed') < 0) {
      throw new Error('PocketSphinx cannot mix the language models.');
    }
    // PocketSphinx keeps its own reference, so ours is released.
    sphinx.freeModel(mixed);
    return new Decoder(sphinx, decoder, await Denoiser.create());
  }

  /** What hears commands about a page in this segment. */
  get commands(): CommandRecogniser | undefined {
    return this.#commands;
  }

  /**
   * @param leadIn audio just before, for the denoiser to settle on
   * @param mean of this speaker, if known
   * @param commands hears commands about a page in the same audio
   */
  begin(
    leadIn: Int16Array,
    mean: CepstralMean = Float32Array.from(INITIAL_MEAN),
    commands?: CommandRecogniser,
  ): void {
    this.#denoiser.reset();
    this.#denoiser.process(leadIn);
    this.#sphinx.setMean(this.#mean, mean);
    this.#text = '';
    this.#partial = '';
    this.#commands = commands;
    this.#atPause = undefined;
    commands?.begin(mean);
    this.#startPiece();
  }

  /** @returns the text so far, if a partial is due and the text changed */
  push(pcm: Int16Array): string | undefined {
    const clean = this.#denoiser.process(pcm);
    if (clean.length > 0) this.#sphinx.process(this.#decoder, clean, clean.length, 0, 0);
    this.#commands?.push(clean);
    this.#pieceSamples += pcm.length;
    this.#sincePartialSamples += pcm.length;
    if (this.#pieceSamples >= MAX_PIECE_MS * SAMPLES_PER_MS) {
      this.#endPiece();
      this.#startPiece();
    }
    // The first words are shown as soon as they are there.
    const everyMs = this.#partial ? PARTIAL_EVERY_MS : 0;
    if (this.#sincePartialSamples < everyMs * SAMPLES_PER_MS) return undefined;
    this.#sincePartialSamples = 0;
    const text = concat(this.#text, this.#sphinx.hypothesis(this.#decoder, null));
    if (text === this.#partial) return undefined;
    this.#partial = text;
    return text;
  }

  /** @returns the command that was said so far; undefined if there is none, or no page */
  command(): HeardCommand | undefined {
    const candidate = this.candidate();
    return candidate && toCommand(candidate);
  }

  /** As `command`, at a pause. One that may go on waits for the end of the segment. */
  commandAtPause(): HeardCommand | undefined {
    const command = this.command();
    this.#atPause = command?.mayGoOn ? undefined : command;
    return this.#atPause;
  }

  /** Whether the last pause has shown that command, too. */
  wasAtPause({ text }: HeardCommand): boolean {
    return this.#atPause?.text === text;
  }

  /** As `command`, with what its confidence is computed from. */
  candidate(): Candidate | undefined {
    // A command is shorter than a piece.
    if (!this.#commands || this.#text !== '') return undefined;
    return this.#commands.candidate(this.#sphinx.segments(this.#decoder));
  }

  /** @returns the text so far, without the last pass over it, and the speaker's mean; `end` has to follow */
  soFar(): { text: string; mean: CepstralMean } {
    return { text: concat(this.#text, this.#sphinx.hypothesis(this.#decoder, null)), mean: this.#getMean() };
  }

  /** @returns the whole text, and the mean for the start of this speaker's next segment */
  end(): { text: string; mean: CepstralMean } {
    this.#commands?.end();
    this.#commands = undefined;
    this.#endPiece();
    return { text: this.#text, mean: this.#getMean() };
  }

  #getMean(): CepstralMean {
    const mean = new Float32Array(INITIAL_MEAN.length);
    this.#sphinx.getMean(this.#mean, mean);
    return mean;
  }

  free(): void {
    this.#commands?.end();
    this.#denoiser.close();
    this.#sphinx.freeDecoder(this.#decoder);
  }

  #startPiece(): void {
    this.#pieceSamples = 0;
    if (this.#sphinx.startUtterance(this.#decoder) < 0)
      throw new Error('PocketSphinx cannot start an utterance.');
  }

  #endPiece(): void {
    if (this.#sphinx.endUtterance(this.#decoder) < 0)
      throw new Error('PocketSphinx cannot end an utterance.');
    this.#text = concat(this.#text, this.#sphinx.hypothesis(this.#decoder, null));
  }
}

const concat = (text: string, more: string | null) => [text, more].filter(Boolean).join(' ');
