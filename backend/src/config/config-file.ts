import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The configuration cannot be used; the message names every problem, for the person who wrote it. */
export class ConfigError extends Error {}

const DEFAULT_NAME = 'earshot.config.json';

/** The file that `EARSHOT_CONFIG` names, else `earshot.config.json` in the folder, if it is there. */
export function configFileOf(env: NodeJS.ProcessEnv, folder: string): string | undefined {
  if (env.EARSHOT_CONFIG) return env.EARSHOT_CONFIG;
  const file = join(folder, DEFAULT_NAME);
  return existsSync(file) ? file : undefined;
}

/** @throws ConfigError where it cannot be read, or is no JSON object */
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
    // Some editors begin a file with a byte order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ConfigError(`The config file ${file} is not valid JSON${whereIn(text, error as Error)}.`);
  }
  if (isObject(value)) return value;
  throw new ConfigError(`The config file ${file} must hold a JSON object.`);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the parser stopped. Its own message quotes the file, and may so quote a key. */
function whereIn(text: string, { message }: Error): string {
  if (/end of JSON/.test(message)) return ': it ends too early';
  const at = Number(/at position (\d+)/.exec(message)?.[1] ?? positionOfQuote(text, message));
  if (Number.isNaN(at)) return '';
  const before = text.slice(0, at).split('\n');
  return `: look at line ${before.length}, column ${before.at(-1)!.length + 1}, and just before`;
}

/** Of an unexpected token V8 tells no position, but quotes ten characters to both sides of it. */
function positionOfQuote(text: string, message: string): number {
  const [, quote] = /\.\.\."([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(message) ?? [];
  const at = quote === undefined ? -1 : text.indexOf(quote);
  return at < 0 ? NaN : at + 10;
}
