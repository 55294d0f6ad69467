import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { deepActiveElement, flatContains } from '../../dom/flat-tree';
import { unusable, type Performed } from '../acting';
import { defaultAction } from './default-action';
import { isCharacter, parseKey, type Key } from './key';

/** The key that is held for commands such as undo. */
export const COMMAND_KEY = /mac/i.test(navigator.userAgent) ? 'Meta' : 'Control';

/** Keys of the browser and not of the page. */
const BROWSER_KEYS = /^(?:F\d+|[tnwlrp])$/i;
const CLIPBOARD_KEYS = /^[cxv]$/i;

function refusalOf({ key, ctrl, meta, alt }: Key): string | null {
  if (!ctrl && !meta) return alt && /^Arrow/.test(key) ? BROWSER : null;
  if (CLIPBOARD_KEYS.test(key))
    return 'A page may not use the clipboard by itself: copy_text and paste_text do.';
  return BROWSER_KEYS.test(key) ? BROWSER : null;
}

const BROWSER =
  'That key belongs to the browser and not to the page: use the tool for tabs, addresses or reloading.';

function send(target: Element, type: string, { key, code, keyCode, ctrl, alt, shift, meta }: Key): boolean {
  return target.dispatchEvent(
    new KeyboardEvent(type, {
      key,
      code,
      keyCode: type === 'keypress' ? (key === 'Enter' ? 13 : key.charCodeAt(0)) : keyCode,
      which: keyCode,
      ctrlKey: ctrl,
      altKey: alt,
      shiftKey: shift,
      metaKey: meta,
      bubbles: true,
      cancelable: true,
      composed: true,
    }),
  );
}

/** Gives a key to the page's own scripts only. @returns whether they took it */
export function offerKey(control: Element, name: string): boolean {
  const key = parseKey(name);
  if (!key) return false;
  const target = deepActiveElement() ?? control;
  const isTaken = !send(target, 'keydown', key);
  send(target.isConnected ? target : control, 'keyup', key);
  return isTaken;
}

/** @param control null: what has the focus */
export function pressKey(control: Element | null, name: string): Performed | ToolFailure {
  const pressed = parseKey(name);
  if (!pressed)
    return failure(`There is no key called "${name}". Say it like Enter, Escape, ArrowDown or Shift+Tab.`);
  const refused = refusalOf(pressed);
  if (refused !== null) return failure(refused);
  if (control) {
    const refusal = unusable(control);
    if (refusal) return refusal;
    if (control instanceof HTMLElement || control instanceof SVGElement) control.focus();
  }
  const active = deepActiveElement();
  // Only what was looked at gets the key, and not what has the focus because the control takes none.
  const isThere = active !== null && (control === null || flatContains(control, active));
  const target = isThere ? active : (control ?? document.body ?? document.documentElement);
  let isDefault = send(target, 'keydown', pressed);
  if (isDefault && (isCharacter(pressed) || pressed.key === 'Enter'))
    isDefault = send(target, 'keypress', pressed);
  // The page may have moved the focus or drawn the target anew.
  const now = target.isConnected ? target : (deepActiveElement() ?? document.body);
  if (isDefault) defaultAction(now, pressed);
  if (now.isConnected) send(now, 'keyup', pressed);
  return {};
}
