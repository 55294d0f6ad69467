import type { Browser } from 'wxt/browser';
import type { BrowserApi, Tab } from '../browser-api';
import type { UndoStep } from '../browser-calls';
import { sleep } from '../time-limit';

/** How long the browser may take to list a closed tab. */
const LISTED_MS = 400;
const POLL_MS = 20;

/** What the browser can open again, the newest first; a window that was closed as a whole is one entry. */
export interface ClosedEntry {
  sessionId: string;
  /** Missing where the browser does not tell it. */
  urls: string[];
}

export async function recentlyClosed(api: Pick<BrowserApi, 'sessions'>): Promise<ClosedEntry[]> {
  const sessions = await api.sessions.getRecentlyClosed();
  return sessions.flatMap(({ tab, window }: Browser.sessions.Session) => {
    const sessionId = tab?.sessionId ?? window?.sessionId;
    const urls = [tab, ...(window?.tabs ?? [])].flatMap((each) => each?.url ?? []);
    return sessionId === undefined ? [] : { sessionId, urls };
  });
}

/**
 * @param closed the tabs that were closed just now
 * @param before what `recentlyClosed` said before that
 * @returns how to open them again, as they were where the browser can, by their addresses otherwise
 */
export async function reopening(
  api: Pick<BrowserApi, 'sessions'>,
  closed: readonly Tab[],
  before: readonly ClosedEntry[],
): Promise<{ undo?: UndoStep }> {
  const known = new Set(before.map(({ sessionId }) => sessionId));
  const deadline = Date.now() + LISTED_MS;
  let entries: ClosedEntry[] = [];
  for (;;) {
    entries = (await recentlyClosed(api)).filter(({ sessionId }) => !known.has(sessionId));
    // Private and empty tabs are never listed.
    if (entries.length >= closed.length || Date.now() >= deadline) break;
    await sleep(POLL_MS);
  }
  const listed = new Set(entries.flatMap(({ urls }) => urls));
  const urls = entries.length >= closed.length ? [] : addresses(closed).filter((url) => !listed.has(url));
  const sessionIds = entries.map(({ sessionId }) => sessionId);
  return sessionIds.length + urls.length === 0 ? {} : { undo: { kind: 'reopen_tabs', sessionIds, urls } };
}

/** A tab that is opened by its address has to be one that an extension may open. */
const addresses = (tabs: readonly Tab[]) =>
  tabs.filter(({ incognito }) => !incognito).flatMap(({ url }) => (url && /^https?:/.test(url) ? [url] : []));
