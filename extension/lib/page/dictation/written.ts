/** Writes dictated text into a field or an editor once, and takes it back. */
import { changeValue } from '../act/change-value';
import type { Acting } from '../act/acting';
import { describeControl } from '../describe-control';
import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { becomes } from '../act/pause';
import type { RefRegistry } from '../refs';
import { fillField, lineOf } from '../text/fill-field';
import { insertRich, type Insertion } from '../text/insert-rich';
import { removeFromEditor } from './remove-from-editor';
import { caretSettled, fieldSelection } from '../text/caret';
import { readText, sameText } from '../text/read-text';
import type { TextTarget } from '../text/text-target';
import { undoText } from '../text/undo-text';

/** An editor draws a new line with its next rendering. */
const LINE_MS = 300;

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A text that was written, and what is needed to take it back. */
export interface Written {
  target: TextTarget;
  text: string;
  /** All of the text before and after. */
  before: string;
  after: string;
  /** In a field: where it stands, and what it has replaced. */
  from: number;
  removed: string;
  /** The editor took it and does not show it: it may be there. */
  unread?: true;
}

/** Writes at the caret, in place of what is selected. Never tries again. */
export async function write(target: TextTarget, text: string): Promise<Written | ToolFailure> {
  const before = readText(target);
  const what = describeControl(target.element);
  if (target.kind === 'field') {
    const [from, to] = fieldSelection(target.element);
    const removed = before.slice(from, to);
    const { maxLength } = target.element;
    // A part of a text would stand there, and could not be taken back.
    if (maxLength >= 0 && before.length - removed.length + lineOf(target.element, text).length > maxLength)
      return failure(`${what} takes ${maxLength} characters at most.`);
    const wanted = await fillField(target.element, text, false);
    const after = target.element.value;
    if (after === wanted) {
      const written = wanted.slice(from, wanted.length - (before.length - to));
      return { target, text: written, before, after, from, removed };
    }
    return failure(
      after === before ? `${what} did not take the text.` : `${what} made something else of the text.`,
    );
  }
  const insertion =
    text.trim() === '' ? await beginLine(target, text) : await insertRich(target, text, false);
  const after = readText(target);
  const written = { target, text, before, after, from: 0, removed: '' };
  switch (insertion) {
    case 'landed':
      return written;
    case 'unread':
      return { ...written, unread: true };
    case 'refused':
      return failure(`${what} did not take the text.`);
    case 'other':
      return failure(`${what} made something else of the text.`);
  }
}

/** TinyMCE pastes a line break that ends a paragraph out of sight, and CKEditor pastes none: both have paragraphs. */
async function beginLine(target: Extract<TextTarget, { kind: 'rich' }>, text: string): Promise<Insertion> {
  const { element } = target;
  const isTinyMce = element.classList.contains('mce-content-body');
  if (!isTinyMce && !element.classList.contains('ck-content')) return insertRich(target, text, false);
  await caretSettled(element);
  const before = readText(target);
  if (isTinyMce) document.execCommand('insertParagraph');
  else element.dispatchEvent(paragraphEvent());
  return (await becomes(() => readText(target) !== before, LINE_MS)) ? 'landed' : 'refused';
}

const paragraphEvent = (): InputEvent =>
  new InputEvent('beforeinput', {
    inputType: 'insertParagraph',
    ...{ bubbles: true, cancelable: true, composed: true },
  });

/** Removes exactly that text, wherever the caret is now. @returns why it did not, or null */
export async function takeBack(written: Written, refs: RefRegistry): Promise<ToolFailure | null> {
  const { target, before, after } = written;
  const what = describeControl(target.element);
  if (!target.element.isConnected) return failure('The field is gone from the page.');
  if (written.unread) return failure(`${what} does not show what was written.`);
  if (target.kind === 'field') return takeFromField(target.element, written);
  if (!sameText(readText(target), after)) return failure(`The text of ${what} has changed since.`);
  if (await removeFromEditor(target, written)) return null;
  const undo = { kind: 'text', ref: refs.numberOf(target.element), before, after } as const;
  const undone = await undoText(undo, { refs } as Acting);
  return 'ok' in undone ? undone : null;
}

/** Writes again what was taken back. */
export async function writeAgain({ target, text, from, removed }: Written): Promise<Written | ToolFailure> {
  if (!target.element.isConnected) return failure('The field is gone from the page.');
  if (target.kind === 'field') {
    const { element } = target;
    element.focus({ preventScroll: true });
    if (element.selectionStart !== null) element.setSelectionRange(from, from + removed.length);
    else if (removed !== '') element.select();
  }
  return write(target, text);
}

function takeFromField(field: Field, { text, before, after, from, removed }: Written): ToolFailure | null {
  field.focus({ preventScroll: true });
  const at = placeOf(field.value, text, after, from);
  if (at === null) return failure('The text has changed since.');
  const wanted = field.value.slice(0, at) + removed + field.value.slice(at + text.length);
  if (field.selectionStart === null) field.select();
  else field.setSelectionRange(at, at + text.length);
  const inserted = field.selectionStart === null ? before : removed;
  document.execCommand(inserted === '' ? 'delete' : 'insertText', false, inserted);
  if (field.value !== wanted) changeValue(field, wanted);
  else field.dispatchEvent(new Event('change', { bubbles: true }));
  return field.value === wanted ? null : failure(`${describeControl(field)} did not let it be removed.`);
}

/** @returns where the text stands now; null if what stands before it and what stands after it have both changed */
function placeOf(now: string, text: string, after: string, from: number): number | null {
  if (now.startsWith(after.slice(0, from + text.length))) return from;
  const rest = after.slice(from);
  return now.endsWith(rest) ? now.length - rest.length : null;
}
