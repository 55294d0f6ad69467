import { controlOf } from './controls/control-kind';
import { PageView } from './dom/page-view';
import { accessibleName, contentText } from './names/accessible-name';
import { roleOf } from './roles/role-of';

const MAX_NAME = 100;

/** @returns text of one line, cut at a length that says enough */
export function shortened(text: string, max = MAX_NAME): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > max ? `${line.slice(0, max - 1).trimEnd()}…` : line;
}

/** @returns the text between quotation marks; a backslash stands before those in it, and before backslashes */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** @returns the role that a snapshot shows: `clickable` if only the page's scripts make it a control */
export const shownRole = (element: Element): string => {
  const role = roleOf(controlOf(element));
  if (role === null && element instanceof HTMLMediaElement) return element.localName;
  return role === null || role === 'generic' || role === 'none' ? 'clickable' : role;
};

/** Roles without a name of their own: what is a control all the same is called by its text. */
const NAMED_BY_TEXT = new Set(['clickable', 'listitem', 'article', 'group', 'cell', 'paragraph']);

/** @returns what a control is called: its accessible name; if it has none by its role, its text */
export function controlName(element: Element, view = new PageView()): string {
  const name = accessibleName(controlOf(element), view);
  if (name) return name;
  const isPlain = element.localName === 'label' || NAMED_BY_TEXT.has(shownRole(element));
  return isPlain ? contentText(element, view) || element.getAttribute('aria-label')?.trim() || '' : '';
}

/** @returns the control as a snapshot shows it, without its state, such as `button "Sign in"` */
export function describeControl(element: Element): string {
  const name = shortened(controlName(element));
  return name ? `${shownRole(element)} ${quoted(name)}` : shownRole(element);
}
