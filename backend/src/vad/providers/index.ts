import type { Type } from '@nestjs/common';
import type { Vad } from '../vad.port.js';

/** Every voice activity detector, by the name that the config uses; loaded only when chosen. */
export const VAD_PROVIDERS: Record<string, () => Promise<Type<Vad>>> = {
  silero: async () => (await import('./silero.js')).SileroVad,
};
