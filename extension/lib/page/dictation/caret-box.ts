/** Where on the screen the caret of a field or an editor is. */
import { fieldSelection, selectionIn } from '../text/caret';
import type { TextTarget } from '../text/text-target';

/** In CSS pixels of the viewport. */
export interface CaretBox {
  left: number;
  top: number;
  bottom: number;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What decides where the letters of a field stand. */
const OF_TEXT = [
  ...['direction', 'unicode-bidi', 'writing-mode', 'text-align', 'text-indent', 'text-transform', 'tab-size'],
  ...['font-family', 'font-size', 'font-size-adjust', 'font-style', 'font-weight', 'font-stretch'],
  ...['font-variant', 'font-feature-settings', 'font-variation-settings', 'font-kerning', 'text-rendering'],
  ...['letter-spacing', 'word-spacing', 'line-height', 'white-space', 'overflow-wrap', 'word-break'],
  ...['line-break', 'hyphens', 'padding-top', 'padding-right', 'padding-bottom', 'padding-left'],
];

/** Laying out a longer text would take longer than a frame. */
const MAX_CHARS = 50_000;

/** @param layer where a copy of a field's text may stand for a moment. @returns the caret's box; that of the field, if it is not known */
export function caretBoxOf(target: TextTarget, layer: ParentNode): CaretBox {
  const { left, right, top, bottom } = target.element.getBoundingClientRect();
  const caret = target.kind === 'field' ? boxInField(target.element, layer) : boxInEditor(target.element);
  if (!caret) return { left, top, bottom };
  // What is scrolled out of the field is not seen.
  return {
    left: clamped(caret.left, left, right),
    top: clamped(caret.top, top, bottom),
    bottom: clamped(caret.bottom, top, bottom),
  };
}

const clamped = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));

function boxInEditor(element: HTMLElement): CaretBox | null {
  const selection = selectionIn(element);
  if (!selection?.focusNode || !element.contains(selection.focusNode)) return null;
  const range = document.createRange();
  range.setStart(selection.focusNode, selection.focusOffset);
  const caret = range.getClientRects()[0];
  if (caret) return caret;
  // An empty line has no box of its own.
  const { focusNode: node, focusOffset } = selection;
  const line = node.childNodes[focusOffset] ?? node.childNodes[focusOffset - 1] ?? node;
  const box = line instanceof Element ? line : (line.parentElement ?? element);
  return box.getBoundingClientRect();
}

/** A field tells no place of its caret: its text is laid out once more, in a box like the field's. */
function boxInField(field: Field, layer: ParentNode): CaretBox | null {
  if (field.value.length > MAX_CHARS || field.offsetWidth === 0) return null;
  const style = getComputedStyle(field);
  const copy = document.createElement('div');
  copy.style.cssText = 'position: absolute; left: 0; top: 0; box-sizing: border-box; visibility: hidden';
  for (const name of OF_TEXT) copy.style.setProperty(name, style.getPropertyValue(name));
  copy.style.width = `${field.clientWidth}px`;
  copy.style.height = `${field.clientHeight}px`;
  const isLine = field instanceof HTMLInputElement;
  if (isLine) copy.style.whiteSpace = 'pre';
  // Without a character in it, the last line has no box.
  const text = document.createTextNode(`${field.value}\u200b`);
  copy.append(text);
  layer.append(copy);
  const range = document.createRange();
  range.setStart(text, fieldSelection(field)[1]);
  const caret = range.getClientRects()[0];
  const origin = copy.getBoundingClientRect();
  copy.remove();
  if (!caret) return null;
  const box = field.getBoundingClientRect();
  // Of a field that is drawn larger or smaller.
  const [scaleX, scaleY] = [box.width / field.offsetWidth, box.height / field.offsetHeight];
  const x = field.clientLeft + caret.left - origin.left - field.scrollLeft;
  const y = isLine
    ? middleOf(field, style) - caret.height / 2
    : field.clientTop + caret.top - origin.top - field.scrollTop;
  return {
    left: box.left + x * scaleX,
    top: box.top + y * scaleY,
    bottom: box.top + (y + caret.height) * scaleY,
  };
}

/** A single line stands in the middle of its field. */
function middleOf(
  { clientTop, clientHeight }: Field,
  { paddingTop, paddingBottom }: CSSStyleDeclaration,
): number {
  const [above, below] = [parseFloat(paddingTop), parseFloat(paddingBottom)];
  return clientTop + above + (clientHeight - above - below) / 2;
}
