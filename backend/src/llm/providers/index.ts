import type { Llm } from '../llm.port.js';

/** Makes a provider from the options of the config. @throws RangeError where it does not know them. */
export type LlmFactory = (options: Record<string, unknown>) => Promise<Llm>;

/** Every language model provider, by the name that the config uses; loaded only when chosen. */
export const LLM_PROVIDERS: Record<string, LlmFactory> = {
  auto: async (options) => (await import('./auto.js')).createAutoLlm(options),
  skills: async (options) => (await import('./skills.js')).createSkillsLlm(options),
  'openai-compatible': async (options) =>
    (await import('./openai-compatible.js')).createOpenAiCompatibleLlm(options),
};
