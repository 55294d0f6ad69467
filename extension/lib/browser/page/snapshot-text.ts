import type { FrameSnapshot } from '../../page/page-calls';
import type { PageIdentity } from '../../tool-contract/tool-results';
import type { PageLine } from './frame-tree';

/** About 2,000 tokens of a language model. */
export const MAX_SNAPSHOT_CHARS = 8_000;

/** Of one line, such as one with the text of a paragraph. */
const MAX_LINE_CHARS = 400;
const MAX_TITLE_CHARS = 120;
const MAX_URL_CHARS = 200;

/** Room for the line that says what was left out. */
const CUT_CHARS = 120;

export interface WholePage {
  page: PageIdentity;
  /** Of the top document. */
  scroll: FrameSnapshot['scroll'];
  lines: readonly PageLine[];
  /** Controls that are not among the lines, because only the viewport was asked for. */
  outside: Outside;
}

interface Outside {
  above: number;
  below: number;
}

/**
 * @returns text of at most `MAX_SNAPSHOT_CHARS`, and the number of controls that are not in it. What the viewport shows comes
 *   first where there is not room for all; the lines stay in the page's order.
 */
export function snapshotText({ page, scroll, lines, outside }: WholePage): { text: string; more: number } {
  const head = headOf(page, scroll);
  const texts = lines.map(({ text, depth }) => clip(`${' '.repeat(depth + 1)}${text}`, MAX_LINE_CHARS));
  const kept = choose(lines, texts, MAX_SNAPSHOT_CHARS - head.length - CUT_CHARS);
  const cut = { ...outside, here: 0 };
  const textIsCut = kept.size < lines.length;
  const first = lines.findIndex(({ inViewport }) => inViewport);
  for (const [index, { isControl, inViewport }] of lines.entries()) {
    if (!isControl || kept.has(index)) continue;
    if (inViewport) cut.here++;
    else if (index < first) cut.above++;
    else cut.below++;
  }
  const shown = texts.filter((_, index) => kept.has(index));
  const words = cutOf(cut) ?? (textIsCut ? 'More text is left out: find what you need' : null);
  return {
    text: [head, ...shown, ...(words ? [words] : [])].join('\n'),
    more: cut.above + cut.here + cut.below,
  };
}

function headOf({ title, url }: PageIdentity, { viewportPx, topPx, heightPx }: FrameSnapshot['scroll']) {
  const pages = viewportPx > 0 ? Math.max(1, Math.ceil(heightPx / viewportPx)) : 1;
  const current = viewportPx > 0 ? Math.min(pages, Math.round(topPx / viewportPx) + 1) : 1;
  const quoted = JSON.stringify(clip(title, MAX_TITLE_CHARS));
  return `page ${quoted} ${clip(url, MAX_URL_CHARS)}  (viewport ${current} of ${pages})`;
}

/** @returns the indexes of the lines for which there is room */
function choose(lines: readonly PageLine[], texts: readonly string[], room: number): Set<number> {
  const kept = new Set<number>();
  let left = room;
  const take = (wanted: (line: PageLine) => boolean) => {
    for (const [index, line] of lines.entries()) {
      const cost = texts[index]!.length + 1;
      if (kept.has(index) || !wanted(line)) continue;
      if (cost > left) return;
      left -= cost;
      kept.add(index);
    }
  };
  take(({ inViewport, isControl }) => inViewport && isControl);
  take(({ inViewport }) => inViewport);
  take(() => true);
  return kept;
}

/** @returns what was left out and how to get it, or null */
function cutOf({ above, here, below }: Outside & { here: number }): string | null {
  const outside = [
    above > 0 ? `${above} ${noun(above)} above` : '',
    below > 0 ? `${below} ${noun(below)} below` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
  if (here > 0)
    return `${here} ${noun(here)} here are left out${outside && `, ${outside}`}: find what you need`;
  return outside === '' ? null : `${outside}: scroll, or find`;
}

const noun = (count: number) => (count === 1 ? 'more control' : 'more controls');

const clip = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text);
