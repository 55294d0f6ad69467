import type { Stage } from '#protocol';
import { keyFromEnv } from '../provider-kit/api-key.js';
import { findDefinition } from '../provider-kit/create-provider.js';
import type { ToolSet } from '../tools/browser-tools.js';
import type { ProviderRegistry } from '../provider-kit/provider-definition.js';
import type { ProviderChoice } from './config.dto.js';
import { REGISTRIES } from './registries.js';

export const STAGES = ['vad', 'stt', 'llm', 'tts'] as const satisfies Stage[];

/** Chooses a provider by the API keys that are set. */
export const AUTO = 'auto';

/** The settings of a stage in a profile or in the config file. */
export interface StageSettings {
  provider?: string;
  options?: Record<string, unknown>;
  fallbacks?: ProviderChoice[];
  skills?: boolean;
  tools?: ToolSet;
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

/** The cloud providers of "auto", in order of preference. */
export const PREFERRED: Record<Stage, readonly string[]> = {
  vad: [],
  stt: ['deepgram', 'assemblyai', 'openai'],
  llm: ['openai', 'anthropic', 'google'],
  tts: ['elevenlabs', 'cartesia', 'deepgram', 'openai'],
};

const EMBEDDED: Record<Stage, string> = { vad: 'silero', stt: 'embedded', llm: 'embedded', tts: 'embedded' };

/** The ends of the names of API key variables. If none is set, no provider file is loaded. */
export const API_KEY_NAME = /_(?:API|TTS)_KEY$/;

/** @returns the preferred cloud provider whose API key is set, with the embedded one as fallback; else the embedded one */
export async function chooseAuto(
  stage: Stage,
  env: NodeJS.ProcessEnv,
): Promise<ProviderChoice & { fallbacks: ProviderChoice[] }> {
  const embedded = { provider: EMBEDDED[stage], options: {} };
  const hasKeys = Object.entries(env).some(([name, value]) => API_KEY_NAME.test(name) && value);
  const registry: ProviderRegistry<unknown> = REGISTRIES[stage];
  for (const provider of hasKeys ? PREFERRED[stage] : []) {
    const definition = await findDefinition(registry, provider);
    if (keyFromEnv(definition, env)) return { provider, options: {}, fallbacks: [embedded] };
  }
  return { ...embedded, fallbacks: [] };
}
