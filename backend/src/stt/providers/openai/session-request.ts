import type { RealtimeTranscriptionSessionCreateRequest } from 'openai/resources/realtime/realtime';
import { promptLimits, withTerms } from '../../adapter/prompt-terms.js';
import type { TermLimits } from '../../adapter/page-terms.js';
import type { OpenAiSttOptions } from './openai-options.js';
import { REALTIME_HZ } from './realtime-connection.js';

/** Newer models take several languages and key terms; older ones take one language. */
const TAKES_LANGUAGES = /^gpt-(?:live-)?transcribe/;

/**
 * Older models with a prompt: a list of keywords or free text. `gpt-realtime-whisper` and the one for several speakers
 * take none (openai 7.57's types, read 2026-11-30).
 */
const TAKES_PROMPT = /^(?:whisper-1|gpt-4o(?:-mini)?-transcribe(?!-diarize))/;

/** OpenAI documents no limit of its keywords; as many as in the config. */
const KEYWORD_LIMITS: TermLimits = { count: 100 };

/** The only model that takes a delay, by the comments in the openai package (7.57). */
const TAKES_DELAY = /^gpt-realtime-whisper/;

interface OwnTerms {
  limits: TermLimits;
  own: readonly string[];
}

/** @returns what the model takes of the names of a page, and the terms that it has already; null if it takes none */
export function ownTerms({ model, prompt, keyterms = [] }: OpenAiSttOptions): OwnTerms | null {
  if (TAKES_LANGUAGES.test(model)) return { limits: KEYWORD_LIMITS, own: keyterms };
  return TAKES_PROMPT.test(model) ? { limits: promptLimits(prompt), own: [] } : null;
}

/** @param terms what the recogniser is to know, if it differs from the key terms of the config */
export function sessionRequest(
  { model, language: own, keyterms, prompt: ownPrompt, delay, noiseReduction }: OpenAiSttOptions,
  tag: string,
  terms?: readonly string[],
): RealtimeTranscriptionSessionCreateRequest {
  const language = own ?? tag.split('-')[0]!.toLowerCase();
  const isNew = TAKES_LANGUAGES.test(model);
  const keywords = terms ? [...terms] : keyterms;
  // An empty prompt or list takes back the one before.
  const prompt = isNew || !terms ? ownPrompt || undefined : withTerms(ownPrompt, terms);
  return {
    type: 'transcription',
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: REALTIME_HZ },
        // Earshot decides when speech ends.
        turn_detection: null,
        ...(noiseReduction && { noise_reduction: { type: noiseReduction } }),
        transcription: {
          model,
          ...(isNew ? { languages: [language] } : { language }),
          ...(isNew && keywords && { keywords }),
          ...(prompt !== undefined && { prompt }),
          ...(delay && TAKES_DELAY.test(model) && { delay }),
        },
      },
    },
  };
}
