import type { DeepgramSttOptions } from './deepgram-options.js';
import { baseLanguage, deepgramLanguage } from './languages.js';

const AUDIO = { encoding: 'linear16', sample_rate: 16_000 } as const;

export const isFlux = (model: string): boolean => model.startsWith('flux');

/** Nova before 3 has `keywords`, which are fixed when the connection is opened. */
export const takesKeytermUpdates = (model: string): boolean => isFlux(model) || /^nova-3\b/.test(model);

/** The query of v1, with the API's names. */
export function novaQuery(options: DeepgramSttOptions, language: string) {
  return {
    ...AUDIO,
    channels: 1,
    model: options.model,
    language: options.language ?? deepgramLanguage(language),
    interim_results: 'true',
    endpointing: options.endpointingMs,
    punctuate: String(options.punctuate),
    smart_format: String(options.smartFormat),
    numerals: String(options.numerals),
    // Otherwise formatting waits for the rest of a number, which may not come. The SDK has no name for this option.
    ...(options.smartFormat && { queryParams: { no_delay: true } }),
    ...(options.keyterms && { keyterm: options.keyterms }),
  };
}

/** The query of v2. */
export function fluxQuery(options: DeepgramSttOptions, language: string) {
  const isMultilingual = options.model.includes('multi');
  return {
    ...AUDIO,
    model: options.model,
    numerals: String(options.numerals),
    ...(isMultilingual && { language_hint: options.language ?? baseLanguage(language) }),
    ...(options.eagerEotThreshold > 0 && { eager_eot_threshold: options.eagerEotThreshold }),
    ...(options.eotThreshold !== undefined && { eot_threshold: options.eotThreshold }),
    ...(options.eotTimeoutMs !== undefined && { eot_timeout_ms: options.eotTimeoutMs }),
    ...(options.keyterms && { keyterm: options.keyterms }),
  };
}
