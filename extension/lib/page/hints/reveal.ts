import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { describeControl } from '../describe-control';
import { isInViewport, isRendered } from '../dom/rendered';
import { markElement } from './mark';
import type { Performed } from '../act/acting';

/** Scrolls to the control, and marks it for a moment. */
export function reveal(control: Element): Performed | ToolFailure {
  if (!isRendered(control)) return failure(`${describeControl(control)} is hidden now.`);
  if (!isInViewport(control))
    control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  markElement(control);
  return { did: `${describeControl(control)} is marked` };
}
