import { describe, expect, it } from 'vitest';
import type { PageCall } from '../../page/page-calls';
import { FakeBrowser, type FakeDocument } from '../../testing/fake-browser';
import { tabById } from '../access/active-tab';
import { pageArticle } from './page-article';

interface Text {
  text: string;
  prose: number;
}

/** A page and its frames, each with a text or without one. The calls are told with the document that got them. */
function page(own: Text | null, ...frames: (Text | null)[]) {
  const asked: string[] = [];
  const titles: string[] = [];
  const documents = [own, ...frames].map((found, at): FakeDocument => {
    const documentId = at === 0 ? 'top' : `frame ${at}`;
    let kept: Text | null = null;
    const answer = ({ name, args }: PageCall) => {
      if (name === 'article' && args.pageTitle !== undefined) titles.push(`${documentId}: ${args.pageTitle}`);
      if (name === 'forget_article') kept = null;
      if (name !== 'article') return { ok: true };
      if (args.again) asked.push(documentId);
      if (args.again) kept = found;
      return kept
        ? { ok: true, title: documentId, text: kept.text, here: 0, prose: kept.prose }
        : { ok: false, error: 'There is no text to read on this page.' };
    };
    return { documentId, path: at === 0 ? [] : [at - 1], injected: true, answer };
  });
  const { tools } = new FakeBrowser([{ id: 1, active: true, title: 'Inbox', documents }]);
  const titleOf = async (isNext: boolean) => {
    const answer = await pageArticle(tools.pages, await tabById(tools.api, 1), isNext);
    return answer.ok ? answer.title : answer.error;
  };
  return { asked, titles, titleOf };
}

const ARTICLE = { text: 'A long article.', prose: 2_000 };
const MAIL = { text: 'See you on Monday.', prose: 120 };
const LIST = { text: 'Inbox Ann Bob', prose: 0 };

describe(pageArticle.name, () => {
  it.each([
    ['of the page, and asks no frame', [ARTICLE, ARTICLE], 'top', ['top']],
    ['in a frame, beside a list', [LIST, null, MAIL], 'frame 2', ['top', 'frame 1', 'frame 2']],
    ['in the frame with the most sentences', [null, MAIL, ARTICLE], 'frame 2', ['top', 'frame 1', 'frame 2']],
    ['of the page, if its frames have no more', [LIST, LIST], 'top', ['top', 'frame 1']],
    ['of none', [null, null], 'There is no text to read on this page.', ['top', 'frame 1']],
  ])('finds the text %s', async (_where, texts, title, asked) => {
    const sut = page(...(texts as [Text | null, ...(Text | null)[]]));
    expect(await sut.titleOf(false)).toBe(title);
    expect(sut.asked).toEqual(asked);
  });

  it.each([
    ['the page', [ARTICLE, MAIL], 'top'],
    ['a frame', [LIST, MAIL], 'frame 1'],
  ])('gives the next part of the text of %s', async (_where, texts, title) => {
    const sut = page(...(texts as [Text, Text]));
    await sut.titleOf(false);
    const { length } = sut.asked;
    expect(await sut.titleOf(true)).toBe(title);
    expect(sut.asked).toHaveLength(length);
  });

  it('tells the frames the title of the page, which is not that of their text', async () => {
    const sut = page(LIST, MAIL);
    await sut.titleOf(false);
    expect(sut.titles).toEqual(['frame 1: Inbox']);
  });

  it('looks for the text at a later part, if none was found before', async () => {
    expect(await page(LIST, MAIL).titleOf(true)).toBe('frame 1');
  });
});
