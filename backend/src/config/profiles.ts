import type { Stage } from '#protocol';
import type { ProviderChoice } from './config.dto.js';

export const STAGES = ['vad', 'stt', 'llm', 'tts'] as const satisfies Stage[];

/** Chooses a provider by the API keys that are set. */
export const AUTO = 'auto';

/** The settings of a stage in a profile or in the config file. */
export interface StageSettings {
  provider?: string;
  options?: Record<string, unknown>;
  fallbacks?: ProviderChoice[];
  skills?: boolean;
}

export type Profile = { [stage in Stage]?: StageSettings };

/** Profiles that the config may use without defining them. */
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
 * The cloud providers of "auto" in order of preference, each with the variable of its API key. The variables are repeated
 * here so that no provider's file is loaded only to learn its variable.
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

/** @returns the preferred cloud provider whose API key is set, with the embedded one as fallback; else the embedded one */
export function chooseAuto(
  stage: Stage,
  env: NodeJS.ProcessEnv,
): ProviderChoice & { fallbacks: ProviderChoice[] } {
  const embedded = { provider: EMBEDDED[stage], options: {} };
  const [provider] = PREFERRED[stage].find(([, apiKeyEnv]) => env[apiKeyEnv]) ?? [];
  if (provider === undefined) return { ...embedded, fallbacks: [] };
  return { provider, options: {}, fallbacks: [embedded] };
}
