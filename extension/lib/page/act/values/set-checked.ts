import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { controlOf } from '../../controls/control-kind';
import { describeControl } from '../../describe-control';
import { isRendered } from '../../dom/rendered';
import { roleOf } from '../../roles/role-of';
import { unusable, type Acting, type Performed } from '../acting';
import { pause } from '../pause';
import { press, reach } from '../pointer/press';

const CHECKABLE = new Set([
  'checkbox',
  'radio',
  'switch',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'treeitem',
  'tab',
]);

/** Pages draw the new state within this time, or not at all. */
const DRAWN_MS = 500;

const STEP_MS = 25;

/** Of three states, the third is passed through. */
const MAX_PRESSES = 2;

/** @returns null if it is partly checked, undefined if it has no such state */
export function checkedOf(control: Element): boolean | null | undefined {
  if (control instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(control.type)) {
    return control.indeterminate ? null : control.checked;
  }
  for (const attribute of ['aria-checked', 'aria-pressed', 'aria-selected']) {
    const value = control.getAttribute(attribute);
    if (value === 'mixed') return null;
    if (value !== null) return value === 'true';
  }
  return CHECKABLE.has(roleOf(control) ?? '') ? false : undefined;
}

async function becomes(control: Element, checked: boolean): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < DRAWN_MS; waitedMs += STEP_MS) {
    if (!control.isConnected || checkedOf(control) === checked) return true;
    await pause(STEP_MS);
  }
  return false;
}

const word = (checked: boolean) => (checked ? 'checked' : 'unchecked');

export async function setChecked(
  shown: Element,
  checked: boolean,
  acting: Acting,
): Promise<Performed | ToolFailure> {
  const control = controlOf(shown);
  const what = describeControl(control);
  const before = checkedOf(control);
  if (before === undefined) return failure(`${what} cannot be checked.`);
  if (before === checked) return { did: `nothing: ${what} is ${word(checked)} already` };
  const isRadio =
    control instanceof HTMLInputElement ? control.type === 'radio' : roleOf(control) === 'radio';
  if (isRadio && !checked) return failure(`${what} is one of several choices: choose another one instead.`);
  const refusal = unusable(control);
  if (refusal) return refusal;
  for (let presses = 0; presses < MAX_PRESSES; presses++) {
    const reached = await reach(isRendered(control) ? control : shown, acting);
    if ('ok' in reached) return reached;
    press(control, reached);
    if (await becomes(control, checked)) {
      return {
        undo:
          isRadio || before === null
            ? undefined
            : { kind: 'checked', ref: acting.refs.numberOf(control), checked: before },
      };
    }
    if (before !== null && checkedOf(control) === before) break;
  }
  return failure(`The page did not let ${what} become ${word(checked)}.`);
}
