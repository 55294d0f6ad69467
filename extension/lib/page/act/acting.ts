import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { controlOf } from '../controls/control-kind';
import { isDisabled } from '../controls/control-state';
import { describeControl } from '../describe-control';
import { deepActiveElement } from '../dom/flat-tree';
import type { GivesRefs, PageActed, PageUndo } from '../page-calls';
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
  /** The same, asked once the page has reacted. */
  wayBack?: () => PageUndo | undefined;
  /** Text that the act itself has put on the page: no news. */
  shows?: string;
  /** The document is about to be left. */
  navigates?: true;
  /** The browser was asked to open a tab. */
  opensTab?: true;
}

/** @param patienceMs how long a page that does not react is watched before that is said */
export interface ActOptions {
  on?: Element;
  patienceMs?: number;
}

/** Long enough for what a page fetches from nearby. */
const PATIENCE_MS = 400;

/** The act and what it starts: the worker waits four seconds. */
const ALL_MS = 3600;

export type Outcome = Performed | ToolFailure;

type Perform = (acting: Acting) => Outcome | Promise<Outcome>;

type ActAnswer = (PageActed | ToolFailure) & { nextRef: number };

/** Acts, waits until the page has reacted, and says what changed. */
export async function runAct(
  args: GivesRefs,
  refs: RefRegistry,
  { on, patienceMs = PATIENCE_MS }: ActOptions,
  perform: Perform,
): Promise<ActAnswer> {
  refs.begin(args.epoch, args.firstRef);
  const acting = actingWith(args, refs);
  const deadlineMs = performance.now() + ALL_MS;
  const watch = new ChangeWatch(on ?? null);
  try {
    const performed = await perform(acting);
    if ('ok' in performed) return { ...performed, nextRef: refs.next };
    await settle(watch, patienceMs, deadlineMs);
    const changed = watch.describe(performed.did, performed.shows);
    const opensTab = performed.opensTab && { opensTab: performed.opensTab };
    const answer = { ...answerOf(performed, changed, acting), ...opensTab };
    if (!performed.navigates && !watch.leaves) return answer;
    return { ...answer, navigates: true, ...(watch.posts && { posts: true }) };
  } finally {
    watch.end();
  }
}

/** As `runAct`, for what knows itself all that it does: the page is not watched. */
export async function runKnown(args: GivesRefs, refs: RefRegistry, perform: Perform): Promise<ActAnswer> {
  refs.begin(args.epoch, args.firstRef);
  const acting = actingWith(args, refs);
  const performed = await perform(acting);
  if ('ok' in performed) return { ...performed, nextRef: refs.next };
  return answerOf(performed, performed.did ?? 'nothing', acting);
}

const actingWith = ({ refPrefix }: GivesRefs, refs: RefRegistry): Acting => ({
  refs,
  withRef: (control) => `${refPrefix}${refs.numberOf(control)} ${describeControl(control)}`,
});

function answerOf(
  { undo: known, wayBack }: Performed,
  changed: string,
  { refs, withRef }: Acting,
): PageActed & { nextRef: number } {
  const acted: PageActed = { ok: true, changed };
  const active = deepActiveElement();
  if (active && active.localName !== 'iframe') acted.focus = withRef(active);
  const undo = known ?? wayBack?.();
  if (undo) acted.undo = undo;
  return { ...acted, nextRef: refs.next };
}

/** As `runAct`, on the control of a ref. */
export function runActOn(
  args: GivesRefs & { ref: number; expect?: string },
  refs: RefRegistry,
  perform: (control: Element, acting: Acting) => Outcome | Promise<Outcome>,
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
  if (isDisabled(controlOf(control))) return failure(`${what} is disabled.`);
  if (control.closest('[inert]'))
    return failure(`${what} cannot be used now: something else on the page is open.`);
  return null;
}
