import type { PageUndo } from '../../page/page-calls';
import type { Acted } from '../../tool-contract/tool-results';
import type { KnownTab } from '../access/active-tab';
import type { Tab } from '../browser-api';
import type { UndoStep } from '../browser-calls';
import { addressIn, identityOf, named, shownTab } from './identity';
import type { TabWatch } from './tab-watch';

/** What the documents answer to all of these calls. */
export interface PageOutcome {
  ok: boolean;
  error?: string;
  changed?: string;
  focus?: string;
  undo?: PageUndo;
  /** The document is about to be left. */
  navigates?: true;
  /** It is left by posting a form. */
  posts?: true;
  /** The browser was asked to open a tab. */
  opensTab?: true;
  nextRef?: number;
  /** Of `scroll`: the frame that has to be scrolled instead. */
  frame?: number;
  /** Of `media`: the document has neither video nor sound. */
  absent?: true;
}

/** How long the browser may take to begin to open a tab. */
const OPEN_MS = 1_000;

const NO_TAB = 'nothing: the browser opened no tab; its pop-up blocker may have stopped it';

/**
 * Says what an act has done, in the page and in the tabs, and how to come back from where it led.
 * @param before the tab before the act
 * @param outcome what the document said; null if it went away
 * @param options `isFrame`: the document is a frame's; `limitMs`: how long pages may load before they are named; `excluded`: sites
 * whose pages are not named
 */
export async function whatHappened(
  watch: TabWatch,
  before: KnownTab,
  outcome: PageOutcome | null,
  { isFrame, limitMs, excluded }: { isFrame: boolean; limitMs: number; excluded: readonly string[] },
): Promise<{ result: Acted; back?: UndoStep }> {
  const deadline = Date.now() + limitMs;
  if (outcome?.opensTab) await watch.opens(Math.min(limitMs, OPEN_MS));
  const tab = await watch.loaded(deadline - Date.now());
  const opened = await watch.opened(deadline - Date.now());
  const news = [
    ...(tab
      ? [outcome ? (outcome.changed ?? 'nothing') : afterLeaving(before, tab, watch.moved, isFrame, excluded)]
      : ['the tab was closed']),
    ...opened.map((each) => `${named('new tab', shownTab(each, excluded))} opened`),
  ];
  const changes = news.filter((text) => !text.startsWith('nothing'));
  const isRefused = outcome?.opensTab && opened.length === 0;
  const result: Acted = {
    ok: true,
    changed: changes.join(', ') || (isRefused ? NO_TAB : news.join(', ')),
    page: identityOf(shownTab(tab ?? before, excluded)),
    ...(tab && outcome?.focus !== undefined && { focus: outcome.focus }),
  };
  const back = wayBack(before, watch.moved ? tab : null, opened, excluded);
  return { result, ...(back && { back }) };
}

/** @param moved the tab, if it shows another page now */
function wayBack(
  { id: tabId, url = '' }: KnownTab,
  moved: Tab | null,
  opened: Tab[],
  excluded: readonly string[],
): UndoStep | undefined {
  if (moved && (moved.url !== url || moved.status === 'loading'))
    return { kind: 'go_back', tabId, url, to: addressIn(moved, excluded) };
  const [only, ...others] = opened;
  return only?.id !== undefined && others.length === 0
    ? { kind: 'close_tab', tabId: only.id, to: addressIn(only, excluded) }
    : undefined;
}

/** What happened to a document that went away. */
function afterLeaving(
  before: Tab,
  tab: Tab,
  moved: boolean,
  isFrame: boolean,
  excluded: readonly string[],
): string {
  if (!moved) return 'the frame was closed';
  if (isFrame && tab.url === before.url) return 'the frame shows another page';
  return `${named('page', shownTab(tab, excluded))} ${tab.status === 'loading' ? 'is loading' : 'opened'}`;
}
