import { check } from './check.js';
import { EarshotConfig, GraphConfig, type GraphSettings } from './config.dto.js';
import { isObject } from './file/config-file.js';
import type { Origins } from './file/origins.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { profileOf } from './own-profiles.js';
import { unknownName } from './problems.js';
import { BUILT_IN_PROFILES, type Profile } from './profiles.js';
import { mergeStages, resolveStages, stagesProblems } from './resolve-stage.js';

/** The graph of the config itself, by the name that clients of voice servers use. */
export const DEFAULT_GRAPH = 'voice_assistant';

export const GRAPH_NAME = /^[\w.-]{1,64}$/;

/** What graphs are merged over. */
export interface GraphBase {
  /** The stages of the rest of the file. */
  settings: Profile;
  conversation: unknown;
  /** The profiles of the file. */
  profiles: Record<string, unknown>;
  origins: Origins;
}

/** A graph of the file, merged. */
export interface MergedGraph {
  settings: Profile;
  conversation: Record<string, unknown>;
}

/** Merges each graph over its profile, and both over the rest of the file. */
export async function readGraphs(
  given: Record<string, unknown>,
  base: GraphBase,
): Promise<{ graphs: Map<string, MergedGraph>; problems: Problem[] }> {
  const graphs = new Map<string, MergedGraph>();
  const problems: Problem[] = [];
  for (const [name, graph] of Object.entries(given)) {
    const path = joinPath('graphs', name);
    const problem = nameProblem(name);
    if (problem) problems.push({ path, message: problem });
    else if (!isObject(graph))
      problems.push({ path, message: 'must be an object, with stages such as "stt"' });
    else {
      const read = await readGraph(graph, path, base);
      graphs.set(name, read.merged);
      problems.push(...read.problems);
    }
  }
  return { graphs, problems };
}

async function readGraph(
  given: Record<string, unknown>,
  path: string,
  { settings: below, conversation, profiles, origins }: GraphBase,
): Promise<{ merged: MergedGraph; problems: Problem[] }> {
  const { problems } = check(GraphConfig, given, path, origins);
  const profile = profileNameOf(given);
  const known = [...Object.keys(BUILT_IN_PROFILES), ...Object.keys(profiles)];
  if (profile !== undefined && !known.includes(profile))
    problems.push(unknownName(profile, 'profile', known, joinPath(path, 'profile'), origins));
  const profiled = profile === undefined ? below : mergeStages(profileOf(profile, profiles), below);
  const settings = mergeStages(given, profiled);
  problems.push(...(await stagesProblems(given, settings, path, origins)));
  return { merged: { settings, conversation: mergeObjects(conversation, given.conversation) }, problems };
}

/** Chooses the graph's providers. Its settings must be valid. */
export async function resolveGraph(
  { settings, conversation }: MergedGraph,
  env: NodeJS.ProcessEnv,
  origins: Origins,
): Promise<GraphSettings> {
  const stages = await resolveStages(settings, env);
  const { value } = check(EarshotConfig, { ...stages, conversation }, '', origins);
  const { vad, stt, llm, tts } = value;
  return { vad, stt, llm, tts, conversation: value.conversation };
}

/** @returns the name of the profile that a config or a graph asks for */
export const profileNameOf = (given: unknown): string | undefined =>
  isObject(given) && typeof given.profile === 'string' ? given.profile : undefined;

function nameProblem(name: string): string | undefined {
  if (name === DEFAULT_GRAPH) return `"${name}" is the graph of the rest of this file: choose another name`;
  return GRAPH_NAME.test(name)
    ? undefined
    : 'the name of a graph has 1 to 64 letters, digits, dots, hyphens and underscores';
}

function mergeObjects(below: unknown, over: unknown): Record<string, unknown> {
  const merged = isObject(below) ? { ...below } : {};
  for (const [key, value] of Object.entries(isObject(over) ? over : {}))
    merged[key] = isObject(value) ? mergeObjects(merged[key], value) : value;
  return merged;
}
