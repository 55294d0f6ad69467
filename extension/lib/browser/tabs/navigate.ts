import { tabById } from '../access/active-tab';
import type { BrowserApi } from '../browser-api';
import type { ToolRunAnswer, UndoStep } from '../browser-calls';
import { identityOf, named, siteOf } from '../page/identity';
import { TabWatch } from '../page/tab-watch';

/** How long the browser may take to begin. */
const BEGIN_MS = 1_000;

/** A page that loads longer is told as one that is loading. */
const LOAD_MS = 3_000;

export interface Journey {
  tabId: number;
  /** Tells the tab to load another page; missing for a tab that was told when it was made. */
  begin?: () => Promise<unknown>;
  /** Where it leads, if that is known: the browser tells only what Earshot may see. */
  address?: string;
  undo?: UndoStep;
}

/** Waits for the page that a tab loads, and says which one it is. @throws what `begin` throws */
export async function navigate(
  api: Pick<BrowserApi, 'tabs'>,
  { tabId, begin, address, undo }: Journey,
): Promise<ToolRunAnswer> {
  const watch = new TabWatch(api, tabId);
  try {
    await begin?.();
    if (begin) await watch.begun(BEGIN_MS);
    await watch.loaded(LOAD_MS);
  } finally {
    watch.end();
  }
  const tab = await tabById(api, tabId);
  const shown = { ...tab, url: tab.url ?? address };
  const changed = `${named('page', shown)} ${tab.status === 'loading' ? 'is loading' : 'opened'}`;
  return {
    result: { ok: true, changed, page: identityOf(shown) },
    site: siteOf(shown),
    ...(undo && { undo }),
  };
}
