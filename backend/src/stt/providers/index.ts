import type { ProviderRegistry } from '../../providers/provider-definition.js';
import type { Stt } from '../stt.port.js';

/** Every provider by the name that the config uses; its file is loaded when it is chosen. */
export const STT_PROVIDERS: ProviderRegistry<Stt> = {
  embedded: async () => (await import('./embedded.js')).embeddedStt,
};
