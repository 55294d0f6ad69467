/** Where Earshot keeps its users' data and the credentials. The build of the extension loads this file, too. */
import envPaths from 'env-paths';
import { ConfigError, configFileOf, readConfigFile } from './config-file.ts';
import { interpolate } from './interpolate.ts';
import { resolvePath } from './resolve-path.ts';

/**
 * @returns the data folder for programs that need nothing else of the configuration: an absolute path
 * @throws ConfigError if the config file cannot be read, or does not name it properly
 */
export function dataFolderOf(env: NodeJS.ProcessEnv, folder = process.cwd()): string {
  const chosen = env.EARSHOT_DATA?.trim();
  if (chosen) return resolveDataFolder(chosen, folder);
  const file = configFileOf(env, folder);
  const { dataFolder: given } = file ? readConfigFile(file) : {};
  const { value, problems } = interpolate({ dataFolder: given ?? null }, env);
  const { dataFolder } = value as { dataFolder?: unknown };
  const [problem] = problems;
  if (problem || (dataFolder !== undefined && (typeof dataFolder !== 'string' || dataFolder === '')))
    throw new ConfigError(`dataFolder in ${file}: ${problem?.message ?? 'must be the path of a folder'}.`);
  return resolveDataFolder(dataFolder, folder);
}

/** @param given the setting; without one the folder is `earshot` in the system's folder for data of applications */
export const resolveDataFolder = (given: string | undefined, folder: string): string =>
  resolvePath(folder, given ?? envPaths('earshot', { suffix: '' }).data);
