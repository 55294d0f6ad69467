/**
 * A headless Chromium with an extension that has nothing but the built scripts for pages, and leave for all sites: for tests of
 * what the script sees and does in real pages. The pages stand at any `https://….example/` address: files of
 * fixtures/pages, or HTML of the test's own.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import { findBrowser } from '../../../backend/src/cli/find-browser.ts';
import type { FrameSnapshot, PageCallName, PageCalls } from '../../../extension/lib/page/page-calls.ts';
import type { ToolFailure } from '../../../extension/lib/tool-contract/tool-results.ts';
import { until } from '../cdp.ts';
import { EXTENSION_DIRS } from '../browser.ts';
import { Sites } from './sites.ts';
import { snapshotText } from './snapshot-text.ts';

const MANIFEST = {
  manifest_version: 3,
  name: 'Page script',
  version: '1',
  permissions: ['scripting', 'tabs'],
  host_permissions: ['<all_urls>'],
  background: { service_worker: 'worker.js' },
  content_scripts: [
    {
      matches: ['<all_urls>'],
      js: ['listener-hook.js'],
      world: 'MAIN',
      run_at: 'document_start',
      all_frames: true,
      match_origin_as_fallback: true,
    },
  ],
};

/** Keeps what the page script sends to the session page. */
const WORKER = `
  globalThis.messages = [];
  chrome.runtime.onMessage.addListener((message) => void globalThis.messages.push(message));
`;

const PROBE = 'probe.js';

/** The script's names for refs of a call that the test does not care about. */
const EPOCH = 'test';

type Answer<Name extends PageCallName> = PageCalls[Name]['answer'];

/** As much of the worker's world as the harness uses there. */
interface WorkerGlobals {
  chrome: {
    tabs: { query(query: object): Promise<{ id: number }[]> };
    scripting: { executeScript(injection: object): Promise<{ frameId: number; result: unknown }[]> };
  };
  messages: unknown[];
  __earshotPage: { run(call: object): Promise<unknown> };
  __probe: Record<string, (...args: unknown[]) => unknown>;
}

export interface PageWorldOptions {
  /** The code of a script of the test's own, to be run beside the page script: see `OpenPage.probe`. */
  probe?: string;
}

export class PageWorld {
  readonly context: BrowserContext;
  readonly #worker: Worker;
  readonly #folders: string[];
  readonly #sites = new Sites();
  #pages = 0;
  #shown: OpenPage | undefined;
  #lastTab: Promise<unknown> = Promise.resolve();

  private constructor(context: BrowserContext, worker: Worker, folders: string[]) {
    this.context = context;
    this.#worker = worker;
    this.#folders = folders;
  }

  static async launch({ probe = '' }: PageWorldOptions = {}): Promise<PageWorld> {
    const extension = mkdtempSync(join(tmpdir(), 'earshot-page-script-'));
    const profile = mkdtempSync(join(tmpdir(), 'earshot-profile-'));
    for (const file of ['page.js', 'listener-hook.js']) {
      copyFileSync(join(EXTENSION_DIRS.test, file), join(extension, file));
    }
    writeFileSync(join(extension, 'manifest.json'), JSON.stringify(MANIFEST));
    writeFileSync(join(extension, 'worker.js'), WORKER);
    writeFileSync(join(extension, PROBE), probe);
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findBrowser(process.env),
      headless: true,
      viewport: { width: 1280, height: 800 },
      args: [
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      ignoreDefaultArgs: ['--disable-extensions'],
    });
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    // A new worker is listed before its extension APIs exist.
    await until('the extension APIs in the service worker', () =>
      worker.evaluate(() => 'scripting' in ((globalThis as { chrome?: object }).chrome ?? {})),
    );
    const world = new PageWorld(context, worker, [extension, profile]);
    await world.#sites.answerFor(context);
    return world;
  }

  /**
   * @param page the name of a file in fixtures/pages, or HTML
   * @param origin where it stands
   */
  async open(page: string, origin = 'https://shop.example'): Promise<OpenPage> {
    return this.goto(this.#address(page, origin));
  }

  /** Opens a file or HTML in a tab whose page is no longer needed: a new tab takes three times the processor time. */
  async openIn(tab: OpenPage, html: string): Promise<OpenPage> {
    // A page that the last one opened may hide it.
    await tab.page.bringToFront();
    await tab.page.goto(this.#address(html, 'https://shop.example'));
    return new OpenPage(tab.page, this.#worker, tab.tabId);
  }

  /** Opens a file or HTML in the tab of the page that was shown before, which is no longer needed. */
  async show(page: string): Promise<OpenPage> {
    const last = this.#shown;
    this.#shown = last && !last.page.isClosed() ? await this.openIn(last, page) : await this.open(page);
    return this.#shown;
  }

  /** Gives an address to HTML, such as that of a frame. */
  serve(url: string, html: string): void {
    this.#sites.serve(url, html);
  }

  /** Serves the files of a folder at an origin. */
  serveFolder(origin: string, folder: string, headers: Record<string, string> = {}): void {
    this.#sites.serveFolder(origin, folder, headers);
  }

  /** @param loadMs for how long a page may load that loads for ever. Default: it must load. */
  async goto(url: string, loadMs?: number): Promise<OpenPage> {
    const { page, tabId } = await this.#newTab();
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForLoadState('load', { timeout: loadMs }).catch((error: unknown) => {
      if (loadMs === undefined) throw error;
    });
    return new OpenPage(page, this.#worker, tabId);
  }

  /** @returns what the page script has sent to the session page */
  messages(): Promise<unknown[]> {
    return this.#worker.evaluate(() => (globalThis as unknown as WorkerGlobals).messages);
  }

  async close(): Promise<void> {
    await this.context.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
  }

  #address(page: string, origin: string): string {
    const isFile = /^[\w/.-]+$/.test(page);
    const url = `${origin}/${isFile ? page : `page-${++this.#pages}.html`}`;
    if (!isFile) this.#sites.serve(url, page);
    return url;
  }

  /** One after the other: the new tab is the one that was not there before. */
  #newTab(): Promise<{ page: Page; tabId: number }> {
    const opened = this.#lastTab.then(async () => {
      const before = await this.#tabIds();
      const page = await this.context.newPage();
      const tabId = (await this.#tabIds()).find((id) => !before.includes(id));
      if (tabId === undefined) throw new Error('The new page has no tab.');
      return { page, tabId };
    });
    this.#lastTab = opened.catch(() => {});
    return opened;
  }

  #tabIds(): Promise<number[]> {
    return this.#worker.evaluate(async () => {
      const { chrome } = globalThis as unknown as WorkerGlobals;
      return (await chrome.tabs.query({})).map(({ id }) => id);
    });
  }
}

export class OpenPage {
  readonly page: Page;
  readonly tabId: number;
  readonly #worker: Worker;

  constructor(page: Page, worker: Worker, tabId: number) {
    this.page = page;
    this.tabId = tabId;
    this.#worker = worker;
  }

  /** Runs a call in the top document, as the extension's worker does. */
  async run<Name extends PageCallName>(
    name: Name,
    args: PageCalls[Name]['args'],
  ): Promise<Answer<Name> | ToolFailure> {
    const [{ result } = { result: undefined }] = await this.#run({ name, args }, false);
    return result as Answer<Name>;
  }

  /** Runs a call in every document; @returns the answers, that of the top document first. */
  async runInFrames<Name extends PageCallName>(
    name: Name,
    args: PageCalls[Name]['args'],
  ): Promise<Answer<Name>[]> {
    const answers = await this.#run({ name, args }, true);
    return answers.map(({ result }) => result as Answer<Name>);
  }

  async snapshot(options: { scope?: 'viewport' | 'page'; find?: string } = {}): Promise<FrameSnapshot> {
    const args = { scope: options.scope ?? 'viewport', find: options.find, epoch: EPOCH, firstRef: 1 };
    return (await this.run('snapshot', args)) as FrameSnapshot;
  }

  /** @returns the snapshot as text: a control's line begins with its ref */
  async text(options: { scope?: 'viewport' | 'page'; find?: string } = {}): Promise<string> {
    const { lines } = await this.snapshot(options);
    return snapshotText(lines);
  }

  /** @returns the ref of the only control whose line begins so, such as `button "Sign in"` */
  async ref(control: string): Promise<number> {
    const { lines } = await this.snapshot({ scope: 'page' });
    const found = lines.filter((line) => line.control !== undefined && line.text.startsWith(control));
    const [line] = found;
    if (found.length === 1 && line?.control !== undefined) return line.control;
    const shown = lines.map(({ text }) => text).join('\n');
    throw new Error(`${found.length} controls begin with ${control} in:\n${shown}`);
  }

  /** Runs a function of the test's own script, which has put it into `globalThis.__probe`. */
  async probe<Result>(name: string, ...args: unknown[]): Promise<Result> {
    const result = await this.#worker.evaluate(
      async ({ tabId, file, name, args }) => {
        const { chrome } = globalThis as unknown as WorkerGlobals;
        const target = { tabId };
        await chrome.scripting.executeScript({ target, files: ['page.js', file], injectImmediately: true });
        const [answer] = await chrome.scripting.executeScript({
          target,
          injectImmediately: true,
          func: (name: string, args: unknown[]) =>
            (globalThis as unknown as WorkerGlobals).__probe[name]!(...args),
          args: [name, args],
        });
        return answer?.result;
      },
      { tabId: this.tabId, file: PROBE, name, args },
    );
    return result as Result;
  }

  #run(call: object, allFrames: boolean): Promise<{ frameId: number; result: unknown }[]> {
    return this.#worker.evaluate(
      async ({ tabId, call, allFrames }) => {
        const { chrome } = globalThis as unknown as WorkerGlobals;
        const target = { tabId, allFrames };
        await chrome.scripting.executeScript({ target, files: ['page.js'], injectImmediately: true });
        return chrome.scripting.executeScript({
          target,
          injectImmediately: true,
          func: (call: object) => (globalThis as unknown as WorkerGlobals).__earshotPage.run(call),
          args: [call],
        });
      },
      { tabId: this.tabId, call, allFrames },
    );
  }
}
