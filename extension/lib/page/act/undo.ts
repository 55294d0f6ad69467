import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { describeControl } from '../describe-control';
import type { PageUndo } from '../page-calls';
import type { Acting, Performed } from './acting';
import { rootScroller } from './scrolling/scroller';
import { changeValue, sendChosen } from './change-value';
import { setChecked } from './values/set-checked';
import { setValue } from './values/set-value';

const GONE = 'It cannot be undone: the control is gone from the page.';

/** Undoes an act in the document, all but typed text. */
export function undoAct(
  undo: Exclude<PageUndo, { kind: 'text' }>,
  acting: Acting,
): Performed | ToolFailure | Promise<Performed | ToolFailure> {
  const control = undo.ref === undefined ? rootScroller() : acting.refs.elementOf(undo.ref);
  if (!control) return failure(GONE);
  switch (undo.kind) {
    case 'checked':
      return setChecked(control, undo.checked, acting);
    case 'value':
      // A value that a page's own check refused is put back as it was.
      if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) {
        changeValue(control, undo.value);
        return { did: `${describeControl(control)} = "${control.value}" again` };
      }
      return setValue(control, undo.value, acting);
    case 'options':
      return control instanceof HTMLSelectElement ? restoreOptions(control, undo.selected) : failure(GONE);
    case 'scroll':
      control.scrollTo({ top: undo.top, left: undo.left, behavior: 'instant' });
      return { did: 'scrolled back' };
  }
}

function restoreOptions(select: HTMLSelectElement, selected: readonly number[]): Performed {
  for (const [index, option] of [...select.options].entries()) option.selected = selected.includes(index);
  sendChosen(select);
  const names = [...select.selectedOptions].map(({ text }) => `"${text.trim()}"`);
  return { did: `${describeControl(select)} is ${names.join(', ') || 'without a choice'} again` };
}
