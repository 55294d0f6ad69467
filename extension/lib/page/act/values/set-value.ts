import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { controlOf } from '../../controls/control-kind';
import { describeControl } from '../../describe-control';
import { roleOf } from '../../roles/role-of';
import { isSecret } from '../../secrets';
import { unusable, type Acting, type Performed } from '../acting';
import { changeValue } from '../change-value';
import { FILE_BY_HAND } from '../file-by-hand';
import { colorValue } from './colors';
import { exampleOf, isTemporal } from '../../dom/temporal-input';
import { temporalValue } from './field-value';
import { selectOption } from './select-option';
import { setChecked } from './set-checked';
import { setAriaValue, wantedIn } from './slider';

const WITH_VALUE = new Set(['slider', 'spinbutton', 'scrollbar', 'separator', 'meter']);

const CHECKED: Record<string, boolean> = {
  true: true,
  on: true,
  yes: true,
  checked: true,
  false: false,
  off: false,
  no: false,
  unchecked: false,
};

export function setValue(
  shown: Element,
  value: string,
  acting: Acting,
): Performed | ToolFailure | Promise<Performed | ToolFailure> {
  const control = controlOf(shown);
  const refusal = unusable(control);
  if (refusal) return refusal;
  if (control instanceof HTMLSelectElement) return selectOption(control, value, acting);
  if (control instanceof HTMLTextAreaElement) return setField(control, value, acting);
  if (control instanceof HTMLInputElement) return setInput(control, value, acting);
  const role = roleOf(control) ?? '';
  const inner = control.querySelector('input');
  if (inner instanceof HTMLInputElement && WITH_VALUE.has(role)) return setInput(inner, value, acting);
  if (WITH_VALUE.has(role)) return setAriaValue(control, value, acting);
  if (role === 'combobox' || role === 'listbox' || role === 'radiogroup')
    return selectOption(control, value, acting);
  if (role === 'checkbox' || role === 'switch') return setBox(control, value, acting);
  return failure(`${describeControl(control)} has no value to set. If it takes text, type into it.`);
}

function setBox(control: Element, value: string, acting: Acting) {
  const checked = CHECKED[value.trim().toLowerCase()];
  return checked === undefined
    ? failure(`${describeControl(control)} can be on or off, not "${value}".`)
    : setChecked(control, checked, acting);
}

function setInput(
  input: HTMLInputElement,
  value: string,
  acting: Acting,
): Performed | ToolFailure | Promise<Performed | ToolFailure> {
  const what = describeControl(input);
  switch (input.type) {
    case 'checkbox':
    case 'radio':
      return setBox(input, value, acting);
    case 'file':
      return failure(FILE_BY_HAND);
    case 'color': {
      const color = colorValue(value);
      return color === null
        ? failure(`"${value}" is no colour that ${what} knows.`)
        : setField(input, color, acting);
    }
    case 'range': {
      const [min, max] = [Number(input.min || 0), Number(input.max || 100)];
      const wanted = wantedIn(value, { min, max });
      if (wanted === null) return failure(`${what} takes a number from ${min} to ${max}.`);
      if (wanted < min || wanted > max) return failure(`${what} goes from ${min} to ${max}.`);
      return setField(input, String(wanted), acting);
    }
    case 'number': {
      const wanted = wantedIn(value, { min: -Infinity, max: Infinity });
      return wanted === null ? failure(`${what} takes a number.`) : setField(input, String(wanted), acting);
    }
    default:
      if (!isTemporal(input.type)) return setField(input, value, acting);
      return setTemporal(input, value, acting);
  }
}

function setTemporal(input: HTMLInputElement, value: string, acting: Acting): Performed | ToolFailure {
  const normal = temporalValue(input.type, value);
  if (normal !== null) return setField(input, normal, acting);
  return failure(
    `"${value}" is not clear as a value of ${describeControl(input)}: write it like ${exampleOf(input.type)}.`,
  );
}

type Field = HTMLInputElement | HTMLTextAreaElement;

const LIMITS = ['rangeUnderflow', 'rangeOverflow', 'stepMismatch', 'badInput'] as const;

function setField(field: Field, value: string, { refs }: Acting): Performed | ToolFailure {
  const what = describeControl(field);
  if (field.readOnly) return failure(`${what} is read-only.`);
  const before = field.value;
  if (before === value) return { did: `nothing: ${what} has that value already` };
  field.focus({ preventScroll: true });
  changeValue(field, value);
  if (LIMITS.some((limit) => field.validity[limit])) {
    const reason = field.validationMessage;
    changeValue(field, before);
    return failure(`${what} does not take "${value}": ${reason}`);
  }
  if (field.value === before) {
    if (field.type === 'range')
      return { did: `nothing: ${what} is ${before} already, the nearest to ${value}` };
    return failure(`The page did not let ${what} become "${value}".`);
  }
  const missed =
    field.value === value || isSecret(field) ? '' : `, the nearest that it can be set to ${value}`;
  const now = isSecret(field) ? 'filled' : `= "${field.value}"`;
  return {
    did: `${what} ${now}${missed}`,
    undo: isSecret(field) ? undefined : { kind: 'value', ref: refs.numberOf(field), value: before },
  };
}
