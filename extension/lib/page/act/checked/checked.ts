import { roleOf } from '../../roles/role-of';

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
