import { accessibleName } from '../../names/accessible-name';
import { shortened } from '../../describe-control';
import { isRendered } from '../../dom/rendered';
import { LAYER_NAME } from '../../dom/layer-name';
import { roleOf } from '../../roles/role-of';

const POPUPS =
  'dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], [role=menu], [role=listbox], [role=tooltip], [popover]';

const MESSAGES = '[role=alert], [role=status], [role=log], [aria-live=polite], [aria-live=assertive], output';

const MAX_FOUND = 200;
const MAX_TEXT = 120;

const textOf = (element: Element) =>
  shortened((element as HTMLElement).innerText ?? '', MAX_TEXT).replaceAll('"', "'");

/** Also of a list that is always on the page: only what comes and goes is reported. */
const isOpen = (element: Element) => {
  const { width, height } = element.getBoundingClientRect();
  return (
    isRendered(element) &&
    !element.closest(LAYER_NAME) &&
    width > 0 &&
    height > 0 &&
    (!element.hasAttribute('popover') || element.matches(':popover-open'))
  );
};

function popupText(popup: Element): string {
  const role = roleOf(popup);
  const kind =
    role === null || role === 'none' || role === 'generic' ? 'pop-up' : role === 'listbox' ? 'list' : role;
  const labelled = accessibleName(popup);
  const heading = popup.querySelector('h1, h2, h3, h4, [role=heading]');
  const name = labelled || (heading && textOf(heading)) || textOf(popup);
  return name ? `${kind} "${shortened(name, 60).replaceAll('"', "'")}"` : kind;
}

/** @returns the dialogs, menus and lists that are open, with what they are called */
export function openPopups(roots: readonly (Document | ShadowRoot)[]): Map<Element, string> {
  const found = roots.flatMap((root) => [...root.querySelectorAll(POPUPS)]).filter(isOpen);
  return new Map(found.slice(0, MAX_FOUND).map((popup) => [popup, popupText(popup)]));
}

/** @returns what the page says to users of screen readers now */
export function liveMessages(roots: readonly (Document | ShadowRoot)[]): Map<Element, string> {
  const found = roots.flatMap((root) => [...root.querySelectorAll(MESSAGES)]).slice(0, MAX_FOUND);
  return new Map(found.map((message) => [message, textOf(message)]));
}

/** @returns such as `alert "Wrong password"` */
export const messageText = (message: Element, text: string): string =>
  `${roleOf(message) === 'alert' || message.getAttribute('aria-live') === 'assertive' ? 'alert' : 'message'} "${text}"`;
