import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import { quoted } from '../policy/question';

/** What an act is called while it runs and once it is done. */
export interface ActTexts {
  doing: string;
  done: string;
}

type Args = Readonly<Partial<Record<string, unknown>>>;
type Describe = (args: Args, control: string) => [doing: string, done: string];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const MEDIA: Record<string, [string, string]> = {
  play: ['Playing', 'Played'],
  pause: ['Pausing', 'Paused'],
  mute: ['Muting the tab', 'Muted the tab'],
  unmute: ['Unmuting the tab', 'Unmuted the tab'],
  forward: ['Skipping ahead', 'Skipped ahead'],
  back: ['Skipping back', 'Skipped back'],
  faster: ['Playing faster', 'Playing faster'],
  slower: ['Playing slower', 'Playing slower'],
  fullscreen: ['Going full screen', 'Went full screen'],
};

const DIRECTIONS: Record<string, string> = { top: 'to the top', bottom: 'to the bottom' };

const host = (address: string): string => {
  try {
    return new URL(address).host || address;
  } catch {
    return address;
  }
};

const TEXTS: Record<ToolName, Describe> = {
  page_snapshot: () => ['Looking at the page', 'Looked at the page'],
  read_article: () => ['Reading the article', 'Read the article'],
  find_in_page: (args) => [`Looking for ${quoted(text(args.text))}`, `Looked for ${quoted(text(args.text))}`],
  list_tabs: () => ['Looking at the tabs', 'Looked at the tabs'],
  click: (_, control) => [`Clicking ${control}`, `Clicked ${control}`],
  type_text: (args) => [`Typing ${quoted(text(args.text))}`, `Typed ${quoted(text(args.text))}`],
  select_option: (args) => [`Choosing ${quoted(text(args.option))}`, `Chose ${quoted(text(args.option))}`],
  set_checked: ({ checked }, control) =>
    checked === true
      ? [`Checking ${control}`, `Checked ${control}`]
      : [`Unchecking ${control}`, `Unchecked ${control}`],
  set_value: ({ value }, control) => [
    `Setting ${control} to ${quoted(String(value))}`,
    `Set ${control} to ${quoted(String(value))}`,
  ],
  press_key: (args) => [`Pressing ${text(args.key)}`, `Pressed ${text(args.key)}`],
  hover: (_, control) => [`Pointing at ${control}`, `Pointed at ${control}`],
  drag: (_, control) => [`Dragging ${control}`, `Dragged ${control}`],
  wait_for: () => ['Waiting for the page', 'Waited for the page'],
  scroll: ({ direction }, control) => {
    const where =
      direction === undefined ? `to ${control}` : (DIRECTIONS[text(direction)] ?? text(direction));
    return [`Scrolling ${where}`, `Scrolled ${where}`];
  },
  open_url: (args) => [`Opening ${host(text(args.url))}`, `Opened ${host(text(args.url))}`],
  search_web: (args) => [
    `Searching for ${quoted(text(args.query))}`,
    `Searched for ${quoted(text(args.query))}`,
  ],
  go_back: () => ['Going back', 'Went back'],
  go_forward: () => ['Going forward', 'Went forward'],
  reload: () => ['Loading the page again', 'Loaded the page again'],
  new_tab: () => ['Opening a tab', 'Opened a tab'],
  switch_tab: () => ['Switching tabs', 'Switched tabs'],
  reopen_tab: () => ['Opening the tab again', 'Opened the tab again'],
  close_tab: ({ tabs }) => {
    const what = Array.isArray(tabs) && tabs.length !== 1 ? `${tabs.length} tabs` : 'the tab';
    return [`Closing ${what}`, `Closed ${what}`];
  },
  bookmark_page: () => ['Bookmarking the page', 'Bookmarked the page'],
  media: ({ action }) => MEDIA[text(action)]!,
  zoom: ({ direction }) =>
    direction === 'reset'
      ? ['Resetting the zoom', 'Reset the zoom']
      : [`Zooming ${text(direction)}`, `Zoomed ${text(direction)}`],
  undo: () => ['Undoing', 'Undid the last act'],
  copy_text: () => ['Copying', 'Copied'],
  paste_text: () => ['Pasting', 'Pasted'],
  read_selection: () => ['Reading the selection', 'Read the selection'],
  show_numbers: () => ['Showing numbers', 'Showed numbers'],
  hide_numbers: () => ['Hiding the numbers', 'Hid the numbers'],
};

/** @param target null if no control is used, or none is known yet */
export function describeAct(name: ToolName, args: Args, target: Target | null): ActTexts {
  const called = target?.name.trim();
  const control = called ? quoted(called) : target ? `the ${target.role}` : 'a control';
  const [doing, done] = TEXTS[name](args, control);
  return { doing, done };
}

/** Tools that change nothing: they have no card. */
const READS: ReadonlySet<ToolName> = new Set([
  'page_snapshot',
  'read_article',
  'find_in_page',
  'list_tabs',
  'wait_for',
  'read_selection',
  'show_numbers',
  'hide_numbers',
]);

export const onlyReads = (name: ToolName): boolean => READS.has(name);
