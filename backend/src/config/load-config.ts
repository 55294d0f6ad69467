import { join } from 'node:path';
import { rememberSecret } from '../common/log/redact.js';
import { check } from './check.js';
import { ConfigError, configFileOf, isObject, readConfigFile } from './file/config-file.js';
import { EarshotConfig } from './config.dto.js';
import { PortRange } from './dto/agents.dto.js';
import { resolveDataFolder } from './file/data-folder.js';
import { interpolate } from './file/interpolate.js';
import type { Origins } from './file/origins.js';
import { resolvePath } from './file/resolve-path.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { profileNameOf, readGraphs, resolveGraph } from './graphs.js';
import { mcpProblems, readMcpServers } from './mcp-servers.js';
import { override } from './overrides.js';
import { profileOf, profileProblems } from './own-profiles.js';
import { found, unknownName } from './problems.js';
import { BUILT_IN_PROFILES } from './profiles.js';
import { mergeStages, resolveStages, stagesProblems } from './resolve-stage.js';
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
  const name = profileNameOf(given) ?? 'auto';
  const graphs = isObject(given.graphs) ? given.graphs : {};
  const used = [name, ...Object.values(graphs).flatMap((graph) => profileNameOf(graph) ?? [])];
  // A profile that is not used may name variables that are not set on this computer.
  const inUse = ({ path }: Problem) =>
    !path.startsWith('profiles.') || used.some((each) => path.startsWith(`${joinPath('profiles', each)}.`));

  const problems = unset.filter(inUse);
  problems.push(...check(EarshotConfig, given, '', origins).problems);
  for (const [key, profile] of Object.entries(profiles)) {
    problems.push(...(await profileProblems(key, profile, origins)));
  }
  const known = [...Object.keys(BUILT_IN_PROFILES), ...Object.keys(profiles)];
  if (typeof given.profile === 'string' && !known.includes(name))
    problems.push(unknownName(name, 'profile', known, 'profile', origins));

  const settings = mergeStages(given, profileOf(name, profiles));
  problems.push(...(await stagesProblems(given, settings, '', origins)));
  const ofGraphs = await readGraphs(graphs, {
    settings,
    conversation: given.conversation,
    profiles,
    origins,
  });
  problems.push(...ofGraphs.problems, ...tokenProblems(given.auth, folder, origins), ...portProblems(given));
  problems.push(...mcpProblems(given.mcp, origins));
  if (problems.length > 0) throw new ConfigError(wording(problems, file));
  const { $schema: _, profiles: __, graphs: ___, ...rest } = given;
  const stages = await resolveStages(settings, env);
  const config = check(EarshotConfig, { ...rest, ...stages }, '', origins).value;
  for (const [key, graph] of ofGraphs.graphs) config.graphs[key] = await resolveGraph(graph, env, origins);
  config.mcp.servers = readMcpServers(config.mcp.servers as Record<string, unknown>, folder, origins);
  config.dataFolder = resolveDataFolder(config.dataFolder, folder);
  config.recording.folder = resolvePath(
    folder,
    config.recording.folder ?? join(config.dataFolder, 'recordings'),
  );
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

/** What is wrong with the ports of agents beyond what their class finds. */
function portProblems({ agents }: Record<string, unknown>): Problem[] {
  const { ports } = isObject(agents) ? agents : {};
  const { from, to } = { ...new PortRange(), ...(isObject(ports) && ports) };
  const message = `its last port, ${to}, is before its first, ${from}`;
  return to < from ? [{ path: 'agents.ports', message }] : [];
}

function wording(problems: Problem[], file: string | undefined): string {
  const lines = problems.map(({ path, message }) => `${path}: ${message}`);
  return [`The configuration${file ? ` in ${file}` : ''} is not valid:`, ...new Set(lines)].join('\n  ');
}
