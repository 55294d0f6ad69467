import { rememberSecret } from '../common/log/redact.js';
import { check } from './check.js';
import { ConfigError, configFileOf, isObject, readConfigFile } from './file/config-file.js';
import { EarshotConfig, ProfileConfig } from './config.dto.js';
import { resolveDataFolder } from './file/data-folder.js';
import { interpolate } from './file/interpolate.js';
import type { Origins } from './file/origins.js';
import { resolvePath } from './file/resolve-path.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { override } from './overrides.js';
import { found, unknownName } from './problems.js';
import { BUILT_IN_PROFILES, STAGES, type Profile } from './profiles.js';
import { overProfile, readableStage, resolveStage, stageProblems } from './resolve-stage.js';
import { readTokenFile } from './token-file.js';

export { ConfigError } from './file/config-file.js';

/**
 * Loads the configuration and chooses a provider for each stage. The file (see `configFileOf`) overrides the profile, which
 * overrides the defaults; variables of the environment (see `override`) override all.
 * @throws ConfigError that lists every problem
 */
export async function loadConfig(env: NodeJS.ProcessEnv, folder = process.cwd()): Promise<EarshotConfig> {
  const file = configFileOf(env, folder);
  const { value, origins, problems: unset } = interpolate(file ? readConfigFile(file) : {}, env);
  const given = value as Record<string, unknown>;
  override(given, env, origins);

  const profiles = isObject(given.profiles) ? given.profiles : {};
  const name = typeof given.profile === 'string' ? given.profile : 'auto';
  // A profile that is not used may name variables that are not set on this computer.
  const inUse = ({ path }: Problem) =>
    !path.startsWith('profiles.') || path.startsWith(`${joinPath('profiles', name)}.`);

  const problems = unset.filter(inUse);
  problems.push(...check(EarshotConfig, given, '', origins).problems);
  for (const [key, profile] of Object.entries(profiles)) {
    problems.push(...(await profileProblems(key, profile, origins)));
  }
  const known = [...Object.keys(BUILT_IN_PROFILES), ...Object.keys(profiles)];
  if (typeof given.profile === 'string' && !known.includes(name))
    problems.push(unknownName(name, 'profile', known, 'profile', origins));

  const profile = profileOf(name, profiles);
  const stages: Partial<EarshotConfig> = {};
  for (const stage of STAGES) {
    const own = readableStage(given[stage]);
    const settings = overProfile(own, profile[stage]);
    // Settings that come from the profile alone are checked there.
    if (own) problems.push(...(await stageProblems(stage, settings, stage, origins)));
    Object.assign(stages, { [stage]: await resolveStage(stage, settings, env) });
  }
  problems.push(...tokenProblems(given.auth, folder, origins));
  if (problems.length > 0) throw new ConfigError(wording(problems, file));
  const { $schema: _, profiles: __, ...rest } = given;
  const config = check(EarshotConfig, { ...rest, ...stages }, '', origins).value;
  config.dataFolder = resolveDataFolder(config.dataFolder, folder);
  if (config.tls) {
    for (const file of ['cert', 'key'] as const) config.tls[file] = resolvePath(folder, config.tls[file]);
  }
  const { auth } = config;
  rememberSecret(auth.token);
  if (auth.tokenFile !== undefined) auth.tokenFile = resolvePath(folder, auth.tokenFile);
  return config;
}

/** What is wrong with the token's file, and with two tokens. What else is wrong with them, their class finds. */
function tokenProblems(auth: unknown, folder: string, origins: Origins): Problem[] {
  const { token, tokenFile } = isObject(auth) ? auth : {};
  if (typeof tokenFile !== 'string' || tokenFile === '') return [];
  const path = 'auth.tokenFile';
  if (token !== undefined) return [{ path, message: 'set either auth.token or auth.tokenFile, not both' }];
  try {
    readTokenFile(resolvePath(folder, tokenFile));
    return [];
  } catch (error) {
    const what = origins.get(path)?.source ?? found(tokenFile);
    return [{ path, message: `${what}, which ${(error as Error).message}` }];
  }
}

async function profileProblems(name: string, given: unknown, origins: Origins): Promise<Problem[]> {
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

function profileOf(name: string, own: Record<string, unknown>): Profile {
  if (Object.hasOwn(BUILT_IN_PROFILES, name)) return BUILT_IN_PROFILES[name]!;
  const given = Object.hasOwn(own, name) ? own[name] : undefined;
  if (!isObject(given)) return {};
  return Object.fromEntries(STAGES.map((stage) => [stage, readableStage(given[stage])]));
}

function wording(problems: Problem[], file: string | undefined): string {
  const lines = problems.map(({ path, message }) => `${path}: ${message}`);
  return [`The configuration${file ? ` in ${file}` : ''} is not valid:`, ...new Set(lines)].join('\n  ');
}
