/** The sentences and paragraphs of a text, found from an offset in it. All offsets are UTF-16 code units. */
import { ENGLISH_ABBREVIATIONS, ENGLISH_FINAL_ABBREVIATIONS } from './abbreviations.js';

export interface Sentence {
  from: number;
  /** Its end, without the white space after it. */
  to: number;
  /** Where the next one begins. */
  next: number;
}

/** A longer paragraph is taken in parts of this length, so that each step takes the same time. */
export const MAX_PARAGRAPH_CHARS = 5_000;

/** A longer sentence is read in parts: the listener goes back and forth by them. */
const MAX_SENTENCE_CHARS = 600;

const MAX_WORD_CHARS = 100;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** @returns the sentence at the offset, or the next one; undefined after the last */
export function sentenceAt(text: string, offset: number): Sentence | undefined {
  const start = text.slice(offset).search(/\S/) + offset;
  if (start < offset) return undefined;
  return sentencesAround(text, start).find(({ next }) => next > start);
}

/** @returns the sentence before the one at the offset; undefined if that is the first */
export function sentenceBefore(text: string, offset: number): Sentence | undefined {
  const from = sentenceAt(text, offset)?.from ?? text.length;
  const end = text.slice(0, from).trimEnd().length;
  return end === 0 ? undefined : sentencesAround(text, end - 1).findLast((sentence) => sentence.from < end);
}

/** @returns where the next paragraph begins; undefined in the last one */
export function paragraphAfter(text: string, offset: number): number | undefined {
  const end = text.indexOf('\n', offset);
  return end < 0 ? undefined : sentenceAt(text, end)?.from;
}

/** @returns where the paragraph before begins; undefined in the first one */
export function paragraphBefore(text: string, offset: number): number | undefined {
  const from = sentenceAt(text, offset)?.from ?? text.length;
  const before = text.slice(0, text.lastIndexOf('\n', from - 1) + 1).trimEnd();
  return before === '' ? undefined : before.lastIndexOf('\n') + 1;
}

/** @returns all sentences of a text, by paragraphs */
export function paragraphsOf(text: string): Sentence[][] {
  const paragraphs: Sentence[][] = [];
  let at = text.search(/\S/);
  while (at >= 0 && at < text.length) {
    const from = at;
    const sentences = sentencesAround(text, from).filter(({ next }) => next > from);
    at = sentences.at(-1)?.next ?? text.length;
    if (sentences.length > 0) paragraphs.push(sentences);
  }
  return paragraphs;
}

/** The sentences of the paragraph at the offset, which is not white space. */
function sentencesAround(text: string, offset: number): Sentence[] {
  const { start, end } = paragraphAround(text, offset);
  const sentences: Sentence[] = [];
  let from = start;
  for (const { segment, index } of SEGMENTER.segment(text.slice(start, end))) {
    const next = start + index + segment.length;
    if (next < end && isUnfinished(text.slice(from, next), text[next]!)) continue;
    sentences.push(...shortened(text, from, next));
    from = next;
  }
  if (from < end) sentences.push(...shortened(text, from, end));
  // White space between paragraphs belongs to the sentence before it.
  const last = sentences.at(-1);
  if (last) last.next = end + /^\s*/.exec(text.slice(end))![0].length;
  return sentences;
}

/** "Dr. Smith", "J. Smith" and "No. 5" are no ends of sentences, but "at 5 p.m. It rains" is one. */
function isUnfinished(sentence: string, next: string): boolean {
  const word = /(\S+)\.\s*$/.exec(sentence)?.[1]?.replace(/^\W+/, '');
  if (!word) return false;
  if (/^\p{Lu}$/u.test(word)) return true;
  const abbreviation = word.toLowerCase();
  const mayEnd = ENGLISH_FINAL_ABBREVIATIONS.has(abbreviation) && /\p{Lu}/u.test(next);
  return ENGLISH_ABBREVIATIONS.has(abbreviation) && !mayEnd;
}

function shortened(text: string, from: number, next: number): Sentence[] {
  const parts: Sentence[] = [];
  let begin = from;
  while (next - begin > MAX_SENTENCE_CHARS) {
    const space = text.lastIndexOf(' ', begin + MAX_SENTENCE_CHARS);
    const end = space > begin ? space + 1 : begin + MAX_SENTENCE_CHARS;
    parts.push({ from: begin, to: begin + text.slice(begin, end).trimEnd().length, next: end });
    begin = end;
  }
  parts.push({ from: begin, to: begin + text.slice(begin, next).trimEnd().length, next });
  return parts;
}

function paragraphAround(text: string, offset: number): { start: number; end: number } {
  const start = text.lastIndexOf('\n', offset) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const part = Math.floor((offset - start) / MAX_PARAGRAPH_CHARS);
  const isLong = end - start > MAX_PARAGRAPH_CHARS;
  const at = (index: number) => (isLong ? partStart(text, start, end, index) : index === 0 ? start : end);
  // The offset may stand in the word that ends the part before.
  return offset < at(part) ? { start: at(part - 1), end: at(part) } : { start: at(part), end: at(part + 1) };
}

/** A part begins after the first space from its offset on, if one is near. */
function partStart(text: string, start: number, end: number, index: number): number {
  const from = start + index * MAX_PARAGRAPH_CHARS;
  if (index === 0 || from >= end) return Math.min(from, end);
  const space = text.slice(from, Math.min(end, from + MAX_WORD_CHARS)).indexOf(' ');
  return space < 0 ? from : from + space + 1;
}
