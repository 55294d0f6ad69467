import { isDisabled } from '../../controls/control-state';
import { describeControl } from '../../describe-control';
import type { PageView } from '../../dom/page-view';
import { isSecret } from '../../secrets';

/** What a state of ARIA is called when it is true, and when it is false. */
const STATES = [
  ['aria-checked', 'checked', 'unchecked'],
  ['aria-expanded', 'expanded', 'collapsed'],
  ['aria-selected', 'selected', 'not selected'],
  ['aria-pressed', 'pressed', 'unpressed'],
  ['aria-busy', 'busy', 'ready'],
] as const;

export const STATE_ATTRIBUTES = [
  ...STATES.map(([attribute]) => attribute),
  ...['open', 'disabled', 'aria-disabled', 'aria-valuenow', 'aria-valuetext', 'aria-invalid'],
];

const ofAttribute = (element: Element, [attribute, yes, no]: (typeof STATES)[number]): string | null => {
  const value = element.getAttribute(attribute);
  if (value === 'mixed') return 'mixed';
  return value === 'true' ? yes : value === 'false' ? no : null;
};

function valueOf(element: Element, view: PageView): string | null {
  if (isSecret(element, view)) return null;
  if (element instanceof HTMLSelectElement) {
    return [...element.selectedOptions].map(({ text }) => text.trim()).join(', ');
  }
  if (element instanceof HTMLTextAreaElement) return element.value;
  if (element instanceof HTMLInputElement) {
    return /^(?:checkbox|radio|submit|button|reset|image|file|hidden)$/.test(element.type)
      ? null
      : element.value;
  }
  return element.getAttribute('aria-valuetext') ?? element.getAttribute('aria-valuenow');
}

const MAX_VALUE = 80;

/** @returns a control's states in words, such as `checked`, `expanded`, `= "Red"` */
export function statesOf(element: Element, view: PageView): string[] {
  const states = STATES.map((state) => ofAttribute(element, state)).filter((word) => word !== null);
  if (element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio')) {
    states.push(element.checked ? 'checked' : 'unchecked');
  }
  const details = element.localName === 'summary' ? element.parentElement : element;
  if (details instanceof HTMLDetailsElement) states.push(details.open ? 'expanded' : 'collapsed');
  if (isDisabled(element)) states.push('disabled');
  if (element.getAttribute('aria-invalid') === 'true') states.push('invalid');
  const value = valueOf(element, view);
  if (value !== null) states.push(`= "${value.slice(0, MAX_VALUE)}"`);
  return states;
}

/** @returns what is new in a control's states, such as `checkbox "Remember me" checked`; null if nothing is */
export function newStates(element: Element, before: readonly string[], view: PageView): string | null {
  const now = statesOf(element, view);
  const added = now.filter((state) => !before.includes(state));
  if (added.length > 0) return `${describeControl(element)} ${added.join(', ')}`;
  if (before.includes('disabled') && !now.includes('disabled')) return `${describeControl(element)} enabled`;
  return null;
}
