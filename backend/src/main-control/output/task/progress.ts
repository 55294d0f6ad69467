/** What a task is doing, in words that code makes of its calls. The words of the model are never shown as such. */
import { jsonObject } from '../../../common/text/json-object.js';
import type { ChatMessage } from '../../../llm/llm.port.js';
import type { BrowserTool } from '../../../tools/browser-tools.js';
import type { ToolCall } from '../../../tools/tools.port.js';

export interface Progress {
  /** Shown, such as "Clicking Sign in…". */
  text: string;
  /** Said if the task lasts: without the words of others, because what was said counts as Earshot's own. */
  spoken: string;
}

/** Of a page's or a model's words: with the rest, one line of a narrow panel. */
const MAX_NAME_CHARS = 40;

interface Named {
  /** A text in the arguments, made harmless; '' if there is none. */
  text(key: string): string;
  /** The name of the control that the arguments name; '' if it is not known. */
  control: string;
  /** The host of the address in the arguments; '' if it is none. */
  host: string;
}

type Phrase = { spoken: string; shown?: (named: Named) => string };

const PHRASES: Record<BrowserTool, Phrase> = {
  page_snapshot: {
    spoken: 'Looking at the page',
    shown: ({ text }) => followed('Looking for', text('find')),
  },
  read_article: { spoken: 'Reading the page' },
  click: { spoken: 'Clicking', shown: ({ control }) => followed('Clicking', control) },
  type_text: { spoken: 'Typing', shown: ({ control }) => followed('Typing into', control) },
  scroll: { spoken: 'Scrolling' },
  open_url: { spoken: 'Opening a page', shown: ({ host }) => followed('Opening', host) },
  search_web: {
    spoken: 'Searching the web',
    shown: ({ text }) => followed('Searching the web for', text('query')),
  },
  switch_tab: { spoken: 'Going to another tab' },
  find_in_page: {
    spoken: 'Looking at the page',
    shown: ({ text }) => followed('Looking for', text('text')),
  },
  list_tabs: { spoken: 'Looking at the tabs' },
  new_tab: { spoken: 'Opening a tab' },
  close_tab: { spoken: 'Closing a tab' },
  reopen_tab: { spoken: 'Opening a tab again' },
  go_back: { spoken: 'Going back' },
  go_forward: { spoken: 'Going forward' },
  reload: { spoken: 'Loading the page again' },
  select_option: { spoken: 'Choosing', shown: ({ text }) => followed('Choosing', text('option')) },
  set_checked: { spoken: 'Setting a box', shown: ({ control }) => followed('Setting', control) },
  set_value: { spoken: 'Setting a value', shown: ({ control }) => followed('Setting', control) },
  press_key: { spoken: 'Pressing a key', shown: ({ text }) => followed('Pressing', text('key')) },
  hover: { spoken: 'Pointing', shown: ({ control }) => followed('Pointing at', control) },
  drag: { spoken: 'Dragging', shown: ({ control }) => followed('Dragging', control) },
  wait_for: { spoken: 'Waiting', shown: ({ text }) => followed('Waiting for', text('text')) },
  media: { spoken: 'Using the player' },
  zoom: { spoken: 'Changing the size' },
  bookmark_page: { spoken: 'Bookmarking the page' },
  undo: { spoken: 'Undoing that' },
  copy_text: { spoken: 'Copying' },
  paste_text: { spoken: 'Pasting' },
  read_selection: { spoken: 'Reading the selection' },
  show_numbers: { spoken: 'Showing numbers' },
  hide_numbers: { spoken: 'Hiding the numbers' },
};

/** @param messages the conversation before the call, which has the names of the page's controls */
export function progressOf(call: ToolCall, messages: readonly ChatMessage[]): Progress {
  const phrase = Object.hasOwn(PHRASES, call.name) ? PHRASES[call.name as BrowserTool] : undefined;
  if (!phrase)
    return {
      text: `${followed('Using', plain(call.name.replaceAll('_', ' '))) || 'Working'}…`,
      spoken: 'One moment.',
    };
  const args = jsonObject(call.arguments) ?? {};
  const text = (key: string) => plain(args[key]);
  const named = { text, control: controlNamed(args['ref'], messages), host: plain(hostOf(args['url'])) };
  return { text: `${phrase.shown?.(named) || phrase.spoken}…`, spoken: `${phrase.spoken}.` };
}

const followed = (words: string, name: string): string => (name === '' ? '' : `${words} ${name}`);

/** One short line of letters, numbers and plain signs: no marks, no invisible characters, nothing that looks like an address. */
function plain(value: unknown): string {
  if (typeof value !== 'string') return '';
  const line = value
    .slice(0, 10 * MAX_NAME_CHARS)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N} .,'’&+#%€$£-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (line.length <= MAX_NAME_CHARS) return line;
  return line
    .slice(0, MAX_NAME_CHARS)
    .replace(/\s+\S*$/, '')
    .toWellFormed();
}

function hostOf(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url)) return '';
  return new URL(url).hostname.replace(/^www\./, '');
}

/** @returns the name of a control in the newest snapshot that has it */
function controlNamed(ref: unknown, messages: readonly ChatMessage[]): string {
  if (typeof ref !== 'string' || !/^(?:f\d{1,6})?e\d{1,9}$/.test(ref)) return '';
  const line = new RegExp(`^\\s*${ref} [a-z][a-z-]* "((?:[^"\\\\]|\\\\.)*)"`, 'm');
  for (const message of messages.toReversed()) {
    if (message.role !== 'tool' || !message.content.includes(ref)) continue;
    const snapshot = jsonObject(message.content)?.['snapshot'];
    const name = typeof snapshot === 'string' ? line.exec(snapshot)?.[1] : undefined;
    if (name !== undefined) return plain(name.replaceAll(/\\(.)/g, '$1'));
  }
  return '';
}
