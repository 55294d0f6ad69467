import { BrowserError, NOTHING_TOLD, type Browser } from '../browser.js';

export interface Article {
  title: string;
  text: string;
  /** Not all of it was read. */
  isCut: boolean;
}

/** An article has at most this many parts and characters; a longer one is cut. */
const MAX_PARTS = 20;
const MAX_CHARS = 200_000;

/** The article of the page, part by part. @throws BrowserError */
export async function readArticle(browser: Browser): Promise<Article> {
  let text = '';
  let title = '';
  let from = 0;
  for (let part = 0; part < MAX_PARTS && text.length < MAX_CHARS; part++) {
    const result = await browser.read('read_article', from > 0 ? { from } : {});
    title ||= typeof result['title'] === 'string' ? result['title'] : '';
    if (typeof result['text'] !== 'string') throw new BrowserError(NOTHING_TOLD);
    text += result['text'];
    const next = Number(result['next'] ?? 0);
    if (!(next > from)) return { title, text, isCut: false };
    from = next;
  }
  return { title, text, isCut: true };
}
