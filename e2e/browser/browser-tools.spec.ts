import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { NO_LOCAL_STT } from '../harness/backend.ts';
import { prepareCall, WITHOUT_GREETING, type Call } from '../harness/call.ts';
import { until } from '../harness/cdp.ts';

const ADDRESS = 'https://shop.example/';

const HTML = `<!doctype html><title>Shop</title>
<h1>Shop</h1>
<p id="log" role="status"></p>
<form onsubmit="event.preventDefault(); log.textContent = 'signed in'"><button>Sign in</button></form>
<button onclick="log.textContent = 'deleted'">Delete</button>
<div style="height: 5000px"></div>`;

/** The release's own policy, worker and page script, with a real backend; only the words are typed. */
describe('the browser tools in a session', () => {
  let call: Call;
  let page: Page;

  beforeAll(async () => {
    call = await prepareCall({
      permissions: ['hosts'],
      backend: { config: { ...WITHOUT_GREETING, ...NO_LOCAL_STT } },
    });
    const { context } = call.browser;
    await context.route(`${ADDRESS}**`, (route) => route.fulfill({ contentType: 'text/html', body: HTML }));
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

  const scrollTop = () => page.evaluate(() => scrollY);
  const log = () => page.locator('#log').textContent();

  /** The last act, once it is in that state. */
  const act = async (tool: string, state: string) => {
    const { acts } = await call.session.waitForState(`${tool} to be ${state}`, ({ acts }) => {
      const last = acts.findLast((each) => !each.reads);
      return last?.tool === tool && last.state === state;
    });
    return acts.findLast((each) => !each.reads)!;
  };

  it('scroll the page, and take it back', async () => {
    await call.panel.type('scroll down');
    await act('scroll', 'done');
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
    expect(await log()).toBe('');
    await call.panel.type('click delete');
    await act('click', 'asking');
    await call.panel.clickSelector('[data-testid=approval-yes]');
    await act('click', 'done');
    expect(await log()).toBe('deleted');
  });

  it('tell the backend the names of what is visible', async () => {
    const told = () =>
      call.wire.fromClient.flatMap((message) =>
        'type' in message && message.type === 'cmd' && message.name === 'page_phrases'
          ? [message.data.phrases]
          : [],
      );
    await until('the names', async () => told().at(-1)?.includes('Sign in'));
  });
});
