/** What stands in a field or an editor, for comparing. */
import { hasEditContext } from '../dom/edit-context';
import type { TextTarget } from './text-target';

/** Editors put them where the caret must have a place. */
const INVISIBLE = /[\u200b\u2060\ufeff]/g;

const BLOCK = /^(?:address|blockquote|div|dd|dl|dt|h[1-6]|li|ol|p|pre|table|td|th|tr|ul)$/;

/** @returns the text with its line breaks; that of an editor without its placeholder and buttons */
export function readText({ kind, element }: TextTarget): string {
  return kind === 'field' ? element.value : textOf(hasEditContext(element) ? drawnBy(element) : element);
}

/** @returns the text of an editor or of a part of one, with its line breaks */
export const textOf = (host: HTMLElement): string =>
  piecesOf(host)
    .map(({ text }) => text)
    .join('');

/** A part of an editor's text; a line break that is in no text node has no node. */
interface Piece {
  node: Text | null;
  text: string;
}

function piecesOf(host: HTMLElement): Piece[] {
  const pieces: Piece[] = [];
  const read = (node: Node) => {
    if (node instanceof Text) {
      const text = node.data.replace(INVISIBLE, '').replace(/\u00a0/g, ' ');
      if (text !== '') pieces.push({ node, text });
    }
    if (!(node instanceof HTMLElement)) return;
    if (node !== host && (node.contentEditable === 'false' || node.localName === 'style')) return;
    const last = pieces.at(-1)?.text;
    const isLine = BLOCK.test(node.localName) && last !== undefined && !last.endsWith('\n');
    if (node.localName === 'br' || isLine) pieces.push({ node: null, text: '\n' });
    for (const child of node.childNodes) read(child);
  };
  read(host);
  return pieces;
}

interface TextPlace {
  node: Text;
  offset: number;
}

/** @returns the range of an editor's text, by offsets in what `readText` gives; null if no text is there */
export function rangeOf(host: HTMLElement, from: number, to: number): Range | null {
  const range = document.createRange();
  let start: TextPlace | undefined;
  let end: TextPlace | undefined;
  let at = 0;
  for (const { node, text } of piecesOf(host)) {
    // At the border of two texts, the range begins in the second, or at the end of the first before a line break.
    if (node && at <= to) {
      if (at <= from) start = { node, offset: offsetIn(node, Math.min(from - at, text.length)) };
      if (at < to) end = { node, offset: offsetIn(node, Math.min(to - at, text.length)) };
    }
    at += text.length;
  }
  if (!start || !end) return null;
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

/** @param chars without the invisible ones */
function offsetIn({ data }: Text, chars: number): number {
  let offset = 0;
  for (let left = chars; left > 0 && offset < data.length; offset++)
    if (!data.charAt(offset).match(INVISIBLE)) left--;
  return offset;
}

/** @returns what stands in `after` in the place of what stood in `before`, and where it begins */
export function difference(
  before: string,
  after: string,
): { from: number; removed: string; inserted: string } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    from,
    removed: before.slice(from, before.length - same),
    inserted: after.slice(from, after.length - same),
  };
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

/** As `sameText`, but lines count. The last break of an editor is not seen: an empty line has one more. */
export const sameLines = (one: string, other: string): boolean =>
  one.replace(/\n$/, '') === other.replace(/\n$/, '');

/** @returns how often `part` is in `text` */
export function occurrences(text: string, part: string): number {
  return part === '' ? 0 : text.split(part).length - 1;
}
