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
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `The config file ${file} cannot be read (${code}). Check its path, or EARSHOT_CONFIG.`,
    );
  }
  const text = decode(bytes, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`The config file ${file} is not valid JSON${whereIn(text, error as Error)}.`);
  }
  if (isObject(value)) return value;
  throw new ConfigError(`The config file ${file} must contain a JSON object.`);
}

/** The text without its byte order mark. PowerShell's `>` and older editors of Windows write UTF-16. */
function decode(bytes: Buffer, file: string): string {
  const [first = 0, second = 0] = bytes;
  const encoding =
    first === 0xff || (first !== 0 && second === 0 && bytes.length > 1)
      ? 'utf-16le'
      : first === 0xfe || (first === 0 && second !== 0)
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError(`The config file ${file} is not in UTF-8. Save it with the encoding UTF-8.`);
  }
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
