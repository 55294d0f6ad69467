import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCompletely } from '../cache-folder.ts';
import { PHONE_DICTIONARY } from '../commands/grammar-decoder.ts';
import { domainLm } from './domain-lm.ts';
import type { Pointer, PocketSphinx } from '../library.ts';
import type { RecogniserWorkerData } from '../messages.ts';
import { PRONUNCIATIONS } from './pronunciations.ts';
import { frequentWords, selectPronunciations } from './vocabulary.ts';

/** PocketSphinx's default of -logbase: models and decoder must agree on it. */
const LOG_BASE = 1.0001;
/** And its default of -wip. */
const WORD_INSERTION_PROBABILITY = 0.65;
/** ngram_file_type_e: detected from the file; as ARPA text. */
const ANY_FORMAT = 0;
const ARPA_FORMAT = 1;

/** What all decoders of a thread share. */
export interface LanguageModel {
  general: Pointer;
  domain: Pointer;
  dictionaryFile: string;
  /** The dictionary of decoders that get their words later. */
  phonesFile: string;
}

/** Takes about a second the first time, and then 100 ms. @throws Error if a file is missing or broken, TemporaryFilesError */
export function loadLanguageModel(sphinx: PocketSphinx, data: RecogniserWorkerData): LanguageModel {
  const { modelFolder, cacheFolder, tuning } = data;
  const logMath = sphinx.createLogMath(LOG_BASE, 0, 1);
  const read = (file: string, format: number) => {
    const model = sphinx.readModel(null, file, format, logMath);
    if (!model) throw new Error(`PocketSphinx cannot read the language model ${file}.`);
    sphinx.weighModel(model, tuning.languageWeight, WORD_INSERTION_PROBABILITY);
    return model;
  };
  const general = read(join(modelFolder, 'en-us.lm.bin'), ANY_FORMAT);
  const domainFile = cached(join(cacheFolder, 'domain.lm'), () => domainLm(data.sentences.split('\n')));
  const dictionaryFile = cached(join(cacheFolder, 'words.dict'), () => {
    const words = new Set(data.sentences.split(/\s/));
    for (const word of frequentWords(sphinx, general, tuning.vocabularyWords)) words.add(word);
    const dictionary = readFileSync(join(modelFolder, 'cmudict-en-us.dict'), 'utf8');
    return selectPronunciations(dictionary + PRONUNCIATIONS, words);
  });
  const phonesFile = cached(join(cacheFolder, 'phones.dict'), () => PHONE_DICTIONARY);
  return { general, domain: read(domainFile, ARPA_FORMAT), dictionaryFile, phonesFile };
}

/** PocketSphinx only reads files. */
function cached(file: string, make: () => string): string {
  if (existsSync(file)) return file;
  writeCompletely(file, make());
  return file;
}
