import type { ControlRef, ToolRun } from '../../browser/browser-calls';
import type { Target } from '../../page/page-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import { failure, type TabItem, type ToolFailure } from '../../tool-contract/tool-results';
import { shownNumber, type RefBook } from '../refs/ref-book';
import { withinLimit, type CallBrowser } from './call-browser';

/** A call with everything that it names found, as the policy and the worker need it. */
export interface PreparedCall {
  on?: ControlRef;
  to?: ControlRef;
  controls?: ControlRef[];
  /** What is used; null if nothing is, or nothing has the focus. */
  target: Target | null;
  /** The number that it shows. */
  number: number | null;
  dragTarget: Target | null;
  closing: TabItem[];
  /** Of the tab that the control is in, as the browser knows it now; null if no control is used. */
  url: string | null;
  /** Of the control. */
  documentId: string | null;
}

export interface PrepareDeps {
  callBrowser: CallBrowser;
  refs: RefBook;
  /** The number that a control had when the user's words came, also of a ref such as `n14`. */
  numberOf(ref: string): number | null;
}

interface Inspected {
  target: Target;
  url: string;
  documentId: string | null;
}

type Args = Readonly<Partial<Record<string, unknown>>>;

/** Tools that act on what has the focus if no control is given. */
const USE_FOCUS: ReadonlySet<ToolName> = new Set(['type_text', 'press_key', 'paste_text']);

/** The policy looks at the control that these use. */
const INSPECTED: ReadonlySet<ToolName> = new Set([
  ...USE_FOCUS,
  'click',
  'select_option',
  'set_value',
  'set_checked',
  'drag',
]);

/** @returns a failure in words if a control is gone, or the worker does not answer */
export async function prepareCall(
  name: ToolName,
  args: Args,
  deps: PrepareDeps,
): Promise<PreparedCall | ToolFailure> {
  const found: Pick<PreparedCall, 'on' | 'to' | 'controls'> = {};
  for (const [field, key] of [
    ['ref', 'on'],
    ['to_ref', 'to'],
  ] as const) {
    if (typeof args[field] !== 'string') continue;
    const control = await resolve(args[field], deps);
    if ('error' in control) return control;
    found[key] = control;
  }
  if (Array.isArray(args.refs)) {
    const controls = await Promise.all((args.refs as string[]).map((ref) => resolve(ref, deps)));
    const failed = controls.find((control) => 'error' in control);
    if (failed) return failed;
    found.controls = controls as ControlRef[];
  }
  const used = await targetOf(name, found.on, deps);
  if (used && 'error' in used) return used;
  const dropped = found.to ? await inspect({ on: found.to }, deps) : null;
  if (dropped && 'error' in dropped) return dropped;
  const closing = name === 'close_tab' ? await tabsToClose(args.tabs, deps) : [];
  if ('error' in closing) return closing;
  const ref = typeof args.ref === 'string' ? args.ref : null;
  const number = ref === null ? null : deps.numberOf(ref);
  const { target, url, documentId } = used ?? { target: null, url: null, documentId: null };
  return { ...found, target, url, documentId, number, dragTarget: dropped && dropped.target, closing };
}

async function resolve(ref: string, { refs, callBrowser }: PrepareDeps): Promise<ControlRef | ToolFailure> {
  const number = shownNumber(ref);
  if (number === null) return refs.resolve(ref);
  const answer = await withinLimit(callBrowser('numbered', { number, refs: refs.state }));
  return 'error' in answer ? answer : answer.on;
}

async function targetOf(
  name: ToolName,
  on: ControlRef | undefined,
  deps: PrepareDeps,
): Promise<Inspected | null | ToolFailure> {
  if (!INSPECTED.has(name)) return null;
  if (on) return inspect({ on }, deps);
  const focused = await inspect({ focus: true }, deps);
  // Pages listen to keys also where nothing has the focus.
  return 'error' in focused && name === 'press_key' ? null : focused;
}

async function inspect(
  what: { on: ControlRef } | { focus: true },
  { callBrowser }: PrepareDeps,
): Promise<Inspected | ToolFailure> {
  const answer = await withinLimit(callBrowser('inspect', what));
  if (!answer.ok) return answer;
  const { target, url, documentId = null } = answer;
  return { target, url, documentId };
}

async function tabsToClose(wanted: unknown, deps: PrepareDeps): Promise<TabItem[] | ToolFailure> {
  const run: ToolRun<'list_tabs'> = { name: 'list_tabs', arguments: {}, refs: deps.refs.state };
  const answer = await withinLimit(deps.callBrowser('run_tool', run));
  if ('error' in answer) return answer;
  if (!answer.result.ok) return answer.result;
  const tabs = answer.result.tabs as TabItem[];
  if (!Array.isArray(wanted)) return tabs.filter(({ active }) => active);
  const closing = new Set(wanted as number[]);
  const known = tabs.filter(({ tab }) => closing.has(tab));
  // What is not listed cannot be judged: it may be pinned.
  if (known.length < closing.size)
    return failure('Not all of these tabs are in the list of tabs. Ask for the list again.');
  return known;
}
