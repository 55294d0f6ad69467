import { isRendered } from '../dom/rendered';
import { isEditingHost } from '../roles/role-of';
import { isControlRole } from '../roles/roles';
import { listensForClicks } from './listeners';

/** How the script knows that an element is a control, the surest first. */
export type ControlKind =
  'role' | 'editable' | 'label' | 'media' | 'handler' | 'listener' | 'focusable' | 'sign' | 'pointer' | 'row';

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

function hasClosingSign({ firstChild, lastChild }: Element): boolean {
  return firstChild instanceof Text && firstChild === lastChild && CLOSING_SIGN.test(firstChild.data);
}

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

/** They hold what is clicked: a script that listens on them waits for the clicks on their items. */
const COLLECTIONS = new Set([
  ...['list', 'table', 'rowgroup', 'grid', 'treegrid', 'tree', 'menu', 'menubar', 'tablist', 'radiogroup'],
  ...['toolbar', 'feed', 'form', 'search', 'navigation', 'banner', 'contentinfo'],
  ...['dialog', 'alertdialog'],
]);

/** What is a control whatever the page's scripts do. */
export const CONTROLS_INSIDE =
  'a[href], button, input, select, textarea, [role=button], [role=link], [tabindex="0"]';

/** A box with so many controls waits for the clicks on them, as frameworks do at the root of a page. */
const MAX_CONTROLS_IN_BOX = 5;

/** A box with a longer text is a passage of the page. */
const MAX_BOX_TEXT = 300;

/** What stands in no card. */
const PAGE_PARTS = 'h1, main, nav, article';

/** The text of a card, of which its name shows most. */
const MAX_CARD_TEXT = 150;

/** @returns whether the control is a box around a text that its name has no room for: what is in it is shown, too */
export const isAroundText = (element: Element, how: ControlKind): boolean =>
  (how === 'handler' || how === 'listener' || how === 'focusable' || how === 'pointer') &&
  element.localName !== 'a' &&
  element.textContent.trim().length > MAX_CARD_TEXT;

/** @returns whether it is a part of the page rather than a control: much is in it, or it covers half of what is visible */
function isPartOfPage(element: Element): boolean {
  if (element.querySelector(PAGE_PARTS) !== null) return true;
  if (element.querySelectorAll(CONTROLS_INSIDE).length > MAX_CONTROLS_IN_BOX) return true;
  const { width, height } = element.getBoundingClientRect();
  if (width * height < (innerWidth * innerHeight) / 2) return false;
  return element.querySelector(CONTROLS_INSIDE) !== null || element.textContent.length > MAX_BOX_TEXT;
}

/** @returns whether it only surrounds controls, or a text that can be scrolled */
const isMereBox = (element: Element) =>
  element.querySelector(CONTROLS_INSIDE) !== null || element.textContent.length > MAX_BOX_TEXT;

/** What marks a row of a list, and does not open it. */
export const MARKS = 'input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]';

/** @returns whether it is a row with a text of its own and with boxes to mark it, as lists of mails have them */
function isMarkedRow(element: Element): boolean {
  const inner = [...element.querySelectorAll(CONTROLS_INSIDE)];
  const labels = [...element.querySelectorAll('label')];
  const named = labels.reduce((length, label) => length + label.textContent.trim().length, 0);
  return inner.every((control) => control.matches(MARKS)) && element.textContent.trim().length > named;
}

/** @returns what kind of control the element is by its looks and its page's scripts, or null. It has no role of a control. */
function kindOfBox(
  element: Element,
  role: string | null,
  cursor: string,
  { cursor: outerCursor, inControl }: Surroundings,
): ControlKind | null {
  // A link to skip the navigation puts the focus there.
  if (role === 'main') return null;
  const focusable = isFocusable(element);
  if (focusable && !isMereBox(element)) return 'focusable';
  if (role !== null && COLLECTIONS.has(role)) return null;
  if (element.matches(HANDLERS)) return isPartOfPage(element) ? null : 'handler';
  if (inControl) return null;
  if (hasClosingSign(element)) return 'sign';
  if (listensForClicks(element)) return isPartOfPage(element) ? null : 'listener';
  if (cursor !== 'pointer' || outerCursor === 'pointer') return null;
  if (focusable) return isPartOfPage(element) || !isMarkedRow(element) ? null : 'row';
  return isMereBox(element) ? null : 'pointer';
}

/**
 * Of the text fields that are hidden from screen readers, most are decoys in which editors take what an input method writes:
 * never type into those.
 * @returns whether the field tells people what to write
 */
const isForPeople = (element: Element) =>
  element instanceof HTMLInputElement && element.placeholder.trim() !== '' && !element.readOnly;

/** @returns what kind of control the element is, or null. It is rendered. */
export function controlKind(
  element: Element,
  role: string | null,
  cursor: string,
  around: Surroundings,
): ControlKind | null {
  const tag = element.localName;
  const isEdited = isEditingHost(element);
  if (around.ariaHidden && (isEdited || role === 'textbox' || role === 'searchbox') && !isForPeople(element))
    return null;
  if (tag === 'body' || tag === 'html' || tag === 'iframe') return isEdited ? 'editable' : null;
  if (roleMakesControl(element, role)) return 'role';
  if (isEdited) return 'editable';
  if (tag === 'label') return isHiddenControl((element as HTMLLabelElement).control) ? 'label' : null;
  if (tag === 'video' || tag === 'audio') return (element as HTMLMediaElement).controls ? 'media' : null;
  if (tag === 'a' && element.textContent.trim() !== '') return 'handler';
  return kindOfBox(element, role, cursor, around);
}

/** @returns whether users see only the control's label */
const isHiddenControl = (control: HTMLElement | null) => control !== null && !isRendered(control);

/** @returns the control that an element stands for: a label stands for its hidden control */
export function controlOf(element: Element): Element {
  const control = element instanceof HTMLLabelElement ? element.control : null;
  return control && isHiddenControl(control) ? control : element;
}
