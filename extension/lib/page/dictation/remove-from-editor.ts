/** Removes a text from an editor as a user does, because the undo of many takes back all that was written in a row. */
import { offerKey } from '../act/keys/press-key';
import { becomes, nextFrame, pause } from '../act/pause';
import { hasEditContext } from '../dom/edit-context';
import { SELECTION_MS, selectionIn, selectionOf } from '../text/caret';
import { difference, rangeOf, readText, sameLines, sameText } from '../text/read-text';
import type { TextTarget } from '../text/text-target';
import { textAroundCaret } from './caret-text';

const LIMIT_MS = 300;
const LATE_CUT_MS = 100;
/** Of a busy machine's next frame. */
const FRAME_MS = 1_500;

interface Removed {
  text: string;
  /** All of the text before it was written. */
  before: string;
}

/** @returns whether all is as before; false also where nothing was tried */
export async function removeFromEditor(target: TextTarget, { text, before }: Removed): Promise<boolean> {
  const { element } = target;
  if (hasEditContext(element)) return false;
  element.focus({ preventScroll: true });
  if (text.trim() === '') return removeLines(target, text, before);
  const { from, removed, inserted } = difference(before, readText(target));
  const range = rangeOf(element, from, from + inserted.length);
  const selection = selectionOf(element);
  // What it has replaced only the editor can bring back as it was.
  if (removed.trim() !== '' || !range || range.collapsed || !selection) return false;
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  await pause(SELECTION_MS);
  const isBack = () => sameText(readText(target), before);
  const cut = new ClipboardEvent('cut', {
    clipboardData: new DataTransfer(),
    ...{ bubbles: true, cancelable: true, composed: true },
  });
  const isTaken = !element.dispatchEvent(cut);
  // Draft.js does not prevent the browser's own cut, and removes the text a moment later.
  if (await becomes(isBack, isTaken ? LIMIT_MS : LATE_CUT_MS)) return true;
  if (!isTaken) document.execCommand('delete');
  return becomes(isBack, LIMIT_MS);
}

/** Line breaks before the caret. Editors keep them each in their own way, so each is removed by the key for it. */
async function removeLines(target: TextTarget, text: string, before: string): Promise<boolean> {
  const { element } = target;
  const isBack = () => sameLines(readText(target), before);
  // The key would remove what stands elsewhere.
  if (!selectionIn(element)) return false;
  for (let i = 0; i < text.length && !isBack(); i++) {
    const now = readText(target);
    const beforeCaret = textAroundCaret(target).before;
    // Anything else before the caret is not what was written.
    if (!beforeCaret.endsWith('\n') || beforeCaret.trimEnd() !== before.trimEnd()) return false;
    const isTaken = offerKey(element, 'Backspace') || !element.dispatchEvent(backspaceEvent());
    if (!isTaken) document.execCommand('delete');
    // Trix draws from its model only then, and undoes what the browser does before.
    if (await becomes(() => readText(target) !== now, LIMIT_MS)) await nextFrame(FRAME_MS);
  }
  return becomes(isBack, LIMIT_MS);
}

const backspaceEvent = (): InputEvent =>
  new InputEvent('beforeinput', {
    inputType: 'deleteContentBackward',
    ...{ bubbles: true, cancelable: true, composed: true },
  });
