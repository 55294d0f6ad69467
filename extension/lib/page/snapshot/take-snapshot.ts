import { controlState } from '../controls/control-state';
import { quoted, shortened } from '../describe-control';
import { framePath } from '../dom/frames';
import { PageView } from '../dom/page-view';
import type { FrameSnapshot, PageCalls, SnapshotLine } from '../page-calls';
import type { RefRegistry } from '../refs';
import type { PageItem } from './items';
import { PageWalk } from './walk';

const MAX_IMAGE_NAME = 80;

/** More of it than any reader takes at once. */
const MAX_LINES = 5_000;

const CUT = 'The rest of this page was not read: the page is very large. Scroll, or find something.';

const titled = (role: string, name: string) => (name ? `${role} ${quoted(shortened(name))}` : role);

function textOf(item: PageItem, view: PageView): string {
  switch (item.kind) {
    case 'control':
      return `${titled(item.role, item.name)} ${controlState(item.element, item.role, view)}`.trimEnd();
    case 'heading':
      return `${titled('heading', item.name)} ${item.level}`;
    case 'part':
      return titled(item.role, item.name);
    case 'image':
      return `image ${quoted(shortened(item.name, MAX_IMAGE_NAME))}`;
    case 'frame':
      return titled('iframe', item.name);
    case 'text':
      return `text ${quoted(item.text)}`;
  }
}

/** "nasas" is how a recogniser writes "NASA’s", and "2" is said for "[2]". */
const comparable = (text: string) => text.toLowerCase().replaceAll(/['’()[\]]/g, '');

/** @returns the lines in which all words stand, and those of the parts around them */
function matching(lines: readonly SnapshotLine[], words: string): SnapshotLine[] {
  const wanted = comparable(words).match(/\S+/g) ?? [];
  const kept = new Set<SnapshotLine>();
  const around: SnapshotLine[] = [];
  for (const line of lines) {
    while (around.length > 0 && around.at(-1)!.depth >= line.depth) around.pop();
    const text = comparable(line.text);
    if (wanted.every((word) => text.includes(word))) for (const each of [...around, line]) kept.add(each);
    around.push(line);
  }
  return lines.filter((line) => kept.has(line));
}

export function takeSnapshot(
  { scope, find, epoch, firstRef }: PageCalls['snapshot']['args'],
  refs: RefRegistry,
): FrameSnapshot {
  refs.begin(epoch, firstRef);
  const view = new PageView();
  const { items, outside, isCut } = new PageWalk(view, {
    onlyViewport: scope === 'viewport' && !find,
    maxItems: find ? undefined : MAX_LINES,
  }).run();
  const all = items.map((item): SnapshotLine => {
    const { depth, inViewport } = item;
    const line: SnapshotLine = { depth, text: textOf(item, view), inViewport };
    if (item.kind === 'control') line.control = refs.numberOf(item.element);
    if (item.kind === 'frame') line.frame = item.frame;
    return line;
  });
  const lines = find ? matching(all, find) : all;
  if (isCut) lines.push({ depth: 0, text: `note ${quoted(CUT)}`, inViewport: true });
  const { scrollHeight, scrollTop } = document.scrollingElement ?? document.documentElement;
  const scroll = { viewportPx: innerHeight, topPx: scrollTop, heightPx: scrollHeight };
  return { path: framePath(), lines, scroll, outside, nextRef: refs.next };
}
