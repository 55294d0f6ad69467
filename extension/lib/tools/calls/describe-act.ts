import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import { quoted } from '../policy/question';

/** What an act is called before it is done, while it runs, and once it is done. */
export interface ActTexts {
  /** Such as `Click "Delete"`: also of what was refused, and of what failed. */
  wanted: string;
  doing: string;
  done: string;
}

type Args = Readonly<Partial<Record<string, unknown>>>;
type Forms = readonly [wanted: string, doing: string, done: string];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const LOOK: Forms = ['Look', 'Looking', 'Looked'];
const READ: Forms = ['Read', 'Reading', 'Read'];
const CLICK: Forms = ['Click', 'Clicking', 'Clicked'];
const TYPE: Forms = ['Type', 'Typing', 'Typed'];
const EMPTY: Forms = ['Empty', 'Emptying', 'Emptied'];
const SUBMIT: Forms = ['Submit', 'Submitting', 'Submitted'];
const CHOOSE: Forms = ['Choose', 'Choosing', 'Chose'];
const CHECK: Forms = ['Check', 'Checking', 'Checked'];
const UNCHECK: Forms = ['Uncheck', 'Unchecking', 'Unchecked'];
const SET: Forms = ['Set', 'Setting', 'Set'];
const PRESS: Forms = ['Press', 'Pressing', 'Pressed'];
const POINT: Forms = ['Point', 'Pointing', 'Pointed'];
const DRAG: Forms = ['Drag', 'Dragging', 'Dragged'];
const WAIT: Forms = ['Wait', 'Waiting', 'Waited'];
const SCROLL: Forms = ['Scroll', 'Scrolling', 'Scrolled'];
const OPEN: Forms = ['Open', 'Opening', 'Opened'];
const SEARCH: Forms = ['Search', 'Searching', 'Searched'];
const GO: Forms = ['Go', 'Going', 'Went'];
const LOAD: Forms = ['Load', 'Loading', 'Loaded'];
const SWITCH: Forms = ['Switch', 'Switching', 'Switched'];
const CLOSE: Forms = ['Close', 'Closing', 'Closed'];
const BOOKMARK: Forms = ['Bookmark', 'Bookmarking', 'Bookmarked'];
const PLAY: Forms = ['Play', 'Playing', 'Played'];
const PAUSE: Forms = ['Pause', 'Pausing', 'Paused'];
const MUTE: Forms = ['Mute', 'Muting', 'Muted'];
const UNMUTE: Forms = ['Unmute', 'Unmuting', 'Unmuted'];
const SKIP: Forms = ['Skip', 'Skipping', 'Skipped'];
const ZOOM: Forms = ['Zoom', 'Zooming', 'Zoomed'];
const RESET: Forms = ['Reset', 'Resetting', 'Reset'];
const UNDO: Forms = ['Undo', 'Undoing', 'Undid'];
const COPY: Forms = ['Copy', 'Copying', 'Copied'];
const PASTE: Forms = ['Paste', 'Pasting', 'Pasted'];
const MARK: Forms = ['Mark', 'Marking', 'Marked'];
const SHOW: Forms = ['Show', 'Showing', 'Showed'];
const HIDE: Forms = ['Hide', 'Hiding', 'Hid'];

type Described = readonly [verb: Forms, rest?: string];

const MEDIA: Record<string, Described> = {
  play: [PLAY],
  pause: [PAUSE],
  mute: [MUTE, 'the tab'],
  unmute: [UNMUTE, 'the tab'],
  forward: [SKIP, 'ahead'],
  back: [SKIP, 'back'],
  faster: [PLAY, 'faster'],
  slower: [PLAY, 'slower'],
  fullscreen: [GO, 'full screen'],
};

const DIRECTIONS: Record<string, string> = { top: 'to the top', bottom: 'to the bottom' };

const host = (address: string): string => {
  try {
    return new URL(address).host || address;
  } catch {
    return address;
  }
};

function typed(what: string, submits: boolean): Described {
  if (what === '' && submits) return [SUBMIT, 'the form'];
  if (what === '') return [EMPTY, 'the field'];
  if (what.trim() === '') return [TYPE, what.includes('\n') ? 'a new line' : 'a space'];
  return [TYPE, quoted(what)];
}

const DESCRIPTIONS: Record<ToolName, (args: Args, control: string) => Described> = {
  page_snapshot: () => [LOOK, 'at the page'],
  read_article: () => [READ, 'the article'],
  find_in_page: (args) => [LOOK, `for ${quoted(text(args.text))}`],
  list_tabs: () => [LOOK, 'at the tabs'],
  click: (_, control) => [CLICK, control],
  type_text: (args) => typed(text(args.text), args.submit === true && args.replace !== true),
  select_option: (args) => [CHOOSE, quoted(text(args.option))],
  set_checked: ({ checked }, control) => [checked === true ? CHECK : UNCHECK, control],
  set_value: ({ value }, control) => [SET, `${control} to ${quoted(String(value))}`],
  press_key: (args) => [PRESS, text(args.key)],
  hover: (_, control) => [POINT, `at ${control}`],
  drag: (_, control) => [DRAG, control],
  wait_for: () => [WAIT, 'for the page'],
  scroll: ({ direction }, control) => [
    SCROLL,
    direction === undefined ? `to ${control}` : (DIRECTIONS[text(direction)] ?? text(direction)),
  ],
  open_url: (args) => [OPEN, host(text(args.url))],
  search_web: (args) => [SEARCH, `for ${quoted(text(args.query))}`],
  go_back: () => [GO, 'back'],
  go_forward: () => [GO, 'forward'],
  reload: () => [LOAD, 'the page again'],
  new_tab: () => [OPEN, 'a tab'],
  switch_tab: () => [SWITCH, 'tabs'],
  reopen_tab: () => [OPEN, 'the tab again'],
  close_tab: ({ tabs }) => [
    CLOSE,
    Array.isArray(tabs) && tabs.length !== 1 ? `${tabs.length} tabs` : 'the tab',
  ],
  bookmark_page: () => [BOOKMARK, 'the page'],
  media: ({ action }) => MEDIA[text(action)]!,
  zoom: ({ direction }) => (direction === 'reset' ? [RESET, 'the zoom'] : [ZOOM, text(direction)]),
  undo: () => [UNDO, 'the last act'],
  copy_text: () => [COPY],
  paste_text: () => [PASTE],
  read_selection: () => [READ, 'the selection'],
  // Numbers on certain controls belong to a question about these.
  show_numbers: ({ refs }) =>
    Array.isArray(refs)
      ? [MARK, refs.length === 1 ? 'the control' : `${refs.length} controls`]
      : [SHOW, 'numbers'],
  hide_numbers: () => [HIDE, 'the numbers'],
};

/** What is written into a password field stays out of the list of acts, also where it is refused. */
function describeSecret(name: ToolName, args: Args, control: string): Described {
  if (name === 'type_text') return [TYPE, `into ${control}`];
  return name === 'set_value' ? [SET, control] : DESCRIPTIONS[name](args, control);
}

/** @param target null if no control is used, or none is known yet */
export function describeAct(name: ToolName, args: Args, target: Target | null): ActTexts {
  const called = target?.name.trim();
  const control = called ? quoted(called) : target ? `the ${target.role}` : 'a control';
  const [verb, rest] = target?.secret
    ? describeSecret(name, args, control)
    : DESCRIPTIONS[name](args, control);
  const [wanted, doing, done] = verb.map((form) => (rest === undefined ? form : `${form} ${rest}`)) as [
    string,
    string,
    string,
  ];
  return { wanted, doing, done };
}

/** Tools that show the user nothing on the page: they have no card. */
const READS: ReadonlySet<ToolName> = new Set([
  'page_snapshot',
  'read_article',
  'list_tabs',
  'wait_for',
  'read_selection',
]);

export const onlyReads = (name: ToolName): boolean => READS.has(name);

/** Tools that leave pages and tabs as they are: there is nothing to undo. */
const SHOWS: ReadonlySet<ToolName> = new Set([
  'find_in_page',
  'show_numbers',
  'hide_numbers',
  'hover',
  'copy_text',
]);

export const changesNothing = (name: ToolName): boolean => READS.has(name) || SHOWS.has(name);
