import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageCall } from '../page/page-calls';
import {
  SHOP,
  REFS,
  top,
  frame,
  BUTTON,
  done,
  newSut,
  errorOf,
  changedBy,
  timed,
  soon,
} from '../testing/carry-out';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('an act in a page', () => {
  it('is run in the document of its ref, and says what happened where', async () => {
    const calls: PageCall[] = [];
    const { click } = newSut([top((call) => (calls.push(call), { ...done, nextRef: 8 }))]);
    const answer = await soon(click());
    expect(calls).toEqual([
      {
        name: 'click',
        args: { double: false, ref: 3, epoch: 'now', firstRef: 5, refPrefix: 'e' },
      },
    ]);
    expect(answer).toEqual({
      result: { ...done, page: { title: 'Shop', url: 'https://shop.example/' } },
      site: { tabId: 1, title: 'Shop', url: 'https://shop.example/', host: 'shop.example' },
      refs: { nextRef: 8, nextFrame: 1, documents: [{ tabId: 1, documentId: 'top', from: 5, to: 7 }] },
    });
  });

  it('can be undone in the document where it was done', async () => {
    const undo = { kind: 'checked', ref: 3, checked: false };
    const { click, call } = newSut([
      top((asked) => (asked.name === 'undo' ? { ok: true, changed: 'unchecked' } : { ...done, undo })),
    ]);
    const { undo: step } = await soon(click());
    expect(step).toEqual({ kind: 'page', undo, tabId: 1, documentId: 'top' });
    expect(changedBy(await soon(call('undo', { step: step!, refs: REFS })))).toBe('unchecked');
  });

  it('puts the script into a document that does not have it', async () => {
    const { click, fake } = newSut([top(() => done, { injected: false })]);
    expect((await soon(click())).result.ok).toBe(true);
    expect(fake.asked).toEqual(['inject top']);
  });

  it('names the page that it opened, also if the document went away without an answer', async () => {
    const { click, fake } = newSut([top(() => new Promise(() => undefined))]);
    const clicked = click();
    await vi.advanceTimersByTimeAsync(10);
    fake.load(1, { title: 'Thanks', url: 'https://shop.example/thanks' });
    expect(await soon(clicked)).toMatchObject({
      result: {
        ok: true,
        changed: 'page "Thanks" opened',
        page: { title: 'Thanks', url: 'https://shop.example/thanks' },
      },
    });
  });

  it('names only the site of a page that it opened, if the user has excluded it', async () => {
    const { click, fake } = newSut([top(() => new Promise(() => undefined))]);
    fake.neverSites = ['bank.example'];
    const clicked = click();
    await vi.advanceTimersByTimeAsync(10);
    fake.load(1, { title: 'Balance: 12', url: 'https://my.bank.example/a?b' });
    expect((await soon(clicked)).result).toEqual({
      ok: true,
      changed: 'page "bank.example" opened',
      page: { title: 'bank.example', url: 'https://my.bank.example/' },
    });
  });

  it.each([
    [
      'goes back from the page that it opened',
      {},
      { kind: 'go_back', tabId: 1, url: SHOP.url, to: 'https://shop.example/next' },
    ],
    ['does not take back a form that was posted', { posts: true }, undefined],
  ])('when undone, %s', async (_name, more, undo) => {
    const { click, fake } = newSut([
      top(() => {
        fake.load(1, { title: 'Next', url: 'https://shop.example/next' });
        return { ...done, navigates: true, ...more };
      }),
    ]);
    expect((await soon(click())).undo).toEqual(undo);
  });

  it('says within 5 s that a slow page is loading', async () => {
    const { click, fake } = newSut([
      top(() => {
        fake.load(1, { title: 'Slow', status: 'loading' });
        return { ...done, navigates: true };
      }),
    ]);
    const { answer, ms } = await timed(click());
    expect(changedBy(answer)).toBe('page "Slow" is loading');
    expect(ms).toBeLessThan(5_000);
  });

  it('names the tab that it opened', async () => {
    const { click, fake } = newSut([
      top(() => {
        fake.open({ openerTabId: 1, title: 'Partner' });
        return { ok: true, changed: 'nothing' };
      }),
    ]);
    const clicked = await soon(click());
    expect(changedBy(clicked)).toBe('new tab "Partner" opened');
    expect(clicked.undo).toMatchObject({ kind: 'close_tab', tabId: 100 });
  });

  it('says that the browser opened no tab', async () => {
    const { click } = newSut([top(() => ({ ok: true, changed: 'nothing', opensTab: true }))]);
    expect(changedBy(await soon(click()))).toMatch(/^nothing: the browser opened no tab/);
  });

  it('waits for the tab that the page has asked for', async () => {
    const { click, fake } = newSut([top(() => ({ ok: true, changed: 'nothing', opensTab: true }))]);
    const clicked = click();
    await vi.advanceTimersByTimeAsync(300);
    fake.open({ openerTabId: 1, title: 'Partner' });
    expect(changedBy(await soon(clicked))).toBe('new tab "Partner" opened');
  });

  it('says of a frame, and not of the page around it, that it shows another page', async () => {
    const { run, fake } = newSut([
      top(() => done),
      frame('menu', () => {
        fake.tab(1).documents!.pop();
        fake.onUpdated.fire(1, { status: 'loading' }, fake.tab(1));
        return { ...done, navigates: true };
      }),
    ]);
    const refs = { ...REFS, frames: { menu: 2 } };
    const on = { ...BUTTON, documentId: 'menu', ref: 'f2e3' };
    const answer = await soon(run('click', { ref: on.ref }, { on, refs }));
    expect(changedBy(answer)).toBe('the frame shows another page');
    expect(answer.undo).toBeUndefined();
  });

  it('passes on why the page refused', async () => {
    const { click } = newSut([top(() => ({ ok: false, error: 'Covered by "We use cookies".' }))]);
    expect(errorOf(await soon(click()))).toBe('Covered by "We use cookies".');
  });
});

const NEEDS_LEAVE = 'Cannot access contents of the page. Extension manifest must request permission.';

describe('an act that cannot be done', () => {
  it.each([
    ['the document is gone', { documents: [] }, /^The page has changed meanwhile/],
    ['the page is not of a website', { refuses: NEEDS_LEAVE }, /^This is not the page of a website/],
    ['the page is of the browser', { url: 'chrome://settings/' }, /^This is a page of the browser itself/],
    ['the page is a PDF', { documents: [top(() => done, { kind: 'pdf' as const })] }, /^This is a PDF/],
    ['the page is a file', { url: 'file:///a.txt' }, /"Allow access to file URLs"/],
    [
      'the browser shows an error',
      { refuses: 'Frame with ID 0 is showing error page' },
      /could not be loaded/,
    ],
  ])('says that %s', async (_name, tab, words) => {
    const { click, fake } = newSut([top(() => done)]);
    Object.assign(fake.tab(1), tab);
    expect(errorOf(await soon(click()))).toMatch(words);
  });

  it('names the permission that would let it', async () => {
    const { click, call, fake } = newSut([]);
    fake.permissions.clear();
    fake.tab(1).refuses = NEEDS_LEAVE;
    const answer = await soon(click());
    expect(errorOf(answer)).toMatch(/^Earshot may not see this page yet/);
    expect(answer.needs).toBe('hosts');
    // Without it, a file cannot be told from a page of a website.
    expect(await soon(call('page_access', {}))).toMatchObject({ access: 'none', mayBeFile: true });
    fake.opensFiles = true;
    expect(await soon(call('page_access', {}))).not.toHaveProperty('mayBeFile');
  });

  it('says that the tab is closed, before and during the act', async () => {
    const { click, fake } = newSut([top(() => Promise.reject(new Error('The tab was closed.')))]);
    expect(errorOf(await soon(click()))).toBe('The tab was closed.');
    fake.tabs.length = 0;
    expect(errorOf(await soon(click()))).toMatch(/^That tab is closed/);
  });

  it('ends within 5 s in a page that does not answer', async () => {
    const { click, run, call } = newSut([top(() => new Promise(() => undefined))]);
    for (const answering of [click(), run('page_snapshot'), call('inspect', { on: BUTTON })]) {
      const { answer, ms } = await timed<unknown>(answering);
      expect(JSON.stringify(answer)).toMatch(/The page does not answer: it is busy, or shows a message/);
      expect(ms).toBeLessThan(5_000);
    }
  });

  it('never enters a site that the user has excluded, nor a frame of one', async () => {
    const asked: string[] = [];
    const answer = (call: PageCall) => (asked.push(call.name), { text: '' });
    const { run, fake } = newSut([
      top(answer, { host: 'shop.example' }),
      frame('ad', answer, { host: 'ads.example' }),
    ]);
    fake.neverSites = ['ads.example'];
    await soon(run('read_selection'));
    expect(asked).toEqual(['selection']);
    fake.neverSites = ['shop.example'];
    expect(errorOf(await soon(run('read_selection')))).toMatch(/never to read or use shop\.example/);
    // The browser may not tell the address before the page is entered.
    fake.tab(1).url = undefined;
    expect(errorOf(await soon(run('read_selection')))).toMatch(/never to read or use shop\.example/);
    expect(asked).toEqual(['selection']);
    expect(fake.asked).toEqual([]);
  });
});
