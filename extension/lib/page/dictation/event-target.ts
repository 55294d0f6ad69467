/** Fields that only catch what is typed, for a page that draws its text itself. */
import { hasEditContext } from '../dom/edit-context';

/** In CSS pixels: a line of text is higher, and a field is wider. */
const MIN_SIZE = 10;

/** As Google Docs calls the frame that catches what is typed. */
const EVENT_TARGET = /(?:^|[-_])texteventtarget(?:[-_]|$)/i;

/**
 * @returns whether nothing that is written there can be seen or read there: the field, or the frame it is in, has no size or
 *   stands outside the page. Editors with an edit context are not meant: what they draw is read beside it.
 */
export function onlyCatchesKeys(element: HTMLElement): boolean {
  if (hasEditContext(element)) return false;
  const frame = frameElementOf();
  if (frame && (EVENT_TARGET.test(frame.className) || isOutOfSight(frame))) return true;
  if (!frame && window !== parent && Math.min(innerWidth, innerHeight) < MIN_SIZE) return true;
  return isOutOfSight(element);
}

/** Null in the top document, and in a frame of another site. */
const frameElementOf = (): HTMLElement | null => {
  try {
    return window.frameElement as HTMLElement | null;
  } catch {
    return null;
  }
};

function isOutOfSight(element: HTMLElement): boolean {
  const { width, height, right, bottom } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView!;
  return Math.min(width, height) < MIN_SIZE || right + view.scrollX <= 0 || bottom + view.scrollY <= 0;
}
