import { describe, expect, it } from 'vitest';
import { FakeBrowser, type FakeTab } from '../../testing/fake-browser';
import type { ToolArguments } from '../../tool-contract/tool-arguments';
import type { BrowserCalls, BrowserTool, ToolRunAnswer } from '../browser-calls';
import { carryOut } from '../carry-out';

const REFS = { epoch: 'now', nextRef: 1, nextFrame: 1, frames: {} };

const tab = (id: number, more: Partial<FakeTab> = {}): FakeTab => ({
  id,
  title: `Tab ${id}`,
  url: `https://site-${id}.example/`,
  active: false,
  ...more,
});

function newSut(...tabs: FakeTab[]) {
  const fake = new FakeBrowser(tabs);
  const run = <Name extends BrowserTool>(
    name: Name,
    args: ToolArguments[Name] = {} as ToolArguments[Name],
  ): Promise<ToolRunAnswer> =>
    carryOut(
      'run_tool',
      { name, arguments: args, refs: REFS } as BrowserCalls['run_tool']['args'],
      fake.tools,
    );
  const undo = ({ undo: step }: ToolRunAnswer) => carryOut('undo', { step: step!, refs: REFS }, fake.tools);
  return { fake, run, undo };
}

const changedBy = ({ result }: ToolRunAnswer) => (result as { changed?: string }).changed;
const errorOf = ({ result }: ToolRunAnswer) => (result.ok ? '' : result.error);

interface Listed {
  tabs: { tab: number; title: string; active: boolean; window?: number }[];
  note?: string;
}

describe('list_tabs', () => {
  it('says of an excluded site only that it is open', async () => {
    const { run, fake } = newSut(
      tab(1, { title: 'Balance: 12', url: 'https://my.bank.example/a?b', active: true }),
    );
    fake.neverSites = ['bank.example'];
    expect((await run('list_tabs')).result).toMatchObject({
      tabs: [{ title: 'bank.example', url: 'https://my.bank.example/' }],
    });
  });

  it.each([
    ['switch_tab', { tab: 1 }, 'tab "bank.example" is shown'],
    ['switch_tab', { tab: 2 }, 'nothing: tab "bank.example" is shown already'],
    ['close_tab', { tabs: [1] }, 'tab "bank.example" closed'],
    ['bookmark_page', {}, 'bookmark "bank.example" added'],
  ] as const)('says no more by %s %j', async (name, args, changed) => {
    const title = 'Balance: 12';
    const { run, fake } = newSut(
      tab(1, { title, url: 'https://my.bank.example/a?b' }),
      tab(2, { title, url: 'https://my.bank.example/c?d', active: true }),
    );
    fake.neverSites = ['bank.example'];
    const { result } = await run(name, args as never);
    expect(result).toMatchObject({ ok: true, changed, page: { url: 'https://my.bank.example/' } });
    expect(JSON.stringify(result)).not.toMatch(/Balance|[?]/);
  });

  it('says no more when something is undone there', async () => {
    const { run, undo, fake } = newSut(
      tab(1, { title: 'Balance: 12', url: 'https://my.bank.example/a?b', active: true }),
    );
    fake.neverSites = ['bank.example'];
    const { result } = await undo(await run('bookmark_page'));
    expect(result).toEqual({
      ok: true,
      changed: 'the bookmark is removed',
      page: { title: 'bank.example', url: 'https://my.bank.example/' },
    });
  });

  it.each(['view-source:', 'blob:'])('says no more of %s addresses of the site', async (around) => {
    const url = `${around}https://my.bank.example/a?b`;
    const { run, fake } = newSut(tab(1, { title: url, url, active: true }));
    fake.neverSites = ['bank.example'];
    const { tabs } = (await run('list_tabs')).result as unknown as Listed;
    expect(tabs).toMatchObject([{ title: 'bank.example', url: 'https://my.bank.example/' }]);
  });

  it('does not tell all of an address that holds data', async () => {
    const url = `data:text/plain,${'x'.repeat(1_000_000)}`;
    const { run } = newSut(tab(1, { url, active: true }));
    for (const name of ['list_tabs', 'zoom'] as const) {
      const { result } = await run(name, { direction: 'in' } as never);
      expect(JSON.stringify(result).length).toBeLessThan(1_000);
    }
  });

  it('lists the tabs of the window that the user sees first, in their order', async () => {
    const { run, fake } = newSut(
      tab(1, { windowId: 2, active: true }),
      tab(2),
      tab(3, { active: true, audible: true, pinned: true }),
    );
    expect((await run('list_tabs')).result).toEqual({
      ok: true,
      tabs: [
        {
          tab: 2,
          title: 'Tab 2',
          url: 'https://site-2.example/',
          active: false,
          audible: false,
          pinned: false,
        },
        { tab: 3, title: 'Tab 3', url: 'https://site-3.example/', active: true, audible: true, pinned: true },
        {
          tab: 1,
          title: 'Tab 1',
          url: 'https://site-1.example/',
          active: false,
          audible: false,
          pinned: false,
          window: 2,
        },
      ],
    });
    fake.focusedWindow = 2;
    const { tabs } = (await run('list_tabs')).result as unknown as Listed;
    expect(tabs[0]).toMatchObject({ tab: 1, active: true });
  });

  it('knows the window that a page has opened as the one that the user sees', async () => {
    const { run, fake } = newSut(tab(1, { active: true }), tab(2, { windowId: 2, active: true }));
    fake.popup = 2;
    const tabs = async () => ((await run('list_tabs')).result as unknown as Listed).tabs;
    expect(await tabs()).toMatchObject([
      { tab: 1, active: true },
      { tab: 2, active: false, window: 2 },
    ]);
    fake.focusedWindow = 2;
    expect(await tabs()).toMatchObject([
      { tab: 2, active: true },
      { tab: 1, active: false, window: 2 },
    ]);
    expect(changedBy(await run('open_url', { url: 'https://news.example/', new_tab: true }))).toMatch(
      /opened$/,
    );
    expect(changedBy(await run('close_tab'))).toBe('tab "Tab 2" closed');
  });

  it('does not mix private windows and others', async () => {
    const { run, fake } = newSut(
      tab(1, { active: true }),
      tab(2, { windowId: 2, active: true, incognito: true }),
    );
    const ids = async () =>
      ((await run('list_tabs')).result as unknown as Listed).tabs.map(({ tab: id }) => id);
    expect(await ids()).toEqual([1]);
    fake.focusedWindow = 2;
    expect(await ids()).toEqual([2]);
  });

  it('says that it sees no titles, and which permission shows them', async () => {
    const { run, fake } = newSut(tab(1, { active: true }), tab(2, { title: undefined, url: undefined }));
    fake.permissions.clear();
    const answer = await run('list_tabs');
    const { tabs, note } = answer.result as unknown as Listed;
    expect(tabs.map(({ title }) => title)).toEqual(['Tab 1', '']);
    expect(note).toMatch(/does not see the titles/);
    expect(answer.needs).toBe('tabs');
  });
});

describe('close_tab', () => {
  it('closes the active tab, which can be undone', async () => {
    const { run, undo, fake } = newSut(tab(1), tab(2, { active: true }));
    const closed = await run('close_tab');
    expect(changedBy(closed)).toBe('tab "Tab 2" closed');
    expect(closed.undo).toEqual({ kind: 'reopen_tabs', sessionIds: ['s2'], urls: [] });
    expect(changedBy(await undo(closed))).toBe('the tab opened again');
    expect(fake.asked).toEqual(['tabs.remove 2', 'sessions.restore s2']);
  });

  it('opens several again in the order in which they were closed', async () => {
    const { run, undo, fake } = newSut(tab(1), tab(2), tab(3, { active: true }));
    const closed = await run('close_tab', { tabs: [1, 2] });
    expect(changedBy(closed)).toBe('2 tabs closed');
    await undo(closed);
    expect(fake.asked.slice(2)).toEqual(['sessions.restore s1', 'sessions.restore s2']);
  });

  it('keeps the browser open', async () => {
    const { run, fake } = newSut(tab(1, { active: true }), tab(2));
    const closed = await run('close_tab', { tabs: [1, 2] });
    expect(changedBy(closed)).toBe('2 tabs closed, an empty tab keeps the browser open');
    expect(fake.asked[0]).toBe('tabs.create empty');
    expect(fake.tabs).toHaveLength(1);
  });

  it('cannot undo what the browser does not list', async () => {
    const { run } = newSut(tab(1), tab(2, { active: true, incognito: true, windowId: 1 }));
    expect((await run('close_tab')).undo).toBeUndefined();
  });

  it('closes nothing if one of the tabs is gone', async () => {
    const { run, fake } = newSut(tab(1, { active: true }), tab(2));
    expect(errorOf(await run('close_tab', { tabs: [2, 9] }))).toMatch(/^That tab is closed/);
    expect(fake.asked).toEqual([]);
  });
});

describe('switch_tab', () => {
  it('shows a tab of another window, which can be undone', async () => {
    const { run, undo, fake } = newSut(tab(1, { active: true }), tab(2, { windowId: 2 }));
    const switched = await run('switch_tab', { tab: 2 });
    expect(changedBy(switched)).toBe('tab "Tab 2" is shown');
    expect(fake.focusedWindow).toBe(2);
    await undo(switched);
    expect(fake.focusedWindow).toBe(1);
  });

  it('says that the tab is shown already', async () => {
    const { run, fake } = newSut(tab(1, { active: true }));
    expect(changedBy(await run('switch_tab', { tab: 1 }))).toMatch(/^nothing/);
    expect(fake.asked).toEqual([]);
  });
});

describe('opening pages', () => {
  it('opens an address in the tab, and goes back to the page that was there', async () => {
    const { run, undo, fake } = newSut(tab(1, { active: true }));
    const opened = await run('open_url', { url: 'shop.example' });
    expect(opened.result).toMatchObject({ ok: true, page: { url: 'https://shop.example/' } });
    // There is no history: it is opened by its address.
    await undo(opened);
    expect(fake.asked.slice(1)).toEqual(['tabs.goBack 1', 'tabs.update 1 {"url":"https://site-1.example/"}']);
  });

  it('opens a new tab, which undoing closes', async () => {
    const { run, undo, fake } = newSut(tab(1, { active: true }));
    await undo(await run('open_url', { url: 'https://shop.example/', new_tab: true }));
    expect(fake.asked).toEqual(['tabs.create https://shop.example/', 'tabs.remove 100']);
  });

  it('refuses scripts', async () => {
    const { run, fake } = newSut(tab(1, { active: true }));
    expect(errorOf(await run('open_url', { url: 'javascript:alert(1)' }))).toMatch(/only web pages/);
    expect(fake.asked).toEqual([]);
  });

  it('goes back only once to a page with a long address', async () => {
    const url = `https://site-1.example/?${'x'.repeat(5_000)}`;
    const { run, undo, fake } = newSut(tab(1, { url, active: true }));
    const opened = await run('open_url', { url: 'https://shop.example/' });
    fake.previous = url;
    await undo(opened);
    expect(fake.tab(1).url).toBe(url);
    expect(fake.asked.slice(1)).toEqual(['tabs.goBack 1']);
  });

  it('searches in a new tab, so that the page stays', async () => {
    const { run, undo, fake } = newSut(tab(1, { active: true }));
    await undo(await run('search_web', { query: 'flights' }));
    expect(fake.asked).toEqual(['search.query flights new tab', 'tabs.remove 100']);
  });

  it('does not close the page that was there when a search is undone', async () => {
    const { run, fake } = newSut(tab(1, { active: true }));
    fake.opensSearches = false;
    expect((await run('search_web', { query: 'flights' })).undo).toBeUndefined();
  });

  it('searches in the tab if it is empty', async () => {
    const { run, fake } = newSut(tab(1, { active: true, url: 'chrome://newtab/' }));
    await run('search_web', { query: 'flights' });
    expect(fake.asked).toEqual(['search.query flights 1']);
  });

  it('can be undone where the browser shows an error in place of the page', async () => {
    const { run } = newSut(tab(1, { active: true, refuses: 'Frame with ID 0 is showing error page' }));
    const answer = await run('open_url', { url: 'https://nowhere.example/' });
    expect(errorOf(answer)).toMatch(/^"nowhere.example" could not be opened/);
    expect(answer.undo).toMatchObject({ kind: 'go_back', url: 'https://site-1.example/' });
  });

  it.each([{ new_tab: false }, { new_tab: true }])(
    'takes back no page that the tab has shown since: %j',
    async (more) => {
      const { run, fake, undo } = newSut(tab(1, { active: true }));
      const answer = await run('open_url', { url: 'https://shop.example/', ...more });
      const { tabId } = answer.undo as { tabId: number };
      fake.load(tabId, { url: 'https://shop.example/basket', title: 'Basket' });
      const asked = fake.asked.length;
      expect(errorOf(await undo(answer))).toBe('The tab shows another page now, so it was left as it is.');
      expect(fake.asked.slice(asked)).toEqual([]);
      fake.load(tabId, { url: 'https://shop.example/', title: 'Shop' });
      expect((await undo(answer)).result.ok).toBe(true);
    },
  );

  it('says that there is nothing to go back to', async () => {
    const { run } = newSut(tab(1, { active: true }));
    expect(errorOf(await run('go_back'))).toBe('There is no page to go back to in this tab.');
  });
});

describe('the browser without a window', () => {
  it.each(['close_tab', 'zoom', 'page_snapshot', 'bookmark_page'] as const)('says so: %s', async (name) => {
    const { run } = newSut();
    expect(errorOf(await run(name, { direction: 'in' } as never))).toBe('No window of the browser is open.');
  });
});

describe('bookmark_page', () => {
  it('says that it needs the permission', async () => {
    const { run, fake } = newSut(tab(1, { active: true }));
    fake.permissions.delete('bookmarks');
    const answer = await run('bookmark_page');
    expect(errorOf(answer)).toMatch(/may not use bookmarks yet/);
    expect(answer.needs).toBe('bookmarks');
  });

  it('adds a bookmark that can be removed', async () => {
    const { run, undo } = newSut(tab(1, { active: true }));
    const answer = await run('bookmark_page', { title: 'Mine' });
    expect(changedBy(answer)).toBe('bookmark "Mine" added');
    expect(answer.undo).toEqual({ kind: 'remove_bookmark', id: 'b1' });
    const page = { title: 'Tab 1', url: 'https://site-1.example/' };
    expect((await undo(answer)).result).toEqual({ ok: true, changed: 'the bookmark is removed', page });
  });
});

describe('zoom', () => {
  it('takes the steps of the browser, which can be undone', async () => {
    const { run, undo, fake } = newSut(tab(1, { active: true }));
    const zoomed = await run('zoom', { direction: 'in' });
    expect(changedBy(zoomed)).toBe('the zoom is 110 %');
    expect(changedBy(await undo(zoomed))).toBe('the zoom is 100 %');
    Object.assign(fake.tab(1), { zoom: 5 });
    expect(changedBy(await run('zoom', { direction: 'in' }))).toBe('nothing: the zoom is 500 % already');
  });
});
