import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { FILE_BY_HAND } from '../act/file-by-hand';
import { exampleOf, isTemporal } from '../dom/temporal-input';
import { describeControl } from '../describe-control';
import { editableOf } from '../dom/editable-of';
import { hasEditContext } from '../dom/edit-context';
import { isTypedInput } from '../dom/typed-input';
import { isSecret } from '../secrets';

/** What takes text: a field, or the host of a rich text editor. */
export type TextTarget =
  { kind: 'field'; element: HTMLInputElement | HTMLTextAreaElement } | { kind: 'rich'; element: HTMLElement };

/** @returns what takes the text of a control, or why it takes none */
export function textTargetOf(control: Element): TextTarget | ToolFailure {
  const element = editableOf(control);
  const what = describeControl(control);
  if (!element) return failure(`${what} takes no text: click a text field first.`);
  if (element.getAttribute('aria-readonly') === 'true') return failure(`${what} is read-only.`);
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) {
    return { kind: 'rich', element: hostOf(element) };
  }
  if (element.readOnly) return failure(`${what} is read-only.`);
  const refusal = element instanceof HTMLInputElement ? refusalOf(element, what) : null;
  return refusal === null ? { kind: 'field', element } : failure(refusal);
}

function refusalOf(input: HTMLInputElement, what: string): string | null {
  if (isTypedInput(input)) return null;
  if (input.type === 'file') return FILE_BY_HAND;
  if (isTemporal(input.type)) {
    return `${what} is not typed into: set its value, such as ${exampleOf(input.type)}.`;
  }
  if (input.type === 'color' || input.type === 'range') return `${what} is not typed into: set its value.`;
  return `${what} takes no text.`;
}

/** @returns the outermost editable element, which has the focus while text is edited in it */
function hostOf(element: HTMLElement): HTMLElement {
  if (hasEditContext(element)) return element;
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}

export const isSecretTarget = ({ element }: TextTarget): boolean => isSecret(element);
