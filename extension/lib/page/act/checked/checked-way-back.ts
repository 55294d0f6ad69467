import { controlOf } from '../../controls/control-kind';
import { isRendered } from '../../dom/rendered';
import type { PageUndo } from '../../page-calls';
import { roleOf } from '../../roles/role-of';
import type { Acting } from '../acting';
import { checkedOf } from './checked';
import { radioGroupOf } from './radio-group';

/** One of several, each with the box around them: a press cannot take its own choice back. */
const GROUPS: Record<string, string> = {
  radio: '[role=radiogroup], fieldset, form',
  menuitemradio: '[role=group], [role=menu]',
  option: '[role=listbox]',
  tab: '[role=tablist]',
};

/**
 * Looks at a control that may be checked or chosen before it is pressed.
 * @returns how to undo the press once the page has reacted; undefined if it has no such state, or that has not changed
 */
export function checkedWayBack(shown: Element, { refs }: Acting): () => PageUndo | undefined {
  const control = controlOf(shown);
  const before = checkedOf(control);
  const others = before === false ? rivalsOf(control) : null;
  const chosen = others?.find((other) => checkedOf(other) === true);
  return () => {
    if (typeof before !== 'boolean' || !control.isConnected || checkedOf(control) !== !before)
      return undefined;
    // Where nothing was chosen before, only some lists can be left without a choice.
    const undone = others ? chosen : control;
    const isShown = undone && (isRendered(undone) || labelOf(undone));
    return isShown
      ? { kind: 'checked', ref: refs.numberOf(undone), checked: others ? true : before }
      : undefined;
  };
}

/** @returns the other choices of its group; null if it is no choice between them */
function rivalsOf(control: Element): Element[] | null {
  if (control instanceof HTMLInputElement && control.type === 'radio') return radioGroupOf(control);
  const role = roleOf(control) ?? '';
  const around = GROUPS[role] === undefined ? null : control.closest(GROUPS[role]);
  if (GROUPS[role] === undefined || around?.getAttribute('aria-multiselectable') === 'true') return null;
  return around ? [...around.querySelectorAll(`[role=${role}]`)] : [];
}

/** @returns what users press in the place of a control that is not rendered */
export const labelOf = (control: Element): Element | undefined =>
  [...((control as HTMLInputElement).labels ?? [])].find(isRendered);
