import { quoted } from '../common/text/quoted.js';
import { visible, type McpTool } from './tool-list.js';

/** Of a value: a longer one shows both ends, and how much there is. The panel shows all of a question, of which a part is spoken. */
const MAX_VALUE_CHARS = 200;
const MAX_VALUES = 6;
/** Of the other arguments. */
const MAX_NAMES = 20;
const MAX_NAME_CHARS = 80;

/** @returns the question whether a tool may be used, such as: Run "read_file" of files with path "/tmp/x"? Yes or no? */
export function toolQuestion({ server, name }: McpTool, args: Record<string, unknown>): string {
  const entries = Object.entries(args);
  const told = entries
    .slice(0, MAX_VALUES)
    .map(([key, value]) => `${keyText(key)} ${valueText(value)}`)
    .concat(othersText(entries.slice(MAX_VALUES)));
  const withWhat = told.length > 0 ? ` with ${told.join(', ')}` : '';
  return `Run ${quoted(start(name))} of ${server}${withWhat}? Yes or no?`;
}

/** What has no room for its value is named, so that nothing is sent unseen. */
function othersText(others: readonly [string, unknown][]): string[] {
  if (others.length === 0) return [];
  const names = others.slice(0, MAX_NAMES).map(([key]) => keyText(key));
  const more = others.length > MAX_NAMES ? [`${others.length - MAX_NAMES} others`] : [];
  const chars = JSON.stringify(Object.fromEntries(others)).length;
  return [`${others.length} more: ${[...names, ...more].join(', ')} (${chars} characters)`];
}

/** The model writes the names, too: only a plain one needs no quotes. */
const keyText = (key: string): string => (/^[\w-]{1,40}$/.test(key) ? key : quoted(start(key)));

function valueText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const line = plain(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
  if (line.length <= MAX_VALUE_CHARS) return quoted(line);
  const [first, last] = [line.slice(0, MAX_VALUE_CHARS / 2), line.slice(-MAX_VALUE_CHARS / 2)];
  const ends = `${first.toWellFormed().trimEnd()} … ${last.toWellFormed().trimStart()}`;
  return `${quoted(ends)} (${line.length} characters)`;
}

/** The beginning of a name. */
function start(text: string): string {
  const line = plain(text);
  return line.length > MAX_NAME_CHARS ? `${line.slice(0, MAX_NAME_CHARS).toWellFormed()}…` : line;
}

/** One line, without signs that look like the end of a quotation. */
const plain = (text: string): string =>
  visible(text)
    .replace(/[\u2018-\u201F\u00AB\u00BB\u2039\u203A\u301D\u301E\uFF02\u300C-\u300F]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
