import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import type { Acting, Performed } from '../act/acting';
import { changeValue } from '../act/change-value';
import { COMMAND_KEY, offerKey } from '../act/keys/press-key';
import { becomes, pause } from '../act/pause';
import { describeControl } from '../describe-control';
import type { PageUndo } from '../page-calls';
import { hasEditContext } from '../dom/edit-context';
import { SELECTION_MS, selectionOf } from './caret';
import { difference, rangeOf, readText, sameLines, sameText } from './read-text';
import { textTargetOf, type TextTarget } from './text-target';

const UNDO_MS = 300;

/** Takes typed text back, but only if nothing has changed it since. */
export async function undoText(
  { ref, before, after }: Extract<PageUndo, { kind: 'text' }>,
  { refs }: Acting,
): Promise<Performed | ToolFailure> {
  const control = refs.elementOf(ref);
  if (!control) return failure('It cannot be undone: the field is gone from the page.');
  const target = textTargetOf(control);
  if ('ok' in target) return target;
  const what = describeControl(control);
  const same = comparisonOf(before, after);
  if (!same(readText(target), after)) {
    return failure(`It was not undone: the text of ${what} has changed since.`);
  }
  target.element.focus({ preventScroll: true });
  if (target.kind === 'field') undoField(target.element, before);
  else await undoEditor(target, { before, after }, same);
  const now = readText(target);
  if (same(now, before)) return { did: `took back what was typed into ${what}` };
  return failure(
    same(now, after)
      ? `It was not undone: ${what} has no way back that works from outside.`
      : `${what} took back something else: look at it.`,
  );
}

/** A line break alone makes no difference to `sameText`. */
const comparisonOf = (before: string, after: string): typeof sameText =>
  sameText(before, after) ? sameLines : sameText;

interface Texts {
  before: string;
  after: string;
}

/** As an edit of its own, which the user can undo in turn. */
function undoField(field: HTMLInputElement | HTMLTextAreaElement, before: string): void {
  field.select();
  document.execCommand(before === '' ? 'delete' : 'insertText', false, before);
  if (field.value !== before) changeValue(field, before);
  else field.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * Editors with a model of their own listen to the key or to the browser's event. In others the text is removed as a user
 * does it: the browser's undo takes back all that was typed in a row, and so may an editor's.
 */
async function undoEditor(target: TextTarget, texts: Texts, same: typeof sameText): Promise<void> {
  const { element } = target;
  const { before, after } = texts;
  const hasChanged = () => !same(readText(target), after);
  const isBack = () => same(readText(target), before);
  const isTaken = offerKey(element, `${COMMAND_KEY}+z`);
  if ((isTaken || hasChanged()) && (await becomes(hasChanged, UNDO_MS))) {
    if (await becomes(isBack, UNDO_MS)) return;
    offerKey(element, `${COMMAND_KEY}+Shift+z`);
    if (await becomes(() => !hasChanged(), UNDO_MS)) await removeInserted(target, texts, same);
    return;
  }
  await removeInserted(target, texts, same);
  if (hasChanged()) return;
  const undo = { inputType: 'historyUndo', bubbles: true, cancelable: true, composed: true };
  element.dispatchEvent(new InputEvent('beforeinput', undo));
  await becomes(hasChanged, UNDO_MS);
}

/** Selects what was typed, and puts what it had replaced in its place. */
async function removeInserted(target: TextTarget, { before }: Texts, same: typeof sameText): Promise<void> {
  const { element } = target;
  if (hasEditContext(element)) return;
  const now = readText(target);
  const isBack = () => same(readText(target), before);
  const { from, removed, inserted } = difference(before, now);
  const replaced = removed.trim();
  if (replaced === '' && inserted === '') return;
  if (replaced !== '') {
    // It also brings back how the text looked.
    document.execCommand('undo');
    if (isBack()) return;
    document.execCommand('redo');
    if (!sameText(readText(target), now)) return;
  }
  const range = rangeOf(element, from, from + inserted.length);
  const selection = selectionOf(element);
  // With nothing selected, the browser deletes what stands before it.
  if (!range || (range.collapsed && inserted !== '') || !selection) return;
  selection.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  await pause(SELECTION_MS);
  document.execCommand(replaced === '' ? 'delete' : 'insertText', false, removed);
  await becomes(isBack, UNDO_MS);
}
