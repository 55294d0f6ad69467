import type { ProviderRegistry } from '../../provider-kit/provider-definition.js';
import type { Llm } from '../llm.port.js';

/** Every provider by its name in the config; a provider's file is loaded when it is chosen. */
export const LLM_PROVIDERS: ProviderRegistry<Llm> = {
  embedded: async () => (await import('./embedded/embedded.js')).embeddedLlm,
  skills: async () => (await import('./skills/no-model-llm.js')).skillsLlm,
  openai: async () => (await import('./openai/openai.js')).openAiLlm,
  anthropic: async () => (await import('./anthropic/anthropic.js')).anthropicLlm,
  google: async () => (await import('./google/google.js')).googleLlm,
};
