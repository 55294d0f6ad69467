/** Where the caret of a field or an editor is. */
import { pause } from '../act/pause';
import { deepActiveElement } from '../dom/flat-tree';

/** Editors learn of a moved caret by an event; Slate looks only every 100 ms. */
export const SELECTION_MS = 130;

/** In Chrome a shadow tree has a selection of its own. */
export const selectionOf = (element: Element): Selection | null =>
  (element.getRootNode() as { getSelection?: () => Selection | null }).getSelection?.() ?? getSelection();

/** @returns the selection if it is in the element */
export function selectionIn(element: Element): Selection | null {
  const selection = selectionOf(element);
  return selection?.anchorNode && element.contains(selection.anchorNode) ? selection : null;
}

/** @returns where it begins and ends. Fields for addresses and numbers tell only the text that is selected: all, or the end. */
export function fieldSelection(field: HTMLInputElement | HTMLTextAreaElement): [number, number] {
  const { value, selectionStart, selectionEnd } = field;
  if (selectionStart !== null && selectionEnd !== null) return [selectionStart, selectionEnd];
  const isAll = deepActiveElement() === field && value !== '' && getSelection()?.toString() === value;
  return [isAll ? 0 : value.length, value.length];
}

/** Where the selection was last seen, and from when on an editor knows of it, in milliseconds of `performance.now`. */
let seen: { places: unknown[]; knownMs: number } = { places: [], knownMs: 0 };

/** Keeps in mind when the caret moves, so that `caretSettled` seldom waits. */
export const watchCaret = (): void =>
  addEventListener(
    'selectionchange',
    () => {
      const element = deepActiveElement();
      if (element) see(element, SELECTION_MS);
    },
    { capture: true, passive: true },
  );

/** Waits, if the caret has just moved, until the editor knows where it is. */
export async function caretSettled(element: Element): Promise<void> {
  // The event for the last move may not have come yet.
  see(element, SELECTION_MS);
  const ms = seen.knownMs - performance.now();
  if (ms > 0) await pause(ms);
}

/** The editor has moved its caret itself. */
export const caretIsKnown = (element: Element): void => see(element, 0);

function see(element: Element, ms: number): void {
  const selection = selectionOf(element);
  const places = selection
    ? [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset]
    : [];
  const isSame = places.length === seen.places.length && places.every((place, i) => place === seen.places[i]);
  if (!isSame) seen = { places, knownMs: performance.now() + ms };
}
