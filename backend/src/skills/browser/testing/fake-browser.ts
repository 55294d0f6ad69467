import { fakePage, type FakeResults } from '../../../../../testing/skill-requests/fake-page.js';
import { conversation } from '../../testing/ask.js';
import { skillContext } from '../../testing/skill-context.js';

/**
 * A session with the browser's tools and a page. `acts` are the calls that did more than look, `calls` all.
 * @param snapshot of the page; by default that of a shop
 */
export function fakeBrowser(snapshot?: string, results: FakeResults = {}) {
  const { tools, names, acts, calls } = fakePage({
    ...(snapshot !== undefined && { page_snapshot: { ok: true, snapshot, more: 0 } }),
    ...results,
  });
  return { context: { ...skillContext(), tools, hasTools: true, pagePhrases: names }, acts, calls };
}

/** A conversation about the page of a `fakeBrowser`. */
export function fakeConversation(...fake: Parameters<typeof fakeBrowser>) {
  const browser = fakeBrowser(...fake);
  return { ...browser, ...conversation(browser.context) };
}
