import { LLM_PROVIDERS } from '../llm/providers/index.js';
import { STT_PROVIDERS } from '../stt/providers/index.js';
import { TTS_PROVIDERS } from '../tts/providers/index.js';
import { VAD_PROVIDERS } from '../vad/providers/index.js';

/** The known providers of each stage, by their names in the config. */
export const REGISTRIES = {
  vad: VAD_PROVIDERS,
  stt: STT_PROVIDERS,
  llm: LLM_PROVIDERS,
  tts: TTS_PROVIDERS,
};
