import { browser } from 'wxt/browser';
import { framePath } from '../dom/frames';
import type { PagePhrases } from '../page-calls';

/** Sends the phrases to the session page. Rejects if there is none. */
export async function sendPhrases(phrases: string[], hasNewFrame: boolean): Promise<void> {
  const message: PagePhrases = {
    target: 'host',
    type: 'page_phrases',
    path: framePath(),
    phrases,
    ...(hasNewFrame && { hasNewFrame }),
  };
  await browser.runtime.sendMessage(message);
}
