import { flatElements } from '../../dom/flat-tree';
import { isRendered } from '../../dom/rendered';

const MAX_ELEMENTS = 50_000;

/** Modal dialogs keep the focus. */
function scopeOf(): Element {
  const modals = document.querySelectorAll('dialog:modal');
  return modals[modals.length - 1] ?? document.documentElement;
}

function isTabStop(element: Element): element is HTMLElement {
  if (!(element instanceof HTMLElement || element instanceof SVGElement) || element.tabIndex < 0)
    return false;
  if (element.matches(':disabled') || !isRendered(element)) return false;
  // Of a group of radio buttons only the chosen one is a stop.
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return true;
  const group = element.name && element.form ? element.form.elements.namedItem(element.name) : null;
  return !(group instanceof RadioNodeList) || group.value === '';
}

function tabStops(): HTMLElement[] {
  const isActive = (element: Element) => !(element as HTMLElement).inert;
  const stops = [...flatElements(scopeOf(), MAX_ELEMENTS, isActive)].filter(isActive).filter(isTabStop);
  const ordered = stops.filter(({ tabIndex }) => tabIndex > 0).sort((a, b) => a.tabIndex - b.tabIndex);
  return [...ordered, ...stops.filter(({ tabIndex }) => tabIndex === 0)];
}

/** Moves the focus as Tab does; from the last stop it goes to the first. @returns whether there is any stop */
export function moveFocus(from: Element | null, backward: boolean): boolean {
  const stops = tabStops();
  const index = stops.findIndex((stop) => stop === from);
  const next =
    index < 0 ? following(stops, from, backward) : stops.at((index + (backward ? -1 : 1)) % stops.length);
  next?.focus();
  return next !== undefined;
}

/** What has the focus may be no stop itself: then the order of the document counts. */
function following(stops: HTMLElement[], from: Element | null, backward: boolean): HTMLElement | undefined {
  if (!from) return stops.at(backward ? -1 : 0);
  const wanted = backward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const after = stops.filter((stop) => (from.compareDocumentPosition(stop) & wanted) !== 0);
  return after.at(backward ? -1 : 0) ?? stops.at(backward ? -1 : 0);
}
