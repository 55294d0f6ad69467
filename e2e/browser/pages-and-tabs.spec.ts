import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BrowserCallName,
  BrowserCalls,
  BrowserTool,
  ControlRef,
  RefState,
  ToolRunAnswer,
} from '../../extension/lib/browser/browser-calls.ts';
import type { ToolArguments } from '../../extension/lib/tool-contract/tool-arguments.ts';
import type { NumberedControl, TabItem } from '../../extension/lib/tool-contract/tool-results.ts';
import { ExtensionBrowser } from '../harness/browser.ts';
import type { SidePanel } from '../harness/side-panel.ts';

const SHOP = 'https://shop.example';
const OTHER = 'https://other.example';

const PAGES: Record<string, string> = {
  [`${SHOP}/`]: `<title>Shop</title><h1>Shop</h1><button onclick="document.title='Bought'">Buy</button>
    <a href="${SHOP}/next">Next page</a> <a href="${OTHER}/" target="_blank">Partner</a>
    <button onclick="alert('Wait')">Warn</button> <button onclick="document.querySelector('iframe').remove()">No ads</button>
    <div id=late>Add to cart</div><script>late.addEventListener('click', () => (late.textContent = 'Added'))</script>
    <input aria-label="Name"><iframe src="${OTHER}/frame" title="Payment" width=300 height=120></iframe>`,
  [`${SHOP}/next`]: '<title>Next</title><h1>Next</h1><p>Refunds take a week.</p><a href="/">Home</a>',
  [`${SHOP}/terms`]: `<title>Terms</title><iframe style="display:none" srcdoc="<p>Refunds, hidden</p>"></iframe>
    <div style="height:3000px"></div><iframe src="${OTHER}/refunds" title="Refunds" width=300></iframe><div style="height:3000px"></div>`,
  [`${SHOP}/manual.pdf`]: '%PDF-1.4\n%%EOF',
  [`${OTHER}/refunds`]: '<p>Refunds take a week.</p>',
  [`${OTHER}/`]: '<title>Partner</title><h1>Partner</h1><button>Hello</button>',
  [`${OTHER}/frame`]: `<title>Pay</title><button onclick="this.textContent='Paid'">Pay</button><input aria-label="Card holder">
    <div id=host></div><script>const root = host.attachShadow({mode:'closed'});
    root.innerHTML = '<button>Help</button>'</script>`,
};

/** Sends calls as the session page does, and keeps the refs that it keeps. */
class Caller {
  refs: RefState = { epoch: 'test', nextRef: 1, nextFrame: 1, frames: {} };
  readonly #known = new Map<string, Omit<ControlRef, 'ref'>>();

  readonly #panel: SidePanel;

  constructor(panel: SidePanel) {
    this.#panel = panel;
  }

  call<Name extends BrowserCallName>(name: Name, args: BrowserCalls[Name]['args']) {
    const message = JSON.stringify({ target: 'worker', type: 'browser', call: { name, args } });
    return this.#panel.page.evaluate<BrowserCalls[Name]['answer']>(
      `chrome.runtime.sendMessage(${message}).then(({ answer }) => answer)`,
    );
  }

  async run<Name extends BrowserTool>(
    name: Name,
    args: ToolArguments[Name] = {} as ToolArguments[Name],
  ): Promise<ToolRunAnswer> {
    const on = 'ref' in args && args.ref !== undefined ? this.on(args.ref) : undefined;
    const run = { name, arguments: args, refs: this.refs, ...(on && { on }) };
    const answer = (await this.call('run_tool', run as BrowserCalls['run_tool']['args'])) as ToolRunAnswer;
    this.#remember(answer);
    return answer;
  }

  async undo({ undo }: ToolRunAnswer): Promise<ToolRunAnswer> {
    if (!undo) throw new Error('It cannot be undone.');
    return (await this.call('undo', { step: undo, refs: this.refs })) as ToolRunAnswer;
  }

  on(ref: string): ControlRef {
    const known = this.#known.get(ref);
    if (!known) throw new Error(`${ref} is not known.`);
    return { ...known, ref };
  }

  /** @returns the ref of the control in the active tab's snapshot */
  async ref(control: string): Promise<string> {
    const text = await this.text();
    const line = text.split('\n').find((each) => each.includes(` ${control}`));
    const [, ref] = /^\s*((?:f\d+)?e\d+) /.exec(line ?? '') ?? [];
    if (!ref) throw new Error(`There is no ${control} in:\n${text}`);
    return ref;
  }

  async text(args: ToolArguments['page_snapshot'] = {}): Promise<string> {
    const { result } = await this.run('page_snapshot', args);
    return result.ok ? (result as unknown as { snapshot: string }).snapshot : result.error;
  }

  #remember({ refs }: ToolRunAnswer): void {
    if (!refs) return;
    const frames = { ...this.refs.frames };
    for (const { frame, from, to, tabId, documentId } of refs.documents) {
      if (frame !== undefined) frames[documentId] = frame;
      const prefix = frame === undefined ? 'e' : `f${frame}e`;
      for (let number = from; number <= to; number++)
        this.#known.set(`${prefix}${number}`, { tabId, documentId, number });
    }
    this.refs = { ...this.refs, nextRef: refs.nextRef, nextFrame: refs.nextFrame, frames };
  }
}

describe('the worker, in pages and tabs', () => {
  let browser: ExtensionBrowser;
  let panel: SidePanel;
  let caller: Caller;
  let page: Page;

  beforeAll(async () => {
    browser = await ExtensionBrowser.launch({ permissions: ['hosts', 'tabs'] });
    await browser.context.route(/^https?:/, (route) => {
      const body = PAGES[route.request().url()];
      const contentType = body?.startsWith('%PDF') ? 'application/pdf' : 'text/html';
      const answered = body === undefined ? route.abort() : route.fulfill({ contentType, body });
      // A tab may be closed while it loads.
      return answered.catch(() => undefined);
    });
    panel = await browser.openPanel();
    caller = new Caller(panel);
    page = await browser.context.newPage();
  });
  afterAll(() => browser.close());

  const open = (url: string) => page.goto(url);
  const changed = ({ result }: ToolRunAnswer) => (result as { changed?: string }).changed;
  const error = ({ result }: ToolRunAnswer) => (result.ok ? undefined : result.error);

  it('sees all frames and closed shadow roots as one page', async () => {
    await open(`${SHOP}/`);
    expect((await caller.text()).split('\n').slice(0, 2)).toEqual([
      'page "Shop" https://shop.example/  (viewport 1 of 1)',
      ' heading "Shop" 1',
    ]);
    expect(await caller.text()).toMatch(
      / iframe "Payment"\n {2}f1e1 button "Pay"\n {2}f1e2 textbox "Card holder" = ""\n {2}f1e3 button "Help"/,
    );
  });

  it('acts in a frame of another site, and undoes it there', async () => {
    await caller.run('click', { ref: await caller.ref('button "Pay"') });
    expect(await caller.text()).toContain('f1e1 button "Paid"');
    const typed = await caller.run('type_text', {
      ref: await caller.ref('textbox "Card holder"'),
      text: 'Ann',
    });
    expect(await caller.text()).toContain('textbox "Card holder" = "Ann"');
    // Without a ref it is for what has the focus: the field in the frame.
    const target = { control: 'textbox "Card holder"', editable: true };
    expect(await caller.call('inspect', { focus: true })).toMatchObject({ ok: true, target });
    const more = await caller.run('type_text', { text: ' Lee' });
    expect(await caller.text()).toContain('textbox "Card holder" = "Ann Lee"');
    await caller.undo(more);
    await caller.undo(typed);
    expect(await caller.text()).toContain('textbox "Card holder" = ""');
  });

  it('sees what listens to clicks though nothing else shows it', async () => {
    const ref = await caller.ref('clickable "Add to cart"');
    expect(changed(await caller.run('click', { ref }))).toContain('Added');
  });

  it('numbers the controls of all frames', async () => {
    const { result } = await caller.run('show_numbers');
    const { numbers } = result as unknown as { numbers: NumberedControl[] };
    const pay = numbers.find(({ control }) => control === 'button "Paid"');
    expect(pay?.ref).toMatch(/^f1e/);
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(numbers.length);
    const found = await caller.call('numbered', { number: pay!.number, refs: caller.refs });
    expect(found).toMatchObject({ on: { ...caller.on(pay!.ref), ref: `n${pay!.number}` } });
    await caller.run('hide_numbers');
    expect(await caller.call('numbered', { number: pay!.number, refs: caller.refs })).toMatchObject({
      ok: false,
    });
  });

  it('scrolls to the text that it finds in a frame of another site, and finds none in hidden frames', async () => {
    await open(`${SHOP}/terms`);
    expect((await caller.run('find_in_page', { text: 'refunds' })).result).toMatchObject({
      matches: [{ context: 'Refunds take a week.' }],
      total: 1,
    });
    expect(await page.evaluate('scrollY')).toBeGreaterThan(2_000);
  });

  it('tells the page that a link opens, and the tab', async () => {
    await open(`${SHOP}/`);
    await caller.text();
    const stale = await caller.ref('button "Buy"');
    const answer = await caller.run('click', { ref: await caller.ref('link "Next page"') });
    expect(answer.result).toMatchObject({
      changed: 'page "Next" opened',
      page: { title: 'Next', url: `${SHOP}/next` },
    });
    expect(error(await caller.run('click', { ref: stale }))).toMatch(/^The page has changed meanwhile/);
    expect(changed(await caller.undo(answer))).toBe('page "Shop" opened');
    await open(`${SHOP}/`);
    const partner = await caller.run('click', { ref: await caller.ref('link "Partner"') });
    expect(changed(partner)).toBe('new tab "Partner" opened');
    expect(partner.undo).toMatchObject({ kind: 'close_tab' });
  });

  it('closes a tab and opens it again where it was', async () => {
    const closed = await caller.run('close_tab');
    expect(changed(closed)).toBe('tab "Partner" closed');
    await caller.undo(closed);
    expect((await caller.call('page_access', {}))?.url).toBe(`${OTHER}/`);
    await caller.run('close_tab');
    expect(changed(await caller.run('reopen_tab'))).toBe('tab "Partner" opened again');
    await caller.run('close_tab');
    await page.bringToFront();
  });

  it('acts in the window where the user is, also in one that a page has opened', async () => {
    const [opened] = await Promise.all([
      browser.context.waitForEvent('page'),
      page.evaluate(`void open('${OTHER}/frame', '', 'width=400,height=300')`),
    ]);
    await opened.waitForLoadState();
    await caller.text();
    await caller.run('click', { ref: await caller.ref('button "Pay"') });
    expect(await caller.text()).toMatch(/^page "Pay" /);
    expect(await opened.locator('button').first().textContent()).toBe('Paid');
    const { tabs } = (await caller.run('list_tabs')).result as unknown as { tabs: TabItem[] };
    expect(tabs[0]).toMatchObject({ title: 'Pay', active: true });
    expect(tabs.find(({ title }) => title === 'Shop')).toMatchObject({ active: false, window: 2 });
    expect(changed(await caller.run('close_tab'))).toBe('tab "Pay" closed');
    expect(await caller.text()).toMatch(/^page "Shop" /);
  });

  it('says where it may not go, and still searches and goes back there', async () => {
    await open('chrome://version');
    expect(await caller.call('page_access', {})).toMatchObject({
      access: 'forbidden',
      place: 'browser_page',
    });
    expect(await caller.text()).toMatch(/^This is a page of the browser itself/);
    expect(changed(await caller.run('go_back'))).toBe('page "Shop" opened');
    expect((await caller.run('press_key', { key: 'Escape' })).result.ok).toBe(true);
    await caller.run('click', { ref: await caller.ref('link "Next page"') });
    // The browser's own way back would pass over the shop, which was left without a click of the user.
    expect(changed(await caller.run('go_back'))).toBe('page "Shop" opened');
    expect(changed(await caller.run('go_forward'))).toBe('page "Next" opened');
    for (const [address, words] of [
      [`${SHOP}/manual.pdf`, /^This is a PDF in the browser's viewer/],
      [`view-source:${SHOP}/`, /^This is a page of the browser itself/],
      [browser.url('welcome.html'), /^This page belongs to an extension/],
      ['data:text/html,<button>Buy</button>', /^Earshot may not read or use this page/],
      ['about:blank', /^This tab is empty/],
    ] as const) {
      await open(address);
      // The viewer of PDFs takes the place of the page that was loaded.
      await expect.poll(() => caller.text(), { timeout: 10_000 }).toMatch(words);
    }
    expect(error(await caller.run('open_url', { url: 'https://nowhere.example/' }))).toMatch(
      /^"nowhere.example" could not be opened/,
    );
    await open(`${SHOP}/`);
  });

  it('reads and uses nothing on a site that the user has excluded, nor its frames', async () => {
    const exclude = (sites: string[]) =>
      panel.page.evaluate(`chrome.storage.local.set({ neverSites: ${JSON.stringify(sites)} })`);
    await exclude(['other.example']);
    expect(await caller.text()).toMatch(/ iframe "Payment"$/);
    await exclude(['shop.example']);
    expect(await caller.text()).toMatch(/^You have told Earshot never/);
    expect(await caller.call('page_access', {})).toMatchObject({ access: 'never' });
    await exclude([]);
  });

  it('ends while a message of the page is open', async () => {
    let close = (): void => undefined;
    page.once('dialog', (dialog) => (close = () => void dialog.dismiss()));
    const answer = await caller.run('click', { ref: await caller.ref('button "Warn"') });
    expect(error(answer)).toMatch(/^The page does not answer: it is busy, or shows a message/);
    close();
  });

  it('needs leave again once the permission is taken back', async () => {
    await panel.page.evaluate(`chrome.permissions.remove({ origins: ['<all_urls>'] })`);
    expect(await caller.call('page_access', {})).toMatchObject({ access: 'none' });
    const refused = await caller.run('page_snapshot');
    expect(error(refused)).toMatch(/^Earshot may not see this page yet/);
    expect(refused.needs).toBe('hosts');
  });

  it('may use the tab where its icon was clicked, until the tab shows another site', async () => {
    await open(`${SHOP}/next`);
    await browser.cdp.clickToolbarIcon(browser.extensionId, `${SHOP}/next`);
    expect(await caller.call('page_access', {})).toMatchObject({ access: 'this_tab', title: 'Next' });
    await caller.run('click', { ref: await caller.ref('link "Home"') });
    expect(await caller.text()).toMatch(/^page "Shop" /);
    await open(`${OTHER}/`);
    expect(await caller.call('page_access', {})).toMatchObject({ access: 'none' });
    expect(await caller.text()).toMatch(/^Earshot may not see this page yet/);
  });
});
