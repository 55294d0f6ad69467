/** Elements that use Space themselves. */
const TAKES_SPACE = 'input:not([type=radio]), textarea, select, button, a, summary, [contenteditable]';

/** Marks the push-to-talk button. */
const TALK_BUTTON = '[data-talk]';

/** @returns whether a key event is Space and not meant for the focused element. */
export function isTalkKey({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  if (key !== ' ' || ctrlKey || altKey || metaKey) return false;
  if (!(target instanceof Element) || target.closest(TALK_BUTTON)) return true;
  return target.closest(TAKES_SPACE) === null;
}
