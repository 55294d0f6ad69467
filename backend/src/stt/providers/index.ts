import type { Stt } from '../stt.port.js';

export interface SttContext {
  /** What users are expected to say, for recognisers that can be told. */
  sentences: () => string[];
}

/** Makes a provider from the options of the config. @throws RangeError where it does not know them. */
export type SttFactory = (options: Record<string, unknown>, context: SttContext) => Stt | Promise<Stt>;

/** Every provider by name, loaded only when it is chosen. */
export const STT_PROVIDERS: Record<string, SttFactory> = {
  embedded: async (options, { sentences }) =>
    (await import('./embedded.js')).createEmbeddedStt(options, sentences),
};
