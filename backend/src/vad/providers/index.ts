import type { Vad } from '../vad.port.js';

/** Makes a provider from the options of the config. @throws RangeError where it does not know them. */
export type VadFactory = (options: Record<string, unknown>) => Vad | Promise<Vad>;

/** Every provider by name, loaded only when it is chosen. */
export const VAD_PROVIDERS: Record<string, VadFactory> = {
  silero: async (options) => (await import('./silero.js')).createSileroVad(options),
};
