import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { deepActiveElement } from '../dom/flat-tree';
import { asExpected } from '../refs';

/** @returns what has the focus; null if only the page has it. The document of an editor in a frame is often editable as a whole. */
export const focusedControl = (): Element | null =>
  deepActiveElement() ?? (document.body?.isContentEditable ? document.body : null);

/**
 * @param expect the control that the user was asked about
 * @returns what has the focus, null if nothing has; or why it is not used: the focus may have moved since the question
 */
export function focusedAsExpected(expect: string | undefined): Element | ToolFailure | null {
  const focused = focusedControl();
  if (focused) return asExpected(focused, expect);
  return expect === undefined
    ? null
    : failure(`The page has changed: ${expect} no longer has the focus. Look at the page again.`);
}
