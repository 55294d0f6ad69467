import type { ProviderRegistry } from '../../providers/provider-definition.js';
import type { Tts } from '../tts.port.js';

/** Every provider by the name that the config uses; its file is loaded when it is chosen. */
export const TTS_PROVIDERS: ProviderRegistry<Tts> = {
  embedded: async () => (await import('./embedded.js')).embeddedTts,
};
