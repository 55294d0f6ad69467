/** Footnote numbers, bracketed citations and edit links: they stand in the text, but are not read. */
import { without, type PageText } from '../page-text/page-text';

/** A footnote's mark, alone or in brackets: `3`, `[12]`, `[a]`, `†`, `[note 2]`, `[citation needed]`. */
const NOTE = /^(?:[[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})[\])]?|\[[^[\]]{1,40}\])$/i;

/** `[3]`, `[3, 5]`, `[3-5]`, with the space before it. */
const CITATION = /\s?\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]/g;

const IN_PAGE = 'a[href*="#"]';

/** @returns whether an element is a footnote's mark or a link to edit a section */
export function isNote(element: Element): boolean {
  if (element.getAttribute('role') === 'doc-noteref' || element.classList.contains('mw-editsection'))
    return true;
  if (element.localName !== 'sup' && element.localName !== 'a') return false;
  const text = element.textContent?.trim() ?? '';
  if (text.length > 42 || !NOTE.test(text)) return false;
  if (element.localName === 'a') return text.startsWith('[') && element.matches(IN_PAGE);
  if (text.startsWith('[') || element.querySelector(IN_PAGE) || element.closest(IN_PAGE)) return true;
  return followsWord(element);
}

/** A number above the line is an exponent after a symbol or a unit, and a footnote after a word or a sentence. */
function followsWord(element: Element): boolean {
  const before = element.previousSibling;
  return before instanceof Text && /(?:\p{Ll}{4}|[.,;:!?"'”’)])$/u.test(before.data);
}

/** @returns the block without its citations; code keeps its brackets */
export const withoutCitations = (block: PageText): PageText =>
  block.runs[0]?.node.parentElement?.closest('pre, code') ? block : without(block, CITATION);
