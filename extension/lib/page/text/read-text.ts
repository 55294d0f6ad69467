/** What stands in a field or an editor, for comparing. */
import { hasEditContext } from '../dom/edit-context';
import type { TextTarget } from './text-target';

/** Editors put them where the caret must have a place. */
const INVISIBLE = /[\u200b\u2060\ufeff]/g;

const BLOCK = /^(?:address|blockquote|div|dd|dl|dt|h[1-6]|li|ol|p|pre|table|td|th|tr|ul)$/;

/** @returns the text with its line breaks; that of an editor without its placeholder and buttons */
export function readText({ kind, element }: TextTarget): string {
  return kind === 'field' ? element.value : richText(hasEditContext(element) ? drawnBy(element) : element);
}

function richText(host: HTMLElement): string {
  let text = '';
  const read = (node: Node) => {
    if (node instanceof Text) text += node.data;
    if (!(node instanceof HTMLElement)) return;
    if (node !== host && (node.contentEditable === 'false' || node.localName === 'style')) return;
    if (node.localName === 'br') text += '\n';
    const block = BLOCK.test(node.localName);
    if (block && text !== '' && !text.endsWith('\n')) text += '\n';
    for (const child of node.childNodes) read(child);
  };
  read(host);
  return text.replace(INVISIBLE, '').replace(/\u00a0/g, ' ');
}

/** An editor with an edit context draws its text beside it: in the nearest box that is larger than a line and a caret. */
function drawnBy(element: HTMLElement): HTMLElement {
  let box = element;
  while (box.parentElement && Math.min(box.offsetHeight, box.offsetWidth) < MIN_BOX_PX)
    box = box.parentElement;
  return box;
}

const MIN_BOX_PX = 40;

/** @returns text without its white space: editors keep line breaks and spaces each in their own way */
export const squashed = (text: string): string => text.replace(/\s+/g, '');

export const sameText = (one: string, other: string): boolean => squashed(one) === squashed(other);

/** @returns how often `part` is in `text` */
export function occurrences(text: string, part: string): number {
  return part === '' ? 0 : text.split(part).length - 1;
}
