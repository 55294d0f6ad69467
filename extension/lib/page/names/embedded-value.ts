import type { PageView } from '../dom/page-view';
import { elementsOf } from '../dom/referenced-elements';
import { isSecret } from '../secrets';
import { roleOf } from '../roles/role-of';

const RANGES = new Set(['progressbar', 'scrollbar', 'slider', 'spinbutton', 'meter']);

/** @returns the list of a combobox: in it, or owned by it */
function listOf(combobox: Element): Element | undefined {
  const owned = elementsOf(combobox, 'aria-owns');
  return [...combobox.querySelectorAll('*'), ...owned].find((inner) => roleOf(inner) === 'listbox');
}

function chosenOptions(control: Element): Element[] {
  if (control instanceof HTMLSelectElement) return [...control.selectedOptions];
  const list = roleOf(control) === 'listbox' ? control : listOf(control);
  return [...(list?.querySelectorAll('[aria-selected=true]') ?? [])];
}

/**
 * A control inside another one's label stands there for its value: "Flash the screen [3] times".
 * @param textOf names an option
 * @returns null if the element is no such control
 */
export function embeddedValue(
  element: Element,
  role: string | null,
  view: PageView,
  textOf: (option: Element) => string,
): string | null {
  if (role === null) return null;
  const input =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null;
  if (input && isSecret(input, view)) return '';
  if (role === 'textbox' || role === 'searchbox') return input?.value ?? element.textContent;
  if (role === 'combobox' || role === 'listbox') {
    const options = chosenOptions(element);
    return options.length === 0 ? (input?.value ?? '') : options.map(textOf).join(' ');
  }
  if (RANGES.has(role)) {
    const value = element.getAttribute('aria-valuetext') ?? element.getAttribute('aria-valuenow');
    return value ?? input?.value ?? element.getAttribute('value') ?? '';
  }
  return role === 'menu' ? '' : null;
}
