/** What the browser tools may do without asking, as data. docs/tools.md lists the rules of each tool. */
import { isCharacter, parseKey, type Key } from '../../page/act/keys/key';
import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { TabItem } from '../../tool-contract/tool-results';
import { speaksOf, type ActWords } from './act-words';
import { carriedText, hostOf, isWithin, webAddress } from './addresses';
import { isNamed, isWordSaid } from './named';
import { repeats } from './known-words';
import { isSaid, wordsOf } from './spoken-words';
import type { Task } from './task';

/** Everything that a decision depends on. */
export interface JudgedCall {
  name: ToolName;
  /** Checked: they fit the tool. */
  arguments: Readonly<Partial<Record<string, unknown>>>;
  task: Task;
  /** The control that is used; of keys and typed text, what has the focus. Null: none. */
  target: Target | null;
  /** The number that it shows. */
  number: number | null;
  /** Where something is dragged to. */
  to: Target | null;
  /** The address of the active page; empty if it is not known. */
  pageUrl: string;
  /** The tabs that `close_tab` would close. */
  closing: readonly TabItem[];
  /** Text that `paste_text` would insert. */
  pasted: string | null;
}

export type RuleName =
  | 'secret'
  | 'no_web_address'
  | 'buys'
  | 'deletes'
  | 'sends'
  | 'logs_in'
  | 'submits'
  | 'downloads'
  | 'leaves'
  | 'opens'
  | 'carries'
  | 'searches'
  | 'types_elsewhere'
  | 'closes_pinned'
  | 'closes_several';

export interface Rule {
  name: RuleName;
  verdict: 'deny' | 'confirm';
  tools: readonly ToolName[];
  applies(call: JudgedCall): boolean;
  /** Whether the user's own words are the yes; without it they are not. */
  named?(call: JudgedCall): boolean;
}

/** Roles whose use only changes a choice or shows something, whatever they are called. */
const CHOICES = new Set(
  'checkbox radio switch tab option textbox searchbox combobox slider spinbutton'.split(' '),
);
/** Links are for reading: only a short name that begins with the word is taken for an act. */
const MAX_LINK_WORDS = 3;
/** Longer names of buttons are sentences or whole cards. */
const MAX_ACT_WORDS = 8;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The key that the page would get, whatever it was called. Null: none, or it is no call of a key. */
const keyOf = ({ name, arguments: args }: JudgedCall): Key | null =>
  name === 'press_key' ? parseKey(text(args.key)) : null;

/** The call uses the control as a click does: it submits, follows or runs it. */
function uses(call: JudgedCall): boolean {
  if (call.name === 'type_text') return call.arguments.submit === true;
  if (call.name !== 'press_key') return true;
  const key = keyOf(call)?.key;
  return key === 'Enter' || (key === ' ' && call.target?.editable !== true);
}

/** Outside fields, pages and lists of files and mails delete by these keys. */
const deletesByKey = (call: JudgedCall): boolean =>
  ['Delete', 'Backspace'].includes(keyOf(call)?.key ?? '') && call.target?.editable !== true;

/** Whether the key would put something into a field: a character, or what was copied. */
const isTyped = (key: Key): boolean =>
  isCharacter(key) || ((key.ctrl || key.meta) && key.key.toLowerCase() === 'v');

/** The names that say what using the control does. */
function speaks(call: JudgedCall, list: ActWords): boolean {
  const { target } = call;
  if (!target || !uses(call)) return false;
  const name = wordsOf(target.name);
  if (CHOICES.has(target.role) && !isEntered(call)) return false;
  const limit = target.role === 'link' && !target.submits ? MAX_LINK_WORDS : MAX_ACT_WORDS;
  return name.length <= limit && speaksOf(list, name);
}

/** Enter in a field, or text with `submit`. */
const isEntered = ({ name, target }: JudgedCall): boolean => name !== 'click' && target?.editable === true;

const submits = (call: JudgedCall): boolean =>
  uses(call) && call.target !== null && (call.target.submits || isEntered(call));

const isSearch = ({ target }: JudgedCall): boolean =>
  target?.role === 'searchbox' ||
  speaksOf('SEARCHES', wordsOf(`${target?.name ?? ''} ${target?.form ?? ''}`));

const isTargetNamed = ({ task, target, number }: JudgedCall): boolean =>
  target !== null && isNamed(task.words, target.name, number);

const ENTER_WORDS = ['enter', 'return', 'submit', 'go', 'search', 'find', 'look'];

const isEnterNamed = (call: JudgedCall): boolean =>
  call.name === 'click'
    ? isTargetNamed(call)
    : isWordSaid(call.task.words, ENTER_WORDS) || isTargetNamed(call);

/** What would be typed into the page. */
const typed = ({ arguments: args, pasted }: JudgedCall): string => pasted ?? text(args.text);

const address = ({ arguments: args }: JudgedCall): URL | null => webAddress(text(args.url));

/** Long enough for the path of a page that the user means, too short for much else. */
const MAX_PLAIN_PATH_CHARS = 64;

/** The address tells its site more than which page is wanted. */
function carries(call: JudgedCall): boolean {
  const url = address(call);
  if (!url) return false;
  const carried = carriedText(url);
  if (url.username !== '') return true;
  if (isSaid(carried, [call.task.words])) return false;
  const isPlain = url.search === '' && url.hash === '';
  return !isPlain || carried.length > MAX_PLAIN_PATH_CHARS || repeats(carried, call.task.known);
}

const leadsOutside = ({ target, task }: JudgedCall): boolean => {
  if (!target?.href) return false;
  // A script of the page itself.
  if (target.href.startsWith('javascript:')) return false;
  const host = hostOf(target.href);
  return host === null || !isWithin(host, task.hosts);
};

const CLOSE_WORDS = ['close', 'shut'];
const SEVERAL_WORDS = [
  'others',
  'other',
  'all',
  'tabs',
  'these',
  'those',
  'both',
  'everything',
  'rest',
  'every',
];

export const RULES: readonly Rule[] = [
  {
    name: 'secret',
    verdict: 'deny',
    tools: ['type_text', 'paste_text', 'set_value', 'press_key', 'select_option'],
    applies(call) {
      const key = keyOf(call);
      return call.target?.secret === true && (key === null || isTyped(key));
    },
  },
  {
    name: 'no_web_address',
    verdict: 'deny',
    tools: ['open_url'],
    applies: (call) => address(call) === null,
  },
  {
    name: 'buys',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) =>
      speaks(call, 'BUYS') ||
      (submits(call) && !isSearch(call) && speaksOf('BUYING_FORM', wordsOf(call.target?.form ?? ''))),
  },
  {
    name: 'deletes',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'drag'],
    applies(call) {
      if (call.name === 'drag') return speaksOf('BIN', wordsOf(call.to?.name ?? ''));
      const name = wordsOf(call.target?.name ?? '');
      return deletesByKey(call) || (speaks(call, 'DELETES') && !speaksOf('HARMLESS_REMOVALS', name));
    },
  },
  {
    name: 'sends',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) => {
      if (isEntered(call) && uses(call) && !isSearch(call))
        return speaksOf('MESSAGE_FIELDS', wordsOf(`${call.target?.name ?? ''} ${call.target?.form ?? ''}`));
      return speaks(call, 'SENDS') || (submits(call) && speaks(call, 'SENDS_FORM'));
    },
  },
  {
    name: 'logs_in',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) =>
      call.target?.role !== 'link' &&
      (speaks(call, 'LOGS_IN') || (submits(call) && speaksOf('LOGS_IN', wordsOf(call.target?.form ?? '')))),
    named: isEnterNamed,
  },
  {
    name: 'submits',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: submits,
    named: isEnterNamed,
  },
  {
    name: 'downloads',
    verdict: 'confirm',
    tools: ['click', 'press_key'],
    applies: (call) => uses(call) && call.target?.downloads === true,
    named: isTargetNamed,
  },
  {
    name: 'leaves',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) => uses(call) && leadsOutside(call),
    named: isEnterNamed,
  },
  {
    name: 'opens',
    verdict: 'confirm',
    tools: ['open_url'],
    applies: (call) => {
      const url = address(call);
      return url !== null && !isWithin(url.host, call.task.hosts);
    },
  },
  { name: 'carries', verdict: 'confirm', tools: ['open_url'], applies: carries },
  {
    name: 'searches',
    verdict: 'confirm',
    tools: ['search_web'],
    applies: ({ arguments: args, task }) => !isSaid(text(args.query), task.said),
  },
  {
    name: 'types_elsewhere',
    verdict: 'confirm',
    tools: ['type_text', 'paste_text'],
    applies: (call) => {
      const host = hostOf(call.pageUrl);
      const isElsewhere = host === null || !isWithin(host, call.task.hosts);
      return isElsewhere && !isSaid(typed(call), [call.task.words]);
    },
    named: ({ name, task }) => name === 'paste_text' && isWordSaid(task.words, ['paste', 'insert']),
  },
  {
    name: 'closes_pinned',
    verdict: 'confirm',
    tools: ['close_tab'],
    applies: ({ closing }) => closing.some(({ pinned }) => pinned),
  },
  {
    name: 'closes_several',
    verdict: 'confirm',
    tools: ['close_tab'],
    applies: ({ closing }) => closing.length > 1,
    named: ({ task: { words } }) => isWordSaid(words, CLOSE_WORDS) && isWordSaid(words, SEVERAL_WORDS),
  },
];
