import type { PageView } from '../dom/page-view';
import { isTemporal } from '../dom/temporal-input';
import { contentText } from '../names/accessible-name';
import { quoted, shortened } from '../describe-control';
import { isEditingHost } from '../roles/role-of';
import { isSecret } from '../secrets';
import { controlOf } from './control-kind';

const MAX_VALUE = 80;
const MAX_OPTIONS_TEXT = 100;

const CHECKABLE = new Set(['checkbox', 'radio', 'switch', 'menuitemcheckbox', 'menuitemradio']);
const TYPED = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton']);

const shown = (value: string) => quoted(shortened(value, MAX_VALUE));

function selectState(select: HTMLSelectElement): string[] {
  const chosen = [...select.selectedOptions].map(({ label }) => shown(label)).join(', ');
  const all = [...select.options].map(({ label }) => quoted(label.trim())).join(', ');
  return [
    `= ${chosen || '""'}`,
    all.length <= MAX_OPTIONS_TEXT ? `of ${all}` : `of ${select.options.length} options`,
  ];
}

function rangeState(element: Element): string[] {
  const text = element.getAttribute('aria-valuetext');
  const { value, min, max } =
    element instanceof HTMLInputElement
      ? { value: element.value, min: element.min || '0', max: element.max || '100' }
      : {
          value: element.getAttribute('aria-valuenow') ?? '',
          min: element.getAttribute('aria-valuemin') ?? '0',
          max: element.getAttribute('aria-valuemax') ?? '100',
        };
  return [`= ${text ? shown(text) : quoted(value)}`, `(${min} to ${max})`];
}

function valueState(element: Element, role: string, view: PageView): string[] {
  if (element instanceof HTMLSelectElement) return selectState(element);
  if (isSecret(element, view)) return ['(secret)'];
  if (role === 'slider' || role === 'scrollbar') return rangeState(element);
  if (element instanceof HTMLInputElement) {
    if (element.type === 'file') return [...(element.files ?? [])].map(({ name }) => `= ${shown(name)}`);
    if (isTemporal(element.type) || element.type === 'color')
      return [element.type, `= ${quoted(element.value)}`];
    return TYPED.has(role) ? [`= ${shown(element.value)}`] : [];
  }
  if (element instanceof HTMLTextAreaElement) return ['multiline', `= ${shown(element.value)}`];
  if (isEditingHost(element)) {
    const isOneLine = element.getAttribute('aria-multiline') === 'false' || role === 'searchbox';
    return [...(isOneLine ? [] : ['multiline']), `= ${shown(contentText(element, view))}`];
  }
  return [];
}

function checkedState(element: Element): string {
  if (element instanceof HTMLInputElement && element.indeterminate) return 'mixed';
  const value = element.getAttribute('aria-checked');
  if (value === 'mixed') return 'mixed';
  const isChecked = element instanceof HTMLInputElement ? element.checked : value === 'true';
  return isChecked ? 'checked' : 'unchecked';
}

function expandedState(element: Element): string[] {
  if (element.localName === 'summary' && element.parentElement instanceof HTMLDetailsElement) {
    return [element.parentElement.open ? 'expanded' : 'collapsed'];
  }
  const value = element.getAttribute('aria-expanded');
  return value === null ? [] : [value === 'true' ? 'expanded' : 'collapsed'];
}

export const isDisabled = (element: Element): boolean =>
  element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';

/** What a field takes, where its role does not tell it. */
const TOLD_TYPES = new Set(['email', 'tel', 'url']);

/** What a form says of its fields. */
function fieldState(element: Element, role: string, view: PageView): string[] {
  const isField =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement;
  const isReadOnly = isField && 'readOnly' in element && element.readOnly && TYPED.has(role);
  const is = (attribute: string) => element.getAttribute(attribute) === 'true';
  const isTold =
    element instanceof HTMLInputElement && TOLD_TYPES.has(element.type) && !isSecret(element, view);
  return [
    ...(isTold ? [element.type] : []),
    ...(isReadOnly || is('aria-readonly') ? ['readonly'] : []),
    ...((isField && element.required) || is('aria-required') ? ['required'] : []),
    ...((isField && element.matches(':user-invalid')) || is('aria-invalid') ? ['invalid'] : []),
  ];
}

/** @returns what stands behind a control's name in a snapshot, such as `= "Berlin" disabled`, or '' */
export function controlState(shownElement: Element, role: string, view: PageView): string {
  const element = controlOf(shownElement);
  const pressed = element.getAttribute('aria-pressed');
  const current = element.getAttribute('aria-current');
  return [
    ...valueState(element, role, view),
    ...(CHECKABLE.has(role) ? [checkedState(element)] : []),
    ...expandedState(element),
    ...(pressed === null ? [] : [pressed === 'true' ? 'pressed' : 'unpressed']),
    ...(element.getAttribute('aria-selected') === 'true' ? ['selected'] : []),
    ...(current !== null && current !== 'false' ? ['current'] : []),
    ...(isDisabled(element) ? ['disabled'] : []),
    ...fieldState(element, role, view),
    ...(view.active === element ? ['focused'] : []),
  ].join(' ');
}
