import type { PageUndo } from '../../page/page-calls';
import type { Acted } from '../../tool-contract/tool-results';
import type { KnownTab } from '../access/active-tab';
import type { Tab } from '../browser-api';
import type { UndoStep } from '../browser-calls';
import { identityOf, named } from './identity';
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
  nextRef?: number;
  /** Of `scroll`: the frame that has to be scrolled instead. */
  frame?: number;
  /** Of `media`: the document has neither video nor sound. */
  absent?: true;
}

/**
 * Says what an act has done, in the page and in the tabs, and how to come back from where it led.
 * @param before the tab before the act
 * @param outcome what the document said; null if it went away
 * @param limitMs how long pages may load before they are named
 */
export async function whatHappened(
  watch: TabWatch,
  before: KnownTab,
  outcome: PageOutcome | null,
  limitMs: number,
): Promise<{ result: Acted; back?: UndoStep }> {
  const deadline = Date.now() + limitMs;
  const tab = await watch.loaded(limitMs);
  const opened = await watch.opened(deadline - Date.now());
  const news = [
    ...(tab ? [inTab(tab, watch.moved, outcome)] : ['the tab was closed']),
    ...opened.map((each) => `${named('new tab', each)} opened`),
  ];
  // The browser's word on a new tab replaces that of the page, which only asked for it.
  const changed =
    news.length > 1 ? news.filter((text) => !/^nothing|opened in another tab$/.test(text)) : news;
  const result: Acted = {
    ok: true,
    changed: changed.join(', '),
    page: identityOf(tab ?? before),
    ...(tab && outcome?.focus !== undefined && { focus: outcome.focus }),
  };
  const back = wayBack(before, watch.moved ? tab : null, opened);
  return { result, ...(back && { back }) };
}

/** @param moved the tab, if it shows another page now */
function wayBack({ id: tabId, url = '' }: KnownTab, moved: Tab | null, opened: Tab[]): UndoStep | undefined {
  if (moved && (moved.url !== url || moved.status === 'loading')) return { kind: 'go_back', tabId, url };
  const [only, ...others] = opened;
  return only?.id !== undefined && others.length === 0 ? { kind: 'close_tab', tabId: only.id } : undefined;
}

function inTab(tab: Tab, moved: boolean, outcome: PageOutcome | null): string {
  if (outcome) return outcome.changed ?? 'nothing';
  if (!moved) return 'the frame was closed';
  return tab.status === 'loading' ? `${named('page', tab)} is loading` : `${named('page', tab)} opened`;
}
