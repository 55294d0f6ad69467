/** What takes Space for itself: text to type, or something to press. */
const TAKES_SPACE = 'input:not([type=radio]), textarea, select, button, a, summary, [contenteditable]';

/** Marks the button that talks itself. */
const TALKS = '[data-talk]';

/** Space talks, unless it is meant for what has the focus. */
export function isTalkKey({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  if (key !== ' ' || ctrlKey || altKey || metaKey) return false;
  if (!(target instanceof Element) || target.closest(TALKS)) return true;
  return target.closest(TAKES_SPACE) === null;
}
