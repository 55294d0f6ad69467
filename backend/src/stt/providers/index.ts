import type { ProviderRegistry } from '../../providers/provider-definition.js';
import type { Stt } from '../stt.port.js';

/** Every provider by the name that the config uses; its file is loaded when it is chosen. */
export const STT_PROVIDERS: ProviderRegistry<Stt> = {
  deepgram: async () => (await import('./deepgram.js')).deepgramStt,
  openai: async () => (await import('./openai.js')).openAiStt,
  assemblyai: async () => (await import('./assemblyai.js')).assemblyAiStt,
  'openai-compatible': async () => (await import('./openai-compatible.js')).openAiCompatibleStt,
  embedded: async () => (await import('./embedded.js')).embeddedStt,
};
