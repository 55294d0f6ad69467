/** What stands before and after the caret of a field or an editor. */
import { hasEditContext } from '../dom/edit-context';
import { fieldSelection, selectionOf } from '../text/caret';
import { textOf } from '../text/read-text';
import type { TextTarget } from '../text/text-target';
import type { Around } from './join-text';

interface EditContextText {
  text: string;
  selectionStart: number;
  selectionEnd: number;
}

/** What is selected stands on neither side: it is replaced. */
export function textAroundCaret(target: TextTarget): Around {
  if (target.kind === 'field') {
    const { value } = target.element;
    const [from, to] = fieldSelection(target.element);
    return { before: value.slice(0, from), after: value.slice(to) };
  }
  const { element } = target;
  if (hasEditContext(element)) {
    const { text, selectionStart, selectionEnd } = (element as unknown as { editContext: EditContextText })
      .editContext;
    const [from, to] = [Math.min(selectionStart, selectionEnd), Math.max(selectionStart, selectionEnd)];
    return { before: text.slice(0, from), after: text.slice(to) };
  }
  const selection = selectionOf(element);
  if (!selection?.anchorNode || !element.contains(selection.anchorNode))
    return { before: textOf(element), after: '' };
  const caret = selection.getRangeAt(0);
  const [before, after] = [document.createRange(), document.createRange()];
  before.selectNodeContents(element);
  before.setEnd(caret.startContainer, caret.startOffset);
  after.selectNodeContents(element);
  after.setStart(caret.endContainer, caret.endOffset);
  return { before: textIn(before), after: textIn(after).replace(/^\n/, '') };
}

function textIn(range: Range): string {
  const holder = document.createElement('div');
  holder.append(range.cloneContents());
  return textOf(holder);
}
