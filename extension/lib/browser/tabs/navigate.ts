import { tabById } from '../access/active-tab';
import { checkAddress } from '../access/enter';
import { failure } from '../../tool-contract/tool-results';
import type { ToolRunAnswer, UndoStep } from '../browser-calls';
import { BrowserProblem, ErrorShown } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { addressIn, identityOf, named, shownTab, siteOf } from '../page/identity';
import { TabWatch } from '../page/tab-watch';
import { withLimit } from '../time-limit';

/** How long the browser may take to begin. */
const BEGIN_MS = 1_000;

/** A page that takes longer is reported as loading. */
const LOAD_MS = 3_000;

/** How long the browser may take to report the address that a page has gone to. */
const TOLD_MS = 250;

/** A page that does not answer sooner shows a message, and no error. */
const ANSWER_MS = 500;

export interface Journey {
  tabId: number;
  /** Makes the tab load another page; missing for a tab that was opened with its address. */
  begin?: () => Promise<unknown>;
  /** Where it leads, if that is known: the browser tells only what Earshot may see. */
  address?: string;
  undo?: Extract<UndoStep, { kind: 'go_back' | 'close_tab' }>;
}

/** Waits for the page that a tab loads, and says which one it is. @throws what `begin` throws */
export async function navigate(
  tools: BrowserTools,
  { tabId, begin, address, undo }: Journey,
): Promise<ToolRunAnswer> {
  const { api } = tools;
  const watch = new TabWatch(api, tabId);
  try {
    await begin?.();
    if (begin) await watch.begun(BEGIN_MS);
    await watch.loaded(LOAD_MS);
  } finally {
    watch.end();
  }
  return arrival(tools, tabId, { address, undo });
}

/**
 * Goes to the page before or after this one, and says which one it is.
 * @throws BrowserProblem if there is none
 */
export async function travel(
  tools: BrowserTools,
  tabId: number,
  way: 'back' | 'forward',
): Promise<ToolRunAnswer> {
  const { api, pages } = tools;
  const watch = new TabWatch(api, tabId);
  try {
    const { url } = await tabById(api, tabId);
    const byPage = async () => {
      await checkAddress(tools, url);
      return pages.travel(tabId, way === 'back' ? -1 : 1);
    };
    const went = await Promise.race([byPage().catch(() => false), watch.begun(BEGIN_MS)]);
    // The page hears of it before the tab has its new address.
    if (went) await watch.begun(TOLD_MS);
    if (!went && !watch.moved) {
      await (way === 'back' ? api.tabs.goBack(tabId) : api.tabs.goForward(tabId)).catch(() => {
        throw new BrowserProblem(`There is no page to go ${way} to in this tab.`);
      });
      await watch.begun(BEGIN_MS);
    }
    await watch.loaded(LOAD_MS);
  } finally {
    watch.end();
  }
  return arrival(tools, tabId, {});
}

async function arrival(
  { api, pages, neverSites }: BrowserTools,
  tabId: number,
  { address, undo }: Pick<Journey, 'address' | 'undo'>,
): Promise<ToolRunAnswer> {
  const tab = await tabById(api, tabId);
  const reached = { ...tab, url: tab.url ?? address };
  const site = siteOf(reached);
  const excluded = await neverSites();
  const shown = shownTab(reached, excluded);
  const back = undo && { undo: { ...undo, to: addressIn(tab, excluded) } };
  if (tab.status === 'complete' && (await showsError(pages, tabId))) {
    const what = JSON.stringify(site.host || site.title);
    const result = failure(`${what} could not be opened: the browser shows an error.`);
    // The page that was there is gone all the same.
    return { result, site, ...back };
  }
  const changed = `${named('page', shown)} ${tab.status === 'loading' ? 'is loading' : 'opened'}`;
  return {
    result: { ok: true, changed, page: identityOf(shown) },
    site,
    ...back,
  };
}

function showsError(pages: BrowserTools['pages'], tabId: number): Promise<boolean> {
  const looking = pages.enter(tabId).then(
    () => false,
    (error: unknown) => error instanceof ErrorShown,
  );
  return withLimit(looking, ANSWER_MS, () => false);
}
