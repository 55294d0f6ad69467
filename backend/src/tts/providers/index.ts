import type { ProviderRegistry } from '../../provider-kit/provider-definition.js';
import type { Tts } from '../tts.port.js';

/** Every provider by its name in the config; a provider's file is loaded when it is chosen. */
export const TTS_PROVIDERS: ProviderRegistry<Tts> = {
  elevenlabs: async () => (await import('./elevenlabs/elevenlabs.js')).elevenLabsTts,
  openai: async () => (await import('./openai/openai.js')).openAiTts,
  deepgram: async () => (await import('./deepgram/deepgram.js')).deepgramTts,
  cartesia: async () => (await import('./cartesia/cartesia.js')).cartesiaTts,
  'openai-compatible': async () =>
    (await import('./openai-compatible/openai-compatible.js')).openAiCompatibleTts,
  embedded: async () => (await import('./embedded/embedded.js')).embeddedTts,
};
