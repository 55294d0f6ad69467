import type { Stage } from '#protocol';
import type { ProviderChoice } from './config.dto.js';

export const STAGES = ['vad', 'stt', 'llm', 'tts'] as const satisfies Stage[];

/** A stage whose provider is chosen by what is there. */
export const AUTO = 'auto';

/** A stage as a profile or the file states it: all of it is optional. */
export interface StageSettings {
  provider?: string;
  options?: Record<string, unknown>;
  fallbacks?: ProviderChoice[];
  skills?: boolean;
}

export type Profile = { [stage in Stage]?: StageSettings };

/** Names that the config may use without defining them. */
export const BUILT_IN_PROFILES: Record<string, Profile> = {
  auto: {},
  cloud: {
    stt: { provider: 'deepgram' },
    llm: { provider: 'openai' },
    tts: { provider: 'elevenlabs' },
  },
  embedded: {
    stt: { provider: 'embedded' },
    llm: { provider: 'embedded' },
    tts: { provider: 'embedded' },
  },
};

/**
 * In the cloud, the preferred one first, each with the variable of its key; without any of them the stage stays on this
 * computer. The keys are named here too so that no provider's file is loaded only to learn that it is not wanted.
 */
export const PREFERRED: Record<Stage, readonly (readonly [provider: string, apiKeyEnv: string])[]> = {
  vad: [],
  stt: [
    ['deepgram', 'DEEPGRAM_API_KEY'],
    ['assemblyai', 'ASSEMBLYAI_API_KEY'],
    ['openai', 'OPENAI_API_KEY'],
  ],
  llm: [
    ['openai', 'OPENAI_API_KEY'],
    ['anthropic', 'ANTHROPIC_API_KEY'],
    ['google', 'GEMINI_API_KEY'],
  ],
  tts: [
    ['elevenlabs', 'ELEVENLABS_API_KEY'],
    ['cartesia', 'CARTESIA_API_KEY'],
    ['deepgram', 'DEEPGRAM_API_KEY'],
    ['openai', 'OPENAI_API_KEY'],
  ],
};

const EMBEDDED: Record<Stage, string> = { vad: 'silero', stt: 'embedded', llm: 'embedded', tts: 'embedded' };

/** The cloud provider whose key is set, with the embedded one to stand in for it; otherwise the embedded one. */
export function chooseAuto(
  stage: Stage,
  env: NodeJS.ProcessEnv,
): ProviderChoice & { fallbacks: ProviderChoice[] } {
  const embedded = { provider: EMBEDDED[stage], options: {} };
  const [provider] = PREFERRED[stage].find(([, apiKeyEnv]) => env[apiKeyEnv]) ?? [];
  if (provider === undefined) return { ...embedded, fallbacks: [] };
  return { provider, options: {}, fallbacks: [embedded] };
}
