import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import type { Acting, Performed } from '../act/acting';
import { changeValue } from '../act/change-value';
import { pressKey } from '../act/keys/press-key';
import { pause } from '../act/pause';
import { describeControl } from '../describe-control';
import type { PageUndo } from '../page-calls';
import { readText, sameText } from './read-text';
import { textTargetOf, type TextTarget } from './text-target';

const UNDO_MS = 300;
const POLL_MS = 10;

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
  if (!sameText(readText(target), after)) {
    return failure(`It was not undone: the text of ${what} has changed since.`);
  }
  target.element.focus({ preventScroll: true });
  if (target.kind === 'field') undoField(target.element, before);
  else await undoEditor(target, before, after);
  const now = readText(target);
  if (sameText(now, before)) return { did: `took back what was typed into ${what}` };
  return failure(
    sameText(now, after)
      ? `It was not undone: ${what} has no way back that works from outside.`
      : `${what} took back something else: look at it.`,
  );
}

/** As an edit of its own, which the user can undo in turn. */
function undoField(field: HTMLInputElement | HTMLTextAreaElement, before: string): void {
  field.select();
  document.execCommand(before === '' ? 'delete' : 'insertText', false, before);
  if (field.value !== before) changeValue(field, before);
  else field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Editors with a model of their own listen to the key or to the browser's event; others have the browser's own undo. */
async function undoEditor(target: TextTarget, before: string, after: string): Promise<void> {
  const hasChanged = () => !sameText(readText(target), after);
  pressKey(target.element, IS_MAC ? 'Meta+z' : 'Control+z');
  if (await becomes(hasChanged)) return settled(() => sameText(readText(target), before));
  const undo = { inputType: 'historyUndo', bubbles: true, cancelable: true, composed: true };
  target.element.dispatchEvent(new InputEvent('beforeinput', undo));
  await becomes(hasChanged);
}

const IS_MAC = /mac/i.test(navigator.userAgent);

async function settled(condition: () => boolean): Promise<void> {
  await becomes(condition);
}

async function becomes(condition: () => boolean): Promise<boolean> {
  const end = performance.now() + UNDO_MS;
  while (!condition() && performance.now() < end) await pause(POLL_MS);
  return condition();
}
