import { quoted } from '../common/text/quoted.js';
import { visible, type McpTool } from './tool-list.js';

/** A user hears the question: long enough to tell a path or a name. */
const MAX_VALUE_CHARS = 80;
const MAX_ARGUMENTS = 4;

/** @returns the question whether a tool may be used, such as: Run "read_file" of files with path "/tmp/x"? Yes or no? */
export function toolQuestion({ server, name }: McpTool, args: Record<string, unknown>): string {
  const entries = Object.entries(args);
  const told = entries.slice(0, MAX_ARGUMENTS).map(([key, value]) => `${keyText(key)} ${valueText(value)}`);
  const more = entries.length - told.length;
  if (more > 0) told.push(`${more} more`);
  const withWhat = told.length > 0 ? ` with ${told.join(', ')}` : '';
  return `Run ${quoted(plain(name))} of ${server}${withWhat}? Yes or no?`;
}

/** The model writes the names, too: only a plain one needs no quotes. */
const keyText = (key: string): string => (/^[\w-]{1,40}$/.test(key) ? key : quoted(plain(key)));

const valueText = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : quoted(plain(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')));

/** One line, without signs that look like the end of a quotation. */
const plain = (text: string): string => {
  const line = visible(text)
    .replace(/[\u2018-\u201F\u00AB\u00BB\u2039\u203A]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_VALUE_CHARS ? `${line.slice(0, MAX_VALUE_CHARS).toWellFormed()}…` : line;
};
