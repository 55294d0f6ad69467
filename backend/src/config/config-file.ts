import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The configuration is not valid. The message lists every problem, for its author. */
export class ConfigError extends Error {}

const DEFAULT_NAME = 'earshot.config.json';

/** @returns the path in `EARSHOT_CONFIG`, else `earshot.config.json` in the folder if it exists */
export function configFileOf(env: NodeJS.ProcessEnv, folder: string): string | undefined {
  if (env.EARSHOT_CONFIG) return env.EARSHOT_CONFIG;
  const file = join(folder, DEFAULT_NAME);
  return existsSync(file) ? file : undefined;
}

/** @throws ConfigError if the file cannot be read or is not a JSON object */
export function readConfigFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `The config file ${file} cannot be read (${code}). Check its path, or EARSHOT_CONFIG.`,
    );
  }
  let value: unknown;
  try {
    // Some editors write a byte order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError(`The config file ${file} is not valid JSON${whereIn(text, error as Error)}.`);
  }
  if (isObject(value)) return value;
  throw new ConfigError(`The config file ${file} must contain a JSON object.`);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The position where the parser stopped. The parser's own message quotes the file and may show a key. */
function whereIn(text: string, { message }: Error): string {
  if (/end of JSON/.test(message)) return ': the file is incomplete';
  const at = Number(/at position (\d+)/.exec(message)?.[1] ?? positionOfQuote(text, message));
  if (Number.isNaN(at)) return '';
  const before = text.slice(0, at).split('\n');
  return `: look at line ${before.length}, column ${before.at(-1)!.length + 1}, and just before`;
}

/** V8 gives no position of an unexpected token, but quotes ten characters on both sides of it. */
function positionOfQuote(text: string, message: string): number {
  const [, quote] = /\.\.\."([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(message) ?? [];
  const at = quote === undefined ? -1 : text.indexOf(quote);
  return at < 0 ? NaN : at + 10;
}
