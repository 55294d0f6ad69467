/** Messages between the pool and its threads. */

export interface RecogniserTuning {
  /** Share of the domain model in the language model, 0 to 1; the rest is the general one. */
  domainWeight: number;
  /** How many of the general model's words are known, the most frequent ones. The domain's come on top. */
  vocabularyWords: number;
  /** How much the language model counts against the sound, as a power. */
  languageWeight: number;
  /** Options of PocketSphinx, without the dash; see pocketsphinx_continuous(1). */
  decoder: Record<string, string>;
}

export interface RecogniserWorkerData {
  /** Of the domain, one a line: one long string is quick to hand over. See `domainLm`. */
  sentences: string;
  /** Where what was made of them is kept: the first thread makes it, the next ones find it. */
  cacheFolder: string;
  libraries: Libraries;
  modelFolder: string;
  tuning: RecogniserTuning;
}

export interface Libraries {
  sphinxbase: string;
  pocketsphinx: string;
}

/** A speaker's and a room's mean cepstrum, as far as known: what makes one voice look like the next. */
export type CepstralMean = Float32Array;

export type ToWorker =
  /** `leadIn`: audio just before, for the denoiser to settle on; not transcribed. 16 kHz mono, as is all audio. */
  | { type: 'begin'; id: number; leadIn: Int16Array; mean?: CepstralMean }
  | { type: 'audio'; id: number; pcm: Int16Array }
  | { type: 'end'; id: number }
  /** As `end`, but the text is not used. */
  | { type: 'cancel'; id: number }
  | { type: 'close' };

export type FromWorker =
  | { type: 'ready' }
  /** It cannot start. */
  | { type: 'unavailable'; reason: 'not_installed' | 'broken'; detail: string }
  /** Audio of a segment that has been decoded, so that the pool can see how far behind it is. */
  | { type: 'decoded'; id: number; samples: number }
  | { type: 'partial'; id: number; text: string }
  /** The answer to `end` and `cancel`: the decoder is free again. */
  | { type: 'final'; id: number; text: string; mean: CepstralMean }
  /** The segment is lost; the decoder is free again. */
  | { type: 'failed'; id: number; detail: string };
