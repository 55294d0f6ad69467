/** Text that the page keeps folded until the user opens it: closed `details` and what is hidden until it is found. */
import { flatParent } from '../dom/flat-tree';

/** @returns whether only the element's summary is shown */
const isClosed = (element: Element | null): element is HTMLDetailsElement =>
  element instanceof HTMLDetailsElement && !element.open;

const isUntilFound = (element: Element) => element.getAttribute('hidden') === 'until-found';

/** @returns whether the element is folded away */
export const isFolded = (element: Element): boolean =>
  isUntilFound(element) || (isClosed(element.parentElement) && !isSummary(element));

const isSummary = (element: Element) =>
  element.localName === 'summary' && element === element.parentElement?.querySelector(':scope > summary');

/** Opens whatever the node is folded away in, as the browser's own search does. */
export function unfold(node: Node): void {
  for (let element = flatParent(node); element; element = flatParent(element)) {
    if (isUntilFound(element)) {
      element.dispatchEvent(new Event('beforematch', { bubbles: true }));
      element.removeAttribute('hidden');
    }
    if (isFolded(element) && isClosed(element.parentElement)) element.parentElement.open = true;
  }
}
