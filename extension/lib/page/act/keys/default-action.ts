import { submitsByEnter } from '../../dom/typed-input';
import { moveFocus } from './tabbing';
import { editText, isEditable } from './edit-text';
import type { Key } from './key';
import { closeTopmost } from './close-topmost';
import { scrollByKey } from './scroll-by-key';
import { submitByEnter } from './submit-form';
import { stepControl } from './step-control';

/**
 * What browsers do on keys themselves. They do it for real keys only; the page's own scripts get our events.
 *
 * @returns whether the key did something
 */
export function defaultAction(target: Element, pressed: Key): boolean {
  const { key, ctrl, alt, meta, shift } = pressed;
  if (key === 'Tab' && !ctrl && !alt && !meta) return moveFocus(target, shift);
  if (key === 'Escape') return closeTopmost(target);
  if (stepControl(target, pressed)) return true;
  if (key === 'Enter' && submitsByEnter(target)) return target.form !== null && submitByEnter(target.form);
  if (isEditable(target)) return editText(target, pressed);
  if ((key === 'Enter' || key === ' ') && isPressedBy(target, key)) {
    (target as HTMLElement).click();
    return true;
  }
  return scrollByKey(pressed);
}

function isPressedBy(target: Element, key: string): boolean {
  if (
    target.matches(
      'button, summary, input[type=button], input[type=submit], input[type=reset], input[type=image]',
    )
  ) {
    return true;
  }
  if (target.matches('a[href], area[href]')) return key === 'Enter';
  return target.matches('input[type=checkbox], input[type=radio]') && key === ' ';
}
