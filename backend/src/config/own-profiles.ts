import { check } from './check.js';
import { ProfileConfig } from './config.dto.js';
import { isObject } from './file/config-file.js';
import type { Origins } from './file/origins.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { BUILT_IN_PROFILES, STAGES, type Profile } from './profiles.js';
import { readableStage, stageProblems } from './resolve-stage.js';

/** The problems of a profile of the file. */
export async function profileProblems(name: string, given: unknown, origins: Origins): Promise<Problem[]> {
  const path = joinPath('profiles', name);
  if (Object.hasOwn(BUILT_IN_PROFILES, name)) {
    return [{ path, message: `"${name}" is a built-in profile: choose another name` }];
  }
  if (!isObject(given)) return [{ path, message: 'must be an object, with stages such as "stt"' }];
  const { problems } = check(ProfileConfig, given, path, origins);
  for (const stage of STAGES) {
    const settings = readableStage(given[stage]);
    if (settings) problems.push(...(await stageProblems(stage, settings, joinPath(path, stage), origins)));
  }
  return problems;
}

/** @param own the profiles of the file */
export function profileOf(name: string, own: Record<string, unknown>): Profile {
  if (Object.hasOwn(BUILT_IN_PROFILES, name)) return BUILT_IN_PROFILES[name]!;
  const given = Object.hasOwn(own, name) ? own[name] : undefined;
  if (!isObject(given)) return {};
  return Object.fromEntries(STAGES.map((stage) => [stage, readableStage(given[stage])]));
}
