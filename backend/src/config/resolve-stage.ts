import type { Stage } from '#protocol';
import { REGISTRIES } from './registries.js';
import { check } from './check.js';
import { isObject } from './file/config-file.js';
import type { ProviderChoice } from './config.dto.js';
import type { Origins } from './file/origins.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { unknownName } from './problems.js';
import { AUTO, chooseAuto, type StageSettings } from './profiles.js';

/** A stage whose provider is chosen. */
export interface ResolvedStage {
  provider: string;
  options: Record<string, unknown>;
  fallbacks?: ProviderChoice[];
  skills?: boolean;
}

/**
 * Merges the file's settings of a stage over the profile's. A stage that names its provider ignores the profile's options
 * and fallbacks, which belong to the profile's provider.
 */
export function overProfile(
  own: StageSettings | undefined,
  profile: StageSettings | undefined,
): StageSettings {
  if (own?.provider !== undefined)
    return { ...(profile?.skills !== undefined && { skills: profile.skills }), ...own };
  return { ...profile, ...own, options: { ...profile?.options, ...own?.options } };
}

/** Chooses the provider if the settings say "auto" or nothing. */
export async function resolveStage(
  stage: Stage,
  settings: StageSettings,
  env: NodeJS.ProcessEnv,
): Promise<ResolvedStage> {
  const { provider = AUTO, options = {}, ...rest } = settings;
  if (provider !== AUTO) return { provider, options, ...rest };
  const chosen = await chooseAuto(stage, env);
  return stage === 'vad' ? { provider: chosen.provider, options: {} } : { ...chosen, ...rest };
}

/**
 * The problems with the providers of a stage: unknown names, and options that are not valid.
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
    const message = `options belong to one provider: set "provider" too; known: ${names(stage)}`;
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

/** The valid part of a stage's settings; the problems of the rest are reported by check(). */
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
