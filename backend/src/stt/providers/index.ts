import type { ProviderRegistry } from '../../provider-kit/provider-definition.js';
import type { Stt } from '../stt.port.js';

/** Every provider by its name in the config; a provider's file is loaded when it is chosen. */
export const STT_PROVIDERS: ProviderRegistry<Stt> = {
  deepgram: async () => (await import('./deepgram/deepgram.js')).deepgramStt,
  openai: async () => (await import('./openai/openai.js')).openAiStt,
  assemblyai: async () => (await import('./assemblyai/assemblyai.js')).assemblyAiStt,
  'openai-compatible': async () =>
    (await import('./openai-compatible/openai-compatible.js')).openAiCompatibleStt,
  embedded: async () => (await import('./embedded/embedded.js')).embeddedStt,
};
