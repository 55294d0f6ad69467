import { isEditingHost } from '../roles/role-of';
import { isControlRole } from '../roles/roles';
import { listensForClicks } from './listeners';

/** How the script knows that an element is a control, the surest first. */
export type ControlKind =
  'role' | 'editable' | 'label' | 'media' | 'handler' | 'listener' | 'focusable' | 'sign' | 'pointer';

/** Where the element stands. */
export interface Surroundings {
  /** The cursor over the element around it. */
  cursor: string;
  inControl: boolean;
  ariaHidden: boolean;
}

/** Attributes by which pages and their frameworks say what a click does. */
const HANDLERS = [
  ...['onclick', 'onmousedown', 'onmouseup', 'onpointerdown', 'onpointerup', 'ontouchstart', 'jsaction'],
  ...[
    'ng-click',
    'data-ng-click',
    'x-on\\:click',
    '\\@click',
    'wire\\:click',
    'phx-click',
    'hx-get',
    'hx-post',
  ],
  ...['data-action', 'data-toggle', 'data-bs-toggle', 'data-dismiss', 'data-bs-dismiss'],
]
  .map((name) => `[${name}]`)
  .join(',');

/** What closes something, where it stands alone. */
const CLOSING_SIGN = /^\s*[×✕✖✗✘╳⨉⨯]\s*$/u;

const hasClosingSign = (element: Element) =>
  element.childElementCount === 0 && element.childNodes.length > 0 && CLOSING_SIGN.test(element.textContent);

/** Of these, many are no controls: only those that the focus or a click can use. */
const isUsedCell = (element: Element) => (element as HTMLElement).tabIndex >= 0;

function isFocusable(element: Element): boolean {
  return element.hasAttribute('tabindex') && (element as HTMLElement).tabIndex >= 0;
}

function roleMakesControl(element: Element, role: string | null): boolean {
  if (element.localName === 'option') return false;
  if (role === 'gridcell' || role === 'row') return element.hasAttribute('role') && isUsedCell(element);
  return isControlRole(role);
}

/** @returns what kind of control the element is, or null. It is rendered. */
export function controlKind(
  element: Element,
  role: string | null,
  cursor: string,
  { cursor: outerCursor, inControl, ariaHidden }: Surroundings,
): ControlKind | null {
  const tag = element.localName;
  const isTyped = role === 'textbox' || role === 'searchbox' || isEditingHost(element);
  // Editors keep decoy fields for input methods there: never type into them.
  if (ariaHidden && isTyped) return null;
  if (tag === 'body' || tag === 'html' || tag === 'iframe') return isEditingHost(element) ? 'editable' : null;
  if (roleMakesControl(element, role)) return 'role';
  if (isEditingHost(element)) return 'editable';
  if (tag === 'label') return isHiddenControl((element as HTMLLabelElement).control) ? 'label' : null;
  if (tag === 'video' || tag === 'audio') return (element as HTMLMediaElement).controls ? 'media' : null;
  if (tag === 'a' && element.textContent.trim() !== '') return 'handler';
  if (element.matches(HANDLERS)) return 'handler';
  if (isFocusable(element)) return 'focusable';
  if (hasClosingSign(element) && !inControl) return 'sign';
  const isPointer = cursor === 'pointer' && outerCursor !== 'pointer' && !inControl;
  if (!inControl && listensForClicks(element)) return 'listener';
  return isPointer ? 'pointer' : null;
}

/** @returns whether users see only the control's label */
const isHiddenControl = (control: HTMLElement | null) =>
  control !== null && !control.checkVisibility({ visibilityProperty: true });

/** @returns the control that an element stands for: a label stands for its hidden control */
export function controlOf(element: Element): Element {
  const control = element instanceof HTMLLabelElement ? element.control : null;
  return control && isHiddenControl(control) ? control : element;
}
