import { deepActiveElement } from '../dom/flat-tree';
import { isSecret } from '../secrets';

/** In characters: more is no selection but a page. */
const MAX_SELECTION = 20_000;

/** @returns what is selected in the field that has the focus, or on the page; nothing of secrets */
export function selectedText(): string {
  const active = deepActiveElement();
  // What is selected in a field counts as the page's selection too.
  if (active && isSecret(active)) return '';
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) {
    const { value, selectionStart, selectionEnd } = active;
    if (selectionStart !== null && selectionEnd !== null && selectionEnd > selectionStart) {
      return value.slice(selectionStart, selectionEnd).slice(0, MAX_SELECTION);
    }
  }
  return (document.getSelection()?.toString() ?? '').slice(0, MAX_SELECTION);
}
