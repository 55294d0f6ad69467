import { hasEditContext } from './edit-context';

const EDITABLE = 'input, textarea, [contenteditable]:not([contenteditable="false" i])';

/** A label stands for its field, and a combobox or an editor's frame for the one field that is in it. */
export function editableOf(control: Element): HTMLElement | null {
  const element = control instanceof HTMLLabelElement && control.control ? control.control : control;
  if (!(element instanceof HTMLElement)) return null;
  if (element.matches('input, textarea') || element.isContentEditable || hasEditContext(element))
    return element;
  const inner = [...element.querySelectorAll<HTMLElement>(EDITABLE)].filter((field) => !isHelper(field));
  return inner.length === 1 ? inner[0]! : null;
}

const isHelper = (field: Element) =>
  field.getAttribute('aria-hidden') === 'true' || (field as HTMLInputElement).type === 'hidden';
