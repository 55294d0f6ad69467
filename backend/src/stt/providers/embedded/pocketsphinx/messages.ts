/** Messages between the pool and its threads. */
import type { HeardCommand, PagePhrases } from '../../../stt.port.ts';

export interface RecogniserTuning {
  /** Share of the domain model in the language model, 0 to 1; the rest is the general one. */
  domainWeight: number;
  /** How many of the general model's most frequent words are known, besides the domain's. */
  vocabularyWords: number;
  /** The weight of the language model against the sound, as a power. */
  languageWeight: number;
  /** Options of PocketSphinx, without the dash; see pocketsphinx_continuous(1). */
  decoder: Record<string, string>;
}

export interface RecogniserWorkerData {
  /** The domain's sentences, one per line: one long string is quick to send. See `domainLm`. */
  sentences: string;
  /** The folder for the files made from them: the first thread writes them, the others read them. */
  cacheFolder: string;
  libraries: Libraries;
  modelFolder: string;
  tuning: RecogniserTuning;
}

export interface Libraries {
  sphinxbase: string;
  pocketsphinx: string;
}

/** The mean cepstrum of a speaker and a room, if known; it makes one speaker look like the next. */
export type CepstralMean = Float32Array;

export type ToWorker =
  /** What a session's user may say about the page, from the next segment on; nothing if it has no names and numbers. */
  | { type: 'page'; session: number; phrases: PagePhrases }
  /** The session is over. */
  | { type: 'forget'; session: number }
  /** `leadIn`: audio just before, for the denoiser to settle on; not transcribed. 16 kHz mono, as is all audio. */
  | { type: 'begin'; id: number; session: number; leadIn: Int16Array; mean?: CepstralMean }
  | { type: 'audio'; id: number; pcm: Int16Array }
  /** Whether a command was said so far? */
  | { type: 'pause'; id: number }
  /** `isCommand`: the speech was the command that a pause has shown, so its words need no last pass. */
  | { type: 'end'; id: number; isCommand?: boolean }
  /** As `end`, but the text is not used. */
  | { type: 'cancel'; id: number }
  | { type: 'close' };

export type FromWorker =
  | { type: 'ready' }
  /** It cannot start. */
  | { type: 'unavailable'; reason: 'not_installed' | 'no_temporary_files' | 'broken'; detail: string }
  /** How much audio of a segment is decoded, which tells the pool how far behind the thread is. */
  | { type: 'decoded'; id: number; samples: number }
  | { type: 'partial'; id: number; text: string }
  /** The answer to `pause`, if a whole command was said. */
  | { type: 'command'; id: number; command: HeardCommand }
  /** The answer to `end` and `cancel`: the decoder is free again. */
  | { type: 'final'; id: number; text: string; mean: CepstralMean; command?: HeardCommand | undefined }
  /** Commands about a page are not heard. */
  | { type: 'page_failed'; detail: string }
  /** The segment is lost; the decoder is free again. */
  | { type: 'failed'; id: number; detail: string };
