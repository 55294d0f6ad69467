import type { ProviderRegistry } from '../../provider-kit/provider-definition.js';
import type { Vad } from '../vad.port.js';

/** Every provider by its name in the config; a provider's file is loaded when it is chosen. */
export const VAD_PROVIDERS: ProviderRegistry<Vad> = {
  silero: async () => (await import('./silero/silero.js')).sileroVad,
};
