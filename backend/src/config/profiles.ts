import type { Stage } from '#protocol';
import { findDefinition } from '../providers/create-provider.js';
import type { ProviderRegistry } from '../providers/provider-definition.js';
import { REGISTRIES } from '../providers/registries.js';
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

/** In the cloud, the preferred one first; without any of their keys, the stage stays on this computer. */
const PREFERRED: Record<Stage, readonly string[]> = {
  vad: [],
  stt: ['deepgram', 'assemblyai', 'openai'],
  llm: ['openai', 'anthropic', 'google'],
  tts: ['elevenlabs', 'cartesia', 'deepgram', 'openai'],
};

const EMBEDDED: Record<Stage, string> = { vad: 'silero', stt: 'embedded', llm: 'embedded', tts: 'embedded' };

/** The cloud provider whose key is set, with the embedded one to stand in for it; otherwise the embedded one. */
export async function chooseAuto(
  stage: Stage,
  env: NodeJS.ProcessEnv,
  registry: ProviderRegistry<unknown> = REGISTRIES[stage],
): Promise<ProviderChoice & { fallbacks: ProviderChoice[] }> {
  const embedded = { provider: EMBEDDED[stage], options: {} };
  for (const provider of PREFERRED[stage].filter((name) => Object.hasOwn(registry, name))) {
    const { apiKeyEnv } = await findDefinition(registry, provider);
    if (apiKeyEnv && env[apiKeyEnv]) return { provider, options: {}, fallbacks: [embedded] };
  }
  return { ...embedded, fallbacks: [] };
}
