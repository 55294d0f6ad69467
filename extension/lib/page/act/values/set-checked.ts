import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { controlOf } from '../../controls/control-kind';
import { describeControl } from '../../describe-control';
import { isRendered } from '../../dom/rendered';
import { roleOf } from '../../roles/role-of';
import { unusable, type Acting, type Performed } from '../acting';
import { becomes } from '../pause';
import { press, reach } from '../pointer/press';
import { checkedOf } from '../checked/checked';
import { checkedWayBack, labelOf } from '../checked/checked-way-back';

/** Pages draw the new state within this time, or not at all. */
const DRAWN_MS = 500;

const STEP_MS = 25;

/** Of three states, the third is passed through. */
const MAX_PRESSES = 2;

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
  if (roleOf(control) === 'radio' && !checked)
    return failure(`${what} is one of several choices: choose another one instead.`);
  const refusal = unusable(control);
  if (refusal) return refusal;
  const wayBack = checkedWayBack(control, acting);
  const isDone = () => !control.isConnected || checkedOf(control) === checked;
  for (let presses = 0; presses < MAX_PRESSES; presses++) {
    const reached = await reach(isRendered(control) ? control : (labelOf(control) ?? shown), acting);
    if ('ok' in reached) return reached;
    press(control, reached);
    if (await becomes(isDone, DRAWN_MS, STEP_MS)) return { wayBack };
    if (before !== null && checkedOf(control) === before) break;
  }
  return failure(`The page did not let ${what} become ${word(checked)}.`);
}
