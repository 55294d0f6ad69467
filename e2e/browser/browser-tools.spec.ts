import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { NO_LOCAL_STT } from '../harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call } from '../harness/call.ts';
import { until } from '../harness/cdp.ts';

const ADDRESS = 'https://shop.example/';

/** How long a call may take, whatever happens to it. */
const LIMIT_MS = 5_000;

/** Answers once the test lets it. */
const HELD = `${ADDRESS}held`;

const HTML = `<!doctype html><title>Shop</title>
<h1>Shop</h1>
<p id="log" role="status"></p>
<form onsubmit="event.preventDefault(); log.textContent = 'signed in'"><button>Sign in</button></form>
<button onclick="log.textContent = 'deleted'">Delete</button>
<button onclick="alert('Wait')">Warn</button>
<button onclick="window.close()">Goodbye</button>
<button onclick="log.textContent = 'importing'; log.ariaBusy = true">Import</button>
<input aria-label="Name">
<article>${'<p>Pears are ripe in the autumn, when the days are short and the nights are cold.</p>'.repeat(20)}</article>
<div style="height: 5000px"></div>`;

/** The release's own policy, worker and page script, with a real backend; only the words are typed. */
describe('the browser tools in a session', () => {
  let call: Call;
  let page: Page;
  let held = Promise.withResolvers<void>();

  beforeAll(async () => {
    call = await prepareCall({
      permissions: ['hosts', 'bookmarks', 'clipboard'],
      backend: { config: { ...WITHOUT_GREETING, ...NO_LOCAL_STT } },
    });
    const { context } = call.browser;
    await context.route(`${ADDRESS}**`, (route) => route.fulfill({ contentType: 'text/html', body: HTML }));
    await context.route(HELD, async (route) => {
      await held.promise;
      await route.fulfill({ body: '' });
    });
    page = await context.newPage();
    await page.goto(ADDRESS);
    await page.bringToFront();
    await call.session.waitForState('the page', ({ page: active }) => active?.url === ADDRESS);
  });
  afterAll(() => call.end());

  beforeEach(async () => {
    await page.evaluate(() => {
      scrollTo(0, 0);
      document.querySelector('#log')!.textContent = '';
    });
  });

  /** The names that the backend got, one list after the other. */
  const told = () =>
    call.wire.fromClient.flatMap((message) =>
      'type' in message && message.type === 'cmd' && message.name === 'page_phrases'
        ? [message.data.phrases]
        : [],
    );
  /** Copies what the page that hosts the session plays besides speech. */
  const listenToEarcons = () =>
    call.session.page.evaluate(`{
      globalThis.heard = [];
      const { connect } = AudioNode.prototype;
      AudioNode.prototype.connect = function (to, ...more) {
        if (to === this.context.destination) {
          const copy = new AnalyserNode(this.context, { fftSize: 32768 });
          heard.push(copy);
          connect.call(this, copy);
        }
        return connect.call(this, to, ...more);
      };
    }`);
  const earconPeak = () =>
    call.session.page.evaluate<number>(`Math.max(0, ...heard.map((copy) => {
      const samples = new Float32Array(copy.fftSize);
      copy.getFloatTimeDomainData(samples);
      return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
    }))`);
  const scrollTop = () => page.evaluate(() => scrollY);
  const log = () => page.locator('#log').textContent();

  /** The last act, once it is in that state. */
  const act = async (tool: string, state: string, limitMs?: number) => {
    const { acts } = await call.session.waitForState(
      `${tool} to be ${state}`,
      ({ acts }) => {
        const last = acts.findLast((each) => !each.reads);
        return last?.tool === tool && last.state === state;
      },
      limitMs,
    );
    return acts.findLast((each) => !each.reads)!;
  };

  it('scroll the page, with a sound in place of words, and take it back', async () => {
    await listenToEarcons();
    await call.panel.type('scroll down');
    await act('scroll', 'done');
    await until('a soft sound', async () => {
      const peak = await earconPeak();
      expect(peak).toBeLessThan(0.1);
      return peak > 0.05;
    });
    await until('the page to scroll', async () => (await scrollTop()) > 100);
    await call.panel.type('undo that');
    await act('scroll', 'undone');
    await until('the page to scroll back', async () => (await scrollTop()) === 0);
  });

  it('click what the user names without a question, although it sends a form', async () => {
    await call.panel.type('click sign in');
    expect(await act('click', 'done')).toMatchObject({ what: 'Clicked "Sign in"', site: 'shop.example' });
    expect(await log()).toBe('signed in');
  });

  it('ask before they delete, also what the user named', async () => {
    await call.panel.type('click delete');
    expect(await act('click', 'asking')).toMatchObject({
      question: 'Click the button "Delete" on shop.example?',
    });
    expect(await log()).toBe('');
    await call.panel.clickSelector('[data-testid=approval-no]');
    await act('click', 'denied');
    // What is left of the question is not spoken any more.
    const { turns } = await call.session.waitForState('an answer', ({ turns }) =>
      /won't/.test(turns.at(-1)?.assistant?.text ?? ''),
    );
    expect(turns.at(-2)?.assistant).toMatchObject({ interrupted: true });
    await call.panel.type('click delete');
    await act('click', 'asking');
    await call.panel.type('no');
    expect(await act('click', 'denied')).toMatchObject({ outcome: 'The user said no.' });
    expect(await log()).toBe('');
    await call.panel.type('click delete');
    await act('click', 'asking');
    // Other words are answered, and the question stays.
    await call.panel.type('scroll down');
    await act('scroll', 'done');
    const { acts } = await call.session.state();
    expect(acts.at(-2)).toMatchObject({ tool: 'click', state: 'asking' });
    await call.panel.type('yes');
    await until('the delete', async () => (await log()) === 'deleted');
    expect(await log()).toBe('deleted');
  });

  it('tell the backend the names of what is visible', async () => {
    await until('the names', async () => told().at(-1)?.includes('Sign in'));
  });

  it('light the words that are read aloud, until the user stops it', async () => {
    await call.panel.type('read this page');
    const { reading } = await call.session.waitForState('it to read', ({ reading }) => reading !== null);
    expect(reading).toMatchObject({ title: 'Shop' });
    const lit = () =>
      page.evaluate(() => [...CSS.highlights.values()].flatMap((each) => [...each]).map(String));
    await until('a word to be lit', async () => (await lit()).includes('Pears'));
    await call.panel.type('stop');
    await call.session.waitForState('the end', ({ reading }) => reading === null);
    await until('the light to go out', async () => (await lit()).every((text) => text === ''));
  });

  /** Says it, and tells what then is in the page's field. */
  const pasted = async () => {
    await page.locator('input').fill('');
    await call.panel.type('paste');
    await act('paste_text', 'done');
    return page.locator('input').inputValue();
  };
  const copied = async () => {
    await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('h1')!));
    await call.panel.type('copy that');
    return (await act('copy_text', 'done')).outcome;
  };
  const takeBack = async (...permissions: string[]) => {
    await call.panel.page.evaluate(
      `chrome.permissions.remove({ permissions: ${JSON.stringify(permissions)} })`,
    );
    await call.session.waitForState('them to be gone', (state) =>
      state.permissions.every((name) => !permissions.some((each) => each.startsWith(name))),
    );
  };

  it("copy to the system's clipboard and paste from it, if they may", async () => {
    await call.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    expect(await copied()).toMatch(/to the clipboard$/);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Shop');
    await page.evaluate(() => navigator.clipboard.writeText('from elsewhere'));
    expect(await pasted()).toBe('from elsewhere');
    await takeBack('clipboardRead', 'clipboardWrite');
    expect(await copied()).toMatch(/own clipboard/);
    expect(await pasted()).toBe('Shop');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('from elsewhere');
  });

  it('bookmark the page, if they may', async () => {
    const bookmarks = () =>
      call.panel.page.evaluate<string[]>(
        `chrome.bookmarks.search({}).then((found) => found.map(({ url }) => url))`,
      );
    await call.panel.type('bookmark this page');
    expect((await act('bookmark_page', 'done')).outcome).toBe('bookmark "Shop" added');
    expect(await bookmarks()).toEqual([ADDRESS]);
    await call.panel.type('undo that');
    await act('bookmark_page', 'undone');
    expect(await bookmarks()).toEqual([]);
    await takeBack('bookmarks');
    await call.panel.type('bookmark this page');
    expect(await act('bookmark_page', 'failed')).toMatchObject({
      outcome: expect.stringMatching(/^Earshot may not use bookmarks yet/),
      needs: 'bookmarks',
    });
  });

  it('hand over a selection, but none of a site that the user has excluded', async () => {
    const [worker] = call.browser.context.serviceWorkers();
    const choose = (menuItemId: string) =>
      worker!.evaluate(
        (click) => {
          const { chrome } = globalThis as unknown as {
            chrome: { contextMenus: { onClicked: { dispatch(click: object): void } } };
          };
          chrome.contextMenus.onClicked.dispatch(click);
        },
        { menuItemId, pageUrl: ADDRESS, selectionText: 'Pears' },
      );
    const exclude = (sites: string[]) =>
      call.panel.page.evaluate(`chrome.storage.local.set({ neverSites: ${JSON.stringify(sites)} })`);
    const before = call.wire.fromClient.length;
    /** What the backend has got of it. */
    const got = () =>
      call.wire.fromClient
        .slice(before)
        .flatMap((message) =>
          'type' in message &&
          message.type === 'cmd' &&
          (message.name === 'page_context' || message.name === 'text_input')
            ? [message.data]
            : [],
        );
    await exclude(['shop.example']);
    try {
      for (const item of ['ask_about', 'read_selection']) {
        await choose(item);
        await call.panel.waitForProblem(/^You told Earshot never to read shop\.example/);
        await call.panel.clickSelector('[data-testid=problem] button');
        await until('the banner to go', async () => (await call.panel.problem()) === '');
      }
      expect(got()).toEqual([]);
    } finally {
      await exclude([]);
    }
    await choose('ask_about');
    await until('the selection', async () => got().length > 0);
    expect(got()).toMatchObject([{ url: ADDRESS, selection: 'Pears' }]);
    await call.panel.clickSelector('[data-testid=quote] button');
    await until('the selection to be dropped', async () => got().length > 1);
  });

  /** The tools give up by themselves after 4 s: only the stop itself may take time by then. */
  const workerKiller = async () => {
    const kill = await call.browser.workerKiller();
    await page.bringToFront();
    await call.session.waitForState('the page', ({ page: active }) => active?.url === ADDRESS);
    return kill;
  };

  it('say that the browser stopped them in the middle of an act, and go on', async () => {
    const kill = await workerKiller();
    const shown = page.waitForEvent('dialog');
    await call.panel.type('click warn');
    const message = await shown;
    await kill();
    expect((await act('click', 'failed')).outcome).toMatch(/^The browser stopped Earshot in the middle/);
    await message.dismiss();
    await call.panel.type('scroll down');
    await act('scroll', 'done');
  });

  it.each([
    ['its page', 'goodbye', (tab: Page) => tab.waitForEvent('close')],
    [
      'the user',
      'import',
      async (tab: Page) => {
        // The click is not over as long as the page says that it is busy.
        await until('the click', () => tab.locator('#log').textContent());
        await tab.close();
      },
    ],
  ])('say that %s closed the tab in the middle of a click, and go on', async (_who, name, closed) => {
    const address = `${ADDRESS}${name}`;
    const [tab] = await Promise.all([
      call.browser.context.waitForEvent('page'),
      page.evaluate((url) => void open(url), address),
    ]);
    await call.session.waitForState('the new tab', ({ page: active }) => active?.url === address);
    await call.panel.type(`click ${name}`);
    await closed(tab);
    expect((await act('click', 'done', LIMIT_MS)).outcome).toBe('the tab was closed');
    await call.session.waitForState('the page', ({ page: active }) => active?.url === ADDRESS);
    expect(await log()).toBe('');
    await call.panel.type('scroll down');
    await act('scroll', 'done');
    await until('the page to scroll', async () => (await scrollTop()) > 100);
  });

  it('say that the browser stopped them while they looked at a busy page, and go on', async () => {
    held = Promise.withResolvers();
    const kill = await workerKiller();
    await page.evaluate((url) => {
      setTimeout(() => {
        const request = new XMLHttpRequest();
        request.open('GET', url, false);
        request.send();
      });
    }, HELD);
    const look = async (state: string) => {
      const { acts } = await call.session.waitForState(
        `the look to be ${state}`,
        ({ acts: all }) => all.at(-1)?.tool === 'page_snapshot' && all.at(-1)?.state === state,
        LIMIT_MS,
      );
      return acts.at(-1)!;
    };
    await call.panel.type('what are the headings');
    await look('running');
    await kill();
    expect((await look('failed')).outcome).toMatch(/^The browser stopped Earshot in the middle/);
    held.resolve();
    await call.panel.type('what are the headings');
    await look('done');
    await call.session.waitForState(
      'the answer',
      ({ turns }) => turns.at(-1)?.assistant?.text === '1 heading: Shop.',
    );
  });

  it('rest while it sleeps, and forget the names of the page', async () => {
    await call.panel.type('go to sleep');
    await call.panel.waitForStatus(/^Asleep/);
    await until('the names to be taken back', async () => told().at(-1)?.length === 0);
    await call.panel.click('primary');
    await call.session.waitForState('it to be awake', ({ asleep, phase }) => !asleep && phase !== 'waiting');
    await until('the names', async () => told().at(-1)?.includes('Sign in'));
  });
});
