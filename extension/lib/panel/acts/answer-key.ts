/** Fields use Esc themselves: to leave them, and to cancel a composed word. */
const TAKES_ESCAPE =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]';

/** @returns whether Esc closes a popover: it is for nothing else then. */
export const closesPopover = (): boolean => document.querySelector(':popover-open') !== null;

/** @returns whether a press of Esc can be the answer to a question: not a held key, and not meant for a field. */
export function isAnswerKey({ repeat, isComposing, defaultPrevented, target }: KeyboardEvent): boolean {
  if (repeat || isComposing || defaultPrevented) return false;
  return !(target instanceof Element) || target.closest(TAKES_ESCAPE) === null;
}
