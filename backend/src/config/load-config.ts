import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { readFileSync } from 'node:fs';
import { EarshotConfig } from './config.dto.js';

/** The configuration cannot be used; the message names every problem, for the person who wrote it. */
export class ConfigError extends Error {}

/**
 * The configuration of this start: the file that `EARSHOT_CONFIG` names, if any, over the defaults; `PORT` and `HOST`
 * over both.
 * @throws ConfigError
 */
export function loadConfig(env: NodeJS.ProcessEnv): EarshotConfig {
  const file = env.EARSHOT_CONFIG;
  const given = file ? readJson(file) : {};
  if (env.PORT !== undefined && env.PORT !== '') given.port = Number(env.PORT);
  if (env.HOST) given.host = env.HOST;
  const config = plainToInstance(EarshotConfig, given, { exposeDefaultValues: true });
  const problems = validateSync(config, { whitelist: true, forbidNonWhitelisted: true }).flatMap((error) =>
    describe(error),
  );
  if (problems.length === 0) return config;
  throw new ConfigError(
    [`The configuration${file ? ` in ${file}` : ''} cannot be used:`, ...problems].join('\n  '),
  );
}

function readJson(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`The config file ${file} (from EARSHOT_CONFIG) cannot be read. Check the path.`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    throw new ConfigError(`The config file ${file} is not valid JSON: ${(error as Error).message}`);
  }
  throw new ConfigError(`The config file ${file} must hold a JSON object.`);
}

function describe(error: ValidationError, path = ''): string[] {
  const here = path + error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
    rule === 'whitelistValidation' ? `${here}: there is no such setting` : `${here}: ${message}`,
  );
  return [...own, ...(error.children ?? []).flatMap((child) => describe(child, `${here}.`))];
}
