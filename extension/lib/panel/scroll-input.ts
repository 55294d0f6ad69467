/** What the user does that may scroll the conversation. */
export const SCROLL_INPUTS = ['wheel', 'touchmove', 'pointerdown', 'pointerup', 'keydown'] as const;

/** Tab brings the next control into view. */
const KEYS = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ', 'Tab'];

/** Space presses them. */
const PRESSED = 'button, summary, a, input, textarea';

/**
 * @param event bubbled up to the window, so that whatever handles a key has prevented its scrolling
 * @returns whether it may scroll the element: a click on what stands in the element does not, such as one on Undo
 */
export function mayScroll(event: Event, scroller: Element): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const isInside = target !== null && scroller.contains(target);
  if (event.type === 'wheel' || event.type === 'touchmove') return isInside;
  // A press on its scroll bar is one on the element itself.
  if (event.type !== 'keydown') return target === scroller;
  const { key } = event as KeyboardEvent;
  if (event.defaultPrevented || !KEYS.includes(key)) return false;
  if (key === ' ' && target?.matches(PRESSED)) return false;
  // After a click on words, keys go to the body and scroll what was clicked.
  return isInside || target === scroller.ownerDocument.body;
}
