import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { controlName, describeControl, shortened } from '../../describe-control';
import { flatContains, flatElements, flatParent } from '../../dom/flat-tree';
import { isRendered } from '../../dom/rendered';
import { isControlRole, isPartRole } from '../../roles/roles';
import { roleOf } from '../../roles/role-of';
import type { Acting } from '../acting';

const MAX_TITLE = 60;

/** A cover with more elements than this is the page itself. */
const MAX_SEARCHED = 3000;

const CLOSING =
  /\b(?:close|dismiss|accept|agree|allow all|got it|ok|okay|no thanks|not now|reject|decline|skip|continue)\b|^[x×✕✖]$/i;

/** The whole that lies over the control: a dialog, or what has no part in common with the control. */
function wholeCover(cover: Element, control: Element): Element {
  let whole = cover;
  for (let node: Element | null = cover; node; node = flatParent(node)) {
    if (flatContains(node, control) || node === document.body) return whole;
    whole = node;
    const role = roleOf(node);
    if (role === 'dialog' || role === 'alertdialog') return node;
  }
  return whole;
}

function titleOf(cover: Element): string {
  const role = roleOf(cover);
  if (isPartRole(role) || isControlRole(role)) {
    const name = controlName(cover);
    if (name) return shortened(name, MAX_TITLE);
  }
  for (const element of flatElements(cover, MAX_SEARCHED)) {
    if (roleOf(element) === 'heading' && isRendered(element))
      return shortened(controlName(element), MAX_TITLE);
  }
  const [firstLine = ''] = ((cover as HTMLElement).innerText ?? '').trim().split('\n');
  return shortened(firstLine || controlName(cover), MAX_TITLE);
}

/** The control that puts the cover away, or the first there is. */
function wayOut(cover: Element): Element | null {
  let first: Element | null = null;
  for (const element of flatElements(cover, MAX_SEARCHED)) {
    const role = roleOf(element);
    if ((role !== 'button' && role !== 'link') || !isRendered(element)) continue;
    if (CLOSING.test(controlName(element))) return element;
    first ??= element;
  }
  return first;
}

/** @param cover what is on top of the control, or null if nothing of the control can be brought into view */
export function coveredFailure(control: Element, cover: Element | null, { withRef }: Acting): ToolFailure {
  if (!cover) return failure(`${describeControl(control)} cannot be brought into view.`);
  const whole = wholeCover(cover, control);
  const title = titleOf(whole).replaceAll('"', "'");
  const out = wayOut(whole);
  const name = title ? `"${title}"` : 'another part of the page';
  return failure(`Covered by ${name}${out ? ` (${withRef(out)})` : ''}.`);
}
