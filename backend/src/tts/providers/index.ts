import type { Tts } from '../tts.port.js';

/** Makes a provider from the options of the config. @throws RangeError where it does not know them. */
export type TtsFactory = (options: Record<string, unknown>) => Tts | Promise<Tts>;

/** Every provider by name, loaded only when it is chosen. */
export const TTS_PROVIDERS: Record<string, TtsFactory> = {
  embedded: async (options) => (await import('./embedded.js')).createEmbeddedTts(options),
};
