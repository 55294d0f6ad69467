/** Types into inputs and text areas. */
import { changeValue } from '../act/change-value';
import { pause } from '../act/pause';
import { fieldSelection } from './caret';

const BUBBLES = { bubbles: true, composed: true };

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A page that corrects a field does it at once or with its next rendering. */
const STABLE_MS = 40;

/**
 * @param replace whether what is there is replaced; otherwise the text goes to the caret, or to the end of a field that did
 *   not have the focus, or does not tell its selection
 * @returns what the field should have now; the page may have made something else of it
 */
export async function fillField(field: Field, text: string, replace: boolean): Promise<string> {
  const inserted = lineOf(field, text);
  const before = field.value;
  const hadFocus = (field.getRootNode() as Document | ShadowRoot).activeElement === field;
  if (!hadFocus) field.focus({ preventScroll: true });
  if (replace) field.select();
  else if (!hadFocus || tellsNoSelection(field)) caretToEnd(field);
  const [from, to] = fieldSelection(field);
  const wanted = replace ? inserted : before.slice(0, from) + inserted + before.slice(to);
  // It keeps the browser's own undo, and its events are trusted.
  const command = inserted === '' ? 'delete' : 'insertText';
  if (before !== wanted) document.execCommand(command, false, inserted);
  await pause(STABLE_MS);
  // The limit of a field holds only for what is typed.
  const isTooLong = field.maxLength >= 0 && wanted.length > field.maxLength;
  if (field.value === before && before !== wanted && !isTooLong) {
    changeValue(field, wanted);
    await pause(STABLE_MS);
  } else {
    field.dispatchEvent(new Event('change', BUBBLES));
  }
  // The search fields of older pages wait for it.
  field.dispatchEvent(new KeyboardEvent('keyup', { key: inserted.at(-1) ?? 'Backspace', ...BUBBLES }));
  return wanted;
}

/** @returns the text as the field holds it: an input has a space in place of lines */
export const lineOf = (field: Field, text: string): string =>
  field instanceof HTMLInputElement ? text.replace(/\s*\n\s*/g, ' ') : text;

function tellsNoSelection(field: Field): boolean {
  const [from, to] = fieldSelection(field);
  return field.selectionStart === null && from === to;
}

/** Fields for numbers and addresses have no selection that scripts may set. */
function caretToEnd(field: Field): void {
  if (field.selectionStart === null) getSelection()?.modify('move', 'forward', 'documentboundary');
  else field.setSelectionRange(field.value.length, field.value.length);
}
