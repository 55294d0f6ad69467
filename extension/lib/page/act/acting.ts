import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { describeControl } from '../describe-control';
import { deepActiveElement } from '../dom/flat-tree';
import type { PageActed, PageUndo } from '../page-calls';
import type { RefRegistry } from '../refs';
import { ChangeWatch } from './changes/change-watch';
import { settle } from './changes/settle';

/** How the texts of an act name controls. */
export interface Acting {
  refs: RefRegistry;
  /** @returns such as `e7 button "Accept"` */
  withRef(control: Element): string;
}

export interface Performed {
  /** What the act itself knows to have happened. */
  did?: string;
  undo?: PageUndo;
  /** Text that the act itself has put on the page: no news. */
  shows?: string;
  /** The document is about to be left. */
  navigates?: true;
}

export interface ActArguments {
  epoch: string;
  firstRef: number;
  refPrefix: string;
}

/** @param patienceMs how long a page that does not react is watched before that is said */
export interface ActOptions {
  on?: Element;
  patienceMs?: number;
}

/** Long enough for what a page fetches from nearby. */
const PATIENCE_MS = 400;

export type ActAnswer = (PageActed | ToolFailure) & { nextRef: number };

/** Acts, waits until the page has reacted, and says what changed. */
export async function runAct(
  args: ActArguments,
  refs: RefRegistry,
  { on, patienceMs = PATIENCE_MS }: ActOptions,
  perform: (acting: Acting) => Performed | ToolFailure | Promise<Performed | ToolFailure>,
): Promise<ActAnswer> {
  refs.begin(args.epoch, args.firstRef);
  const withRef = (control: Element) =>
    `${args.refPrefix}${refs.numberOf(control)} ${describeControl(control)}`;
  const watch = new ChangeWatch(on ?? null);
  try {
    const performed = await perform({ refs, withRef });
    if ('ok' in performed) return { ...performed, nextRef: refs.next };
    await settle(watch, patienceMs);
    const active = deepActiveElement();
    const acted: PageActed = { ok: true, changed: watch.describe(performed.did, performed.shows) };
    if (active && active.localName !== 'iframe') acted.focus = withRef(active);
    if (performed.undo) acted.undo = performed.undo;
    if (performed.navigates || watch.leaves) acted.navigates = true;
    return { ...acted, nextRef: refs.next };
  } finally {
    watch.end();
  }
}

/** As `runAct`, on the control of a ref. */
export function runActOn(
  args: ActArguments & { ref: number; expect?: string },
  refs: RefRegistry,
  perform: (control: Element, acting: Acting) => Performed | ToolFailure | Promise<Performed | ToolFailure>,
  options: ActOptions = {},
): Promise<ActAnswer> | ActAnswer {
  refs.begin(args.epoch, args.firstRef);
  const control = refs.controlFor(args);
  if (!(control instanceof Element)) return { ...control, nextRef: refs.next };
  return runAct(args, refs, { on: control, ...options }, (acting) => perform(control, acting));
}

/** @returns the refusal of a control that cannot be used now, or null */
export function unusable(control: Element): ToolFailure | null {
  const what = describeControl(control);
  if (control.matches(':disabled') || control.closest('[aria-disabled=true]'))
    return failure(`${what} is disabled.`);
  if (control.closest('[inert]'))
    return failure(`${what} cannot be used now: something else on the page is open.`);
  return null;
}
