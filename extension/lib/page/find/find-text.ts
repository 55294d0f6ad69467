/** Finds text in the page as it is shown, also where it runs over several elements. */
import { light } from '../highlight/highlights';
import { isNote, withoutCitations } from '../article/notes';
import { isComfortable, scrollTo } from '../highlight/scrolling';
import { rangesOf, type PageText } from '../page-text/page-text';
import { unfold } from '../page-text/folded';
import { textBlocks } from '../page-text/text-blocks';
import { foldedWithOffsets } from './fold';

export interface FoundText {
  /** The element that the match begins in. */
  element: Element;
  /** The passage around the match. */
  context: string;
}

const MAX_MATCHES = 20;

const MAX_CONTEXT = 300;

/** So many words in a row stand twice in no page, but for its own repetitions. */
const WORDS_OF_END = 6;

interface Match {
  block: PageText;
  from: number;
  to: number;
}

/**
 * @param shows whether the first match is revealed and lit; what was lit before is put out
 * @returns the first matches, and how many there are
 */
export function findText(text: string, shows: boolean): { matches: FoundText[]; total: number } {
  const wanted = foldedWithOffsets(text.trim()).text;
  const found = wanted && !isHiddenFrame() ? matchesOf(wanted) : [];
  const shown = found.slice(0, MAX_MATCHES).map((match) => ({ match, ranges: rangesOfMatch(match) }));
  show(shows ? (shown[0]?.ranges ?? []) : []);
  const matches = shown.map(({ match, ranges }) => ({
    element: ranges[0]!.startContainer.parentElement!,
    context: contextOf(match),
  }));
  return { matches, total: found.length };
}

/** @returns where the text stands; else where it does without notes, which articles leave out; else where a part of it does */
function matchesOf(wanted: string): Match[] {
  const blocks = textBlocks(document.body, { folded: true });
  const matches = allIn(blocks, wanted);
  if (matches.length > 0 || !wanted.includes(' ')) return matches;
  const read = textBlocks(document.body, { folded: true, skips: isNote }).map(withoutCitations);
  const asRead = allIn(read, wanted);
  if (asRead.length > 0) return asRead;
  const ends = endsOf(wanted).map((part) => allIn(blocks, part));
  return ends.find(({ length }) => length > 0) ?? [];
}

const allIn = (blocks: readonly PageText[], wanted: string): Match[] =>
  blocks.flatMap((block) => matchesIn(block, wanted));

/** @returns the beginning and the end of a passage, which are in the page also where a mark stands in its middle */
function endsOf(text: string): string[] {
  const words = text.split(' ');
  if (words.length < 2 * WORDS_OF_END) return [];
  return [words.slice(0, WORDS_OF_END).join(' '), words.slice(-WORDS_OF_END).join(' ')];
}

/** Styles do not tell: a frame that is not shown has none. */
const isHiddenFrame = () => innerWidth === 0 || innerHeight === 0;

function show(ranges: Range[]): void {
  light('found', ranges);
  const [first] = ranges;
  if (!first) return;
  unfold(first.startContainer);
  if (!isComfortable(first)) scrollTo(first, false);
  // The page around a frame may show none of it.
  if (parent !== window)
    first.startContainer.parentElement?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

/** The page has not changed since the match was found. */
const rangesOfMatch = ({ block, from, to }: Match): Range[] => rangesOf(block, from, to)!;

function matchesIn(block: PageText, wanted: string): Match[] {
  const { text, offsets } = foldedWithOffsets(block.text);
  const matches: Match[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    matches.push({ block, from: offsets[at]!, to: offsets[at + wanted.length]! });
  }
  return matches;
}

/** @returns the paragraph, or as much of it around the match as is easily read out */
function contextOf({ block: { text }, from, to }: Match): string {
  if (text.length <= MAX_CONTEXT) return text;
  const around = Math.max(0, (MAX_CONTEXT - (to - from)) / 2);
  const begin = from <= around ? 0 : text.indexOf(' ', from - around) + 1;
  const space = text.lastIndexOf(' ', to + around);
  const end = to + around >= text.length || space < to ? text.length : space;
  const part = text.slice(Math.min(begin, from), end);
  return `${begin > 0 ? '… ' : ''}${part}${end < text.length ? ' …' : ''}`;
}
