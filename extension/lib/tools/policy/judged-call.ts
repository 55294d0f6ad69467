/** A call of a browser tool, as the rules see it. */
import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { TabItem } from '../../tool-contract/tool-results';
import { speaksOf, type ActWords } from './words/act-words';
import { hostOf, isWithin, webAddress } from './addresses';
import { isAskedAbout } from './asked';
import { isCommandKey, isEnter, isSpace, isTyping } from './key-acts';
import { isNamed, isWordSaid } from './named';
import { wordsOf } from './words/spoken-words';
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
  /** Text that `paste_text` would insert, or `copy_text` would copy. */
  clip: string | null;
}

/** Roles whose use only changes a choice or shows something, whatever they are called. */
const CHOICES = new Set(
  'checkbox radio switch tab option textbox searchbox combobox slider spinbutton'.split(' '),
);
/** Links are for reading: only a short name that begins with the word counts as an act. */
const MAX_LINK_WORDS = 3;
/** Longer names of buttons are sentences or whole cards. */
const MAX_ACT_WORDS = 8;

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The key that is pressed; empty if the call presses none. */
export const keyOf = ({ name, arguments: args }: JudgedCall): string =>
  name === 'press_key' ? text(args.key) : '';

/** The call uses the control as a click does: it submits, follows or runs it. */
export function uses(call: JudgedCall): boolean {
  if (call.name === 'type_text') return call.arguments.submit === true;
  if (call.name !== 'press_key') return true;
  return isEnter(keyOf(call)) || (isSpace(keyOf(call)) && call.target?.editable !== true);
}

/** The names that say what using the control does: its own, and that of what it presses. */
function usedNames(call: JudgedCall): { role: string; words: string[] }[] {
  const { target } = call;
  if (!target || !uses(call)) return [];
  return [target, ...(target.presses ? [target.presses] : [])].flatMap(({ name, role }) => {
    if (CHOICES.has(role) && !isEntered(call)) return [];
    const words = wordsOf(name);
    const limit = role === 'link' && !target.submits ? MAX_LINK_WORDS : MAX_ACT_WORDS;
    return words.length <= limit ? [{ role, words }] : [];
  });
}

/** @param but names that are of this list, too, do not count */
export const speaks = (call: JudgedCall, list: ActWords, but?: ActWords): boolean =>
  usedNames(call).some(({ words }) => speaksOf(list, words) && !(but && speaksOf(but, words)));

/** The same of what is no link: links called "Log in" or "Submit" only lead to the form. */
export const buttonSpeaks = (call: JudgedCall, list: ActWords): boolean =>
  usedNames(call).some(({ role, words }) => role !== 'link' && speaksOf(list, words));

/** Enter in a field, or in a choice of a form, which sends the form; or text with `submit`. Enter presses other controls. */
export function isEntered(call: JudgedCall): boolean {
  const { name, target } = call;
  if (!target) return false;
  // Its field may be inside the control.
  if (name === 'type_text') return true;
  return isEnter(keyOf(call)) && (target.editable || target.submitsByEnter === true);
}

/** As the browser itself does it. */
export const sendsForm = (call: JudgedCall): boolean =>
  uses(call) && (call.target?.submits === true || isEntered(call));

/** Scripts may send a form with any element: its name says so. */
export const submits = (call: JudgedCall): boolean => sendsForm(call) || buttonSpeaks(call, 'SUBMITS');

export const isSearch = ({ target }: JudgedCall): boolean =>
  target?.role === 'searchbox' ||
  speaksOf('SEARCHES', wordsOf(`${target?.name ?? ''} ${target?.form ?? ''}`));

export const isTargetNamed = ({ task, target, number, arguments: { ref } }: JudgedCall): boolean =>
  target !== null &&
  // A name does not stand for what it hides.
  (!target.presses || isNamed(task.words, target.presses.name, null)) &&
  (isNamed(task.words, target.name, number) ||
    isAskedAbout(task.agreedTo, { ref, name: target.name, number }));

const ENTER_WORDS = ['enter', 'return', 'submit'];
/** In other places than a search they mean something else: "go on", "look at this". */
const SEARCH_WORDS = ['go', 'search', 'find', 'look'];

/** Enter is named by its own words only in a field: what it presses is named as for a click. */
export function isEnterNamed(call: JudgedCall): boolean {
  if (isTargetNamed(call)) return true;
  if (!isEntered(call)) return false;
  const words = isSearch(call) ? [...ENTER_WORDS, ...SEARCH_WORDS] : ENTER_WORDS;
  return isWordSaid(call.task.words, words);
}

/** What would be put into the page. */
export function typed(call: JudgedCall): string {
  const { name, arguments: args } = call;
  if (name === 'press_key') return isTyping(keyOf(call)) ? keyOf(call) : '';
  return String(args.text ?? args.value ?? '');
}

const isOf = (address: string, { hosts }: Task): boolean => {
  const host = hostOf(address);
  return host !== null && isWithin(host, hosts);
};

/** The page, or the frame in it, is of no site of the task. */
export const isElsewhere = ({ pageUrl, target, task }: JudgedCall): boolean =>
  !isOf(pageUrl, task) || !isOf(target?.origin ?? pageUrl, task);

/** The page itself is of no site of the task: the user may not even see it. */
export const isPageElsewhere = ({ pageUrl, task }: JudgedCall): boolean => !isOf(pageUrl, task);

/** Something is done with the control, beyond looking at it or typing into it. */
export const acts = (call: JudgedCall): boolean =>
  call.target !== null &&
  (call.name === 'select_option' || call.name === 'set_checked' || call.name === 'drag' || uses(call));

/** A key that runs a command of the page: outside a field, a letter may delete or send. */
export const isShortcut = (call: JudgedCall): boolean =>
  call.target?.editable !== true && isCommandKey(keyOf(call));

export const address = ({ arguments: args }: JudgedCall): URL | null => webAddress(text(args.url));

export const leadsOutside = ({ target, task }: JudgedCall): boolean => {
  if (!target?.href) return false;
  // A script of the page itself.
  if (target.href.startsWith('javascript:')) return false;
  const host = hostOf(target.href);
  return host === null || !isWithin(host, task.hosts);
};
