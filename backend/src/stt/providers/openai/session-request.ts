import type { RealtimeTranscriptionSessionCreateRequest } from 'openai/resources/realtime/realtime';
import type { OpenAiSttOptions } from './openai-options.js';
import { REALTIME_HZ } from './realtime-connection.js';

/** Newer models take several languages and key terms; older ones take one language. */
const TAKES_LANGUAGES = /^gpt-(?:live-)?transcribe/;

/** The only model that takes a delay, by the comments in the openai package (7.57). */
const TAKES_DELAY = /^gpt-realtime-whisper/;

export function sessionRequest(
  { model, language: own, keyterms, prompt, delay, noiseReduction }: OpenAiSttOptions,
  tag: string,
): RealtimeTranscriptionSessionCreateRequest {
  const language = own ?? tag.split('-')[0]!.toLowerCase();
  const isNew = TAKES_LANGUAGES.test(model);
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
          ...(isNew && keyterms && { keywords: keyterms }),
          ...(prompt && { prompt }),
          ...(delay && TAKES_DELAY.test(model) && { delay }),
        },
      },
    },
  };
}
