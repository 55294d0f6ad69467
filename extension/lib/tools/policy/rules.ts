/** What the browser tools may do without asking, as data. docs/tools.md lists the rules of each tool. */
import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { TabItem } from '../../tool-contract/tool-results';
import { speaksOf, type ActWords } from './act-words';
import { hostOf, isWithin, webAddress } from './addresses';
import { isAskedAbout } from './asked';
import { carriesData } from './carried';
import { isEnter, isErasing, isSpace, isTyping } from './key-acts';
import { isNamed, isWordSaid } from './named';
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
  /** The address of the page that is used; empty if it is not known. A frame in it may be of another site: see `target`. */
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
  | 'pastes'
  | 'copies'
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
/** Links are for reading: only a short name that begins with the word counts as an act. */
const MAX_LINK_WORDS = 3;
/** Longer names of buttons are sentences or whole cards. */
const MAX_ACT_WORDS = 8;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The key that is pressed; empty if the call presses none. */
const keyOf = ({ name, arguments: args }: JudgedCall): string => (name === 'press_key' ? text(args.key) : '');

/** The call uses the control as a click does: it submits, follows or runs it. */
function uses(call: JudgedCall): boolean {
  if (call.name === 'type_text') return call.arguments.submit === true;
  if (call.name !== 'press_key') return true;
  return isEnter(keyOf(call)) || (isSpace(keyOf(call)) && call.target?.editable !== true);
}

/** The names that say what using the control does. */
function speaks(call: JudgedCall, list: ActWords): boolean {
  const { target } = call;
  if (!target || !uses(call)) return false;
  const name = wordsOf(target.name);
  if (CHOICES.has(target.role) && !isEntered(call)) return false;
  const limit = target.role === 'link' && !target.submits ? MAX_LINK_WORDS : MAX_ACT_WORDS;
  return name.length <= limit && speaksOf(list, name);
}

/** Enter in a field, or in a choice of a form, which sends the form; or text with `submit`. Enter presses other controls. */
function isEntered(call: JudgedCall): boolean {
  const { name, target } = call;
  if (!target) return false;
  // Its field may be inside the control.
  if (name === 'type_text') return true;
  return isEnter(keyOf(call)) && (target.editable || target.submitsByEnter === true);
}

const submits = (call: JudgedCall): boolean =>
  uses(call) && call.target !== null && (call.target.submits || isEntered(call));

const isSearch = ({ target }: JudgedCall): boolean =>
  target?.role === 'searchbox' ||
  speaksOf('SEARCHES', wordsOf(`${target?.name ?? ''} ${target?.form ?? ''}`));

const isTargetNamed = ({ task, target, number }: JudgedCall): boolean =>
  target !== null &&
  (isNamed(task.words, target.name, number) || isAskedAbout(task.agreedTo, target.name, number));

const ENTER_WORDS = ['enter', 'return', 'submit'];
/** In other places than a search they mean something else: "go on", "look at this". */
const SEARCH_WORDS = ['go', 'search', 'find', 'look'];

/** Enter is named by its own words only in a field: what it presses is named as for a click. */
function isEnterNamed(call: JudgedCall): boolean {
  if (isTargetNamed(call)) return true;
  if (!isEntered(call)) return false;
  const words = isSearch(call) ? [...ENTER_WORDS, ...SEARCH_WORDS] : ENTER_WORDS;
  return isWordSaid(call.task.words, words);
}

/** What would be put into the page. */
function typed(call: JudgedCall): string {
  const { name, arguments: args } = call;
  if (name === 'press_key') return isTyping(keyOf(call)) ? keyOf(call) : '';
  return String(args.text ?? args.value ?? '');
}

/** The page, or the frame in it, is of no site of the task. */
const isElsewhere = ({ pageUrl, target, task }: JudgedCall): boolean =>
  [pageUrl, target?.origin ?? pageUrl].some((address) => {
    const host = hostOf(address);
    return host === null || !isWithin(host, task.hosts);
  });

const address = ({ arguments: args }: JudgedCall): URL | null => webAddress(text(args.url));

const leadsOutside = ({ target, task }: JudgedCall): boolean => {
  if (!target?.href) return false;
  // A script of the page itself.
  if (target.href.startsWith('javascript:')) return false;
  const host = hostOf(target.href);
  return host === null || !isWithin(host, task.hosts);
};

const COPY_WORDS = ['copy', 'clipboard'];
const PASTE_WORDS = ['paste', 'insert'];
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
    applies: (call) => call.target?.secret === true && (call.name !== 'press_key' || isTyping(keyOf(call))),
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
      return (
        (isErasing(keyOf(call)) && call.target?.editable !== true) ||
        (speaks(call, 'DELETES') && !speaksOf('HARMLESS_REMOVALS', name))
      );
    },
  },
  {
    name: 'sends',
    verdict: 'confirm',
    tools: ['click', 'press_key', 'type_text'],
    applies: (call) => {
      const written = `${call.target?.name ?? ''} ${call.target?.form ?? ''}`;
      if (isEntered(call) && uses(call) && !isSearch(call)) {
        if (speaksOf('MESSAGE_FIELDS', wordsOf(written))) return true;
        if (call.target?.editable) return false;
      }
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
  {
    name: 'carries',
    verdict: 'confirm',
    tools: ['open_url'],
    applies: (call) => {
      const url = address(call);
      return url !== null && carriesData(url, call.task);
    },
  },
  {
    name: 'searches',
    verdict: 'confirm',
    tools: ['search_web'],
    applies: ({ arguments: args, task }) => !isSaid(text(args.query), task.said),
  },
  {
    name: 'types_elsewhere',
    verdict: 'confirm',
    tools: ['type_text', 'set_value', 'press_key'],
    applies: (call) => isElsewhere(call) && !isSaid(typed(call), [call.task.words]),
  },
  {
    // The clipboard may hold anything, a password of another program too.
    name: 'pastes',
    verdict: 'confirm',
    tools: ['paste_text'],
    applies: () => true,
    named: ({ task }) => isWordSaid(task.words, PASTE_WORDS),
  },
  {
    // What is pasted later, anywhere, should be what the user has copied.
    name: 'copies',
    verdict: 'confirm',
    tools: ['copy_text'],
    applies: ({ arguments: args }) => args.text !== undefined,
    named: ({ task }) => isWordSaid(task.words, COPY_WORDS),
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
