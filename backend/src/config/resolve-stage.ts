import type { Stage } from '#protocol';
import { REGISTRIES } from './registries.js';
import { check } from './check.js';
import { isObject } from './config-file.js';
import type { ProviderChoice } from './config.dto.js';
import type { Origins } from './origins.js';
import { joinPath, unknownName, type Problem } from './problems.js';
import { AUTO, chooseAuto, type StageSettings } from './profiles.js';

/** A stage with its provider chosen. */
export interface ResolvedStage {
  provider: string;
  options: Record<string, unknown>;
  fallbacks?: ProviderChoice[];
  skills?: boolean;
}

/**
 * What the file says of a stage, over what the profile says. A stage that names its provider stands for itself: options
 * and fallbacks of the profile belong to the profile's provider.
 */
export function overProfile(
  own: StageSettings | undefined,
  profile: StageSettings | undefined,
): StageSettings {
  if (own?.provider !== undefined)
    return { ...(profile?.skills !== undefined && { skills: profile.skills }), ...own };
  return { ...profile, ...own, options: { ...profile?.options, ...own?.options } };
}

/** With its provider chosen, where the settings leave that to what is there. */
export function resolveStage(stage: Stage, settings: StageSettings, env: NodeJS.ProcessEnv): ResolvedStage {
  const { provider = AUTO, options = {}, ...rest } = settings;
  if (provider !== AUTO) return { provider, options, ...rest };
  const chosen = chooseAuto(stage, env);
  return stage === 'vad' ? { provider: chosen.provider, options: {} } : { ...chosen, ...rest };
}

/**
 * What is wrong with the providers that a stage names: unknown ones, and options that they do not know.
 * @param path of the stage in the file
 */
export async function stageProblems(
  stage: Stage,
  { provider = AUTO, options = {}, fallbacks = [] }: StageSettings,
  path: string,
  origins: Origins,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  if (provider === AUTO && Object.keys(options).length > 0) {
    const message = `options belong to one provider: name it with "provider" beside them; there are: ${names(stage)}`;
    problems.push({ path: joinPath(path, 'options'), message });
  }
  if (provider !== AUTO)
    problems.push(...(await choiceProblems(stage, { provider, options }, path, origins)));
  for (const [i, fallback] of fallbacks.entries()) {
    const here = joinPath(joinPath(path, 'fallbacks'), String(i));
    problems.push(...(await choiceProblems(stage, fallback, here, origins)));
  }
  return problems;
}

async function choiceProblems(
  stage: Stage,
  { provider, options }: ProviderChoice,
  path: string,
  origins: Origins,
): Promise<Problem[]> {
  const registry = REGISTRIES[stage];
  const load = Object.hasOwn(registry, provider) ? registry[provider] : undefined;
  if (!load) {
    const known = path.includes('fallbacks[') ? Object.keys(registry) : [AUTO, ...Object.keys(registry)];
    return [unknownName(provider, 'provider of this stage', known, joinPath(path, 'provider'), origins)];
  }
  const { Options } = await load();
  return check(Options, options, joinPath(path, 'options'), origins).problems;
}

const names = (stage: Stage) => Object.keys(REGISTRIES[stage]).join(', ');

/** What of a stage can be read although the file may hold anything; what is wrong with the rest was said elsewhere. */
export function readableStage(value: unknown): StageSettings | undefined {
  if (!isObject(value)) return undefined;
  const { provider, options, fallbacks, skills } = value;
  return {
    ...(typeof provider === 'string' && provider !== '' && { provider }),
    ...(isObject(options) && { options }),
    ...(Array.isArray(fallbacks) && { fallbacks: fallbacks.filter(isObject).flatMap(readableChoice) }),
    ...(typeof skills === 'boolean' && { skills }),
  };
}

function readableChoice({ provider, options = {} }: Record<string, unknown>): ProviderChoice[] {
  if (typeof provider !== 'string' || provider === '' || !isObject(options)) return [];
  return [{ provider, options }];
}
