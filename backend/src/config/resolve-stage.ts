import type { Stage } from '#protocol';
import { TOOL_SETS, type ToolSet } from '../tools/browser-tools.js';
import { REGISTRIES } from './registries.js';
import { check } from './check.js';
import { isObject } from './file/config-file.js';
import type { LlmConfig, ProviderChoice, StageConfig, VadConfig } from './config.dto.js';
import type { Origins } from './file/origins.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { unknownName } from './problems.js';
import { AUTO, chooseAuto, STAGES, type Profile, type StageSettings } from './profiles.js';

/** A stage whose provider is chosen. */
export interface ResolvedStage {
  provider: string;
  options: Record<string, unknown>;
  fallbacks?: ProviderChoice[];
  skills?: boolean;
  tools?: ToolSet;
}

/**
 * Merges the file's settings of a stage over the profile's. A stage that names its provider ignores the profile's options
 * and fallbacks, which belong to the profile's provider.
 */
export function overProfile(
  own: StageSettings | undefined,
  profile: StageSettings | undefined,
): StageSettings {
  const { skills, tools } = profile ?? {};
  if (own?.provider !== undefined)
    return { ...(skills !== undefined && { skills }), ...(tools && { tools }), ...own };
  return { ...profile, ...own, options: { ...profile?.options, ...own?.options } };
}

/** The settings of all stages, those that are given over those of a profile. */
export const mergeStages = (given: Record<string, unknown>, profile: Profile): Profile =>
  Object.fromEntries(
    STAGES.map((stage) => [stage, overProfile(readableStage(given[stage]), profile[stage])]),
  );

/**
 * The problems of the stages that are given. Settings that come from a profile alone are checked there.
 * @param settings the merged ones
 */
export async function stagesProblems(
  given: Record<string, unknown>,
  settings: Profile,
  path: string,
  origins: Origins,
): Promise<Problem[]> {
  const own = STAGES.filter((stage) => isObject(given[stage]));
  const problems = own.map((stage) =>
    stageProblems(stage, settings[stage] ?? {}, joinPath(path, stage), origins),
  );
  return (await Promise.all(problems)).flat();
}

export interface ResolvedStages {
  vad: VadConfig;
  stt: StageConfig;
  llm: LlmConfig;
  tts: StageConfig;
}

/** Chooses the providers that the settings leave open. */
export async function resolveStages(settings: Profile, env: NodeJS.ProcessEnv): Promise<ResolvedStages> {
  const resolved = STAGES.map(
    async (stage) => [stage, await resolveStage(stage, settings[stage] ?? {}, env)] as const,
  );
  return Object.fromEntries(await Promise.all(resolved)) as unknown as ResolvedStages;
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
  const { provider, options, fallbacks, skills, tools } = value;
  return {
    ...(typeof provider === 'string' && provider !== '' && { provider }),
    ...(isObject(options) && { options }),
    ...(Array.isArray(fallbacks) && { fallbacks: fallbacks.filter(isObject).flatMap(readableChoice) }),
    ...(typeof skills === 'boolean' && { skills }),
    ...(isToolSet(tools) && { tools }),
  };
}

const isToolSet = (value: unknown): value is ToolSet => TOOL_SETS.some((set) => set === value);

function readableChoice({ provider, options = {} }: Record<string, unknown>): ProviderChoice[] {
  if (typeof provider !== 'string' || provider === '' || !isObject(options)) return [];
  return [{ provider, options }];
}
