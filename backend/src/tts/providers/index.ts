import type { ProviderRegistry } from '../../providers/provider-definition.js';
import type { Tts } from '../tts.port.js';

/** Every provider by the name that the config uses; its file is loaded when it is chosen. */
export const TTS_PROVIDERS: ProviderRegistry<Tts> = {
  elevenlabs: async () => (await import('./elevenlabs.js')).elevenLabsTts,
  openai: async () => (await import('./openai.js')).openAiTts,
  deepgram: async () => (await import('./deepgram.js')).deepgramTts,
  cartesia: async () => (await import('./cartesia.js')).cartesiaTts,
  'openai-compatible': async () => (await import('./openai-compatible.js')).openAiCompatibleTts,
  embedded: async () => (await import('./embedded.js')).embeddedTts,
};
