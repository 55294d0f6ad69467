import { LLM_PROVIDERS } from '../llm/providers/index.js';
import { STT_PROVIDERS } from '../stt/providers/index.js';
import { TTS_PROVIDERS } from '../tts/providers/index.js';
import { VAD_PROVIDERS } from '../vad/providers/index.js';

/** All providers that there are, by stage. */
export const REGISTRIES = {
  vad: VAD_PROVIDERS,
  stt: STT_PROVIDERS,
  llm: LLM_PROVIDERS,
  tts: TTS_PROVIDERS,
};
