import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { controlOf } from '../../controls/control-kind';
import { describeControl } from '../../describe-control';
import { unusable, type Acting, type Performed } from '../acting';
import { changeValue, sendChosen } from '../change-value';
import { listed, matchOption } from './match-option';
import { selectInWidget } from './select-in-widget';

function ambiguous(names: string[], option: string): ToolFailure {
  return failure(`Several options fit "${option}": ${listed(names)}. Say the whole name of one.`);
}

export function selectOption(
  control: Element,
  option: string,
  acting: Acting,
): Performed | ToolFailure | Promise<Performed | ToolFailure> {
  const refusal = unusable(control);
  if (refusal) return refusal;
  const used = controlOf(control);
  if (used instanceof HTMLSelectElement) return selectNative(used, option, acting);
  if (used instanceof HTMLInputElement && used.list) return chooseSuggestion(used, used.list, option, acting);
  return selectInWidget(used, option, acting);
}

function selectNative(select: HTMLSelectElement, wanted: string, { refs }: Acting): Performed | ToolFailure {
  const options = [...select.options];
  const found = matchOption(
    options.map((option) => ({ names: [option.text, option.label, option.value], option })),
    wanted,
  );
  const [option] = found;
  const what = describeControl(select);
  if (!option)
    return failure(
      `${what} has no option "${wanted}". It has: ${listed(options.map(({ text }) => text.trim()))}.`,
    );
  if (found.length > 1)
    return ambiguous(
      found.map(({ text }) => text.trim()),
      wanted,
    );
  if (
    option.disabled ||
    (option.parentElement instanceof HTMLOptGroupElement && option.parentElement.disabled)
  ) {
    return failure(`The option "${option.text.trim()}" of ${what} is disabled.`);
  }
  if (option.selected) return { did: `nothing: ${what} is "${option.text.trim()}" already` };
  const selected = options.flatMap((each, index) => (each.selected ? [index] : []));
  select.focus({ preventScroll: true });
  option.selected = true;
  sendChosen(select);
  return { undo: { kind: 'options', ref: refs.numberOf(select), selected } };
}

/** A field with the browser's own suggestions takes the value of one. */
function chooseSuggestion(
  field: HTMLInputElement,
  suggestions: HTMLDataListElement,
  wanted: string,
  { refs }: Acting,
): Performed | ToolFailure {
  const options = [...suggestions.options];
  const found = matchOption(
    options.map((option) => ({ names: [option.label, option.value, option.text], option })),
    wanted,
  );
  const [option] = found;
  if (!option) {
    const names = options.map(({ label, value }) => label || value);
    return failure(`${describeControl(field)} suggests no "${wanted}". It suggests: ${listed(names)}.`);
  }
  if (found.length > 1)
    return ambiguous(
      found.map(({ label, value }) => label || value),
      wanted,
    );
  const before = field.value;
  field.focus({ preventScroll: true });
  changeValue(field, option.value);
  return { undo: { kind: 'value', ref: refs.numberOf(field), value: before } };
}
