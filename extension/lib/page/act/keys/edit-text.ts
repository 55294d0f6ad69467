import { isTemporal } from '../../dom/temporal-input';
import { isTypedInput } from '../../dom/typed-input';
import type { Key } from './key';

/** What keys do in fields of text. Untrusted events do none of it. */

const isTextField = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && (isTypedInput(element) || isTemporal(element.type)));

export const isEditable = (element: Element): boolean =>
  isTextField(element)
    ? !element.readOnly && !element.disabled
    : element instanceof HTMLElement && element.isContentEditable;

/** How the selection moves, as Selection.modify takes it. */
const MOVES: Record<string, readonly [direction: string, granularity: string]> = {
  ArrowLeft: ['backward', 'character'],
  ArrowRight: ['forward', 'character'],
  ArrowUp: ['backward', 'line'],
  ArrowDown: ['forward', 'line'],
  Home: ['backward', 'lineboundary'],
  End: ['forward', 'lineboundary'],
  PageUp: ['backward', 'paragraph'],
  PageDown: ['forward', 'paragraph'],
};

const WITH_CTRL: Record<string, readonly [direction: string, granularity: string]> = {
  ArrowLeft: ['backward', 'word'],
  ArrowRight: ['forward', 'word'],
  Home: ['backward', 'documentboundary'],
  End: ['forward', 'documentboundary'],
};

const COMMANDS: Record<string, string> = {
  a: 'selectAll',
  z: 'undo',
  y: 'redo',
  b: 'bold',
  i: 'italic',
  u: 'underline',
};

/** @returns whether the key does something in a field of text; then it has been done */
export function editText(field: Element, pressed: Key): boolean {
  const { key, ctrl, meta, shift, alt } = pressed;
  if (alt) return false;
  if (ctrl || meta) {
    const command = shift && key.toLowerCase() === 'z' ? 'redo' : COMMANDS[key.toLowerCase()];
    if (command) return document.execCommand(command);
  }
  const move = (ctrl && WITH_CTRL[key]) || MOVES[key];
  if (move) {
    const way = shift ? 'extend' : 'move';
    getSelection()?.modify(way, ...move);
    return true;
  }
  if (key === 'Backspace') return document.execCommand('delete');
  if (key === 'Delete') return document.execCommand('forwardDelete');
  if (key === 'Enter') {
    const isPlain = field instanceof HTMLTextAreaElement || shift;
    return document.execCommand(isPlain ? 'insertLineBreak' : 'insertParagraph');
  }
  if (Array.from(key).length === 1 && !ctrl && !meta) return document.execCommand('insertText', false, key);
  return false;
}
