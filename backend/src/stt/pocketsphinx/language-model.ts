import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domainLm } from './domain-lm.ts';
import type { Pointer, PocketSphinx } from './library.ts';
import type { RecogniserWorkerData } from './messages.ts';
import { frequentWords, selectPronunciations } from './vocabulary.ts';

/** PocketSphinx's default of -logbase: models and decoder must agree on it. */
const LOG_BASE = 1.0001;
/** And its default of -wip. */
const WORD_INSERTION_PROBABILITY = 0.65;
/** ngram_file_type_e: found out from the file; as ARPA text. */
const ANY_FORMAT = 0;
const ARPA_FORMAT = 1;

/** What all decoders of a thread share. */
export interface LanguageModel {
  general: Pointer;
  domain: Pointer;
  /** The pronunciation dictionary, for as long as `dispose` was not called. */
  dictionaryFile: string;
  /** Frees what is not shared. */
  dispose(): void;
}

/** Takes about half a second. @throws Error where a file is missing or broken. */
export function loadLanguageModel(sphinx: PocketSphinx, data: RecogniserWorkerData): LanguageModel {
  const { modelFolder, tuning } = data;
  const sentences = data.sentences.split('\n');
  const logMath = sphinx.createLogMath(LOG_BASE, 0, 1);
  const read = (file: string, format: number) => {
    const model = sphinx.readModel(null, file, format, logMath);
    if (!model) throw new Error(`PocketSphinx cannot read the language model ${file}.`);
    sphinx.weighModel(model, tuning.languageWeight, WORD_INSERTION_PROBABILITY);
    return model;
  };
  // It reads files only.
  const folder = mkdtempSync(join(tmpdir(), 'earshot-stt-'));
  try {
    const general = read(join(modelFolder, 'en-us.lm.bin'), ANY_FORMAT);
    const domainFile = join(folder, 'domain.lm');
    writeFileSync(domainFile, domainLm(sentences));
    const domain = read(domainFile, ARPA_FORMAT);

    const words = new Set(sentences.flatMap((sentence) => sentence.split(' ')));
    for (const word of frequentWords(sphinx, general, tuning.vocabularyWords)) words.add(word);
    const dictionaryFile = join(folder, 'words.dict');
    const dictionary = readFileSync(join(modelFolder, 'cmudict-en-us.dict'), 'utf8');
    writeFileSync(dictionaryFile, selectPronunciations(dictionary, words));
    return {
      general,
      domain,
      dictionaryFile,
      dispose: () => rmSync(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
