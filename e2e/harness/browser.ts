/**
 * A headless Chromium with the built extension and a WAV file as its microphone. Node runs the files of this folder
 * directly: therefore imports end in .ts, and there are no parameter properties.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from 'playwright-core';
import { findBrowser } from '../../backend/src/cli/find-browser.ts';
import { BrowserCdp, until } from './cdp.ts';
import { newProfile, type GrantedPermission } from './chromium/profile.ts';
import { SessionPage } from './session-page.ts';
import { SidePanel } from './side-panel.ts';

/** `test` is the extension with the inspector and the render tap (`npm run build:test`); `release` is what users load. */
export type ExtensionBuild = 'test' | 'release';

const DIST = resolve(import.meta.dirname, '../../dist/extension');

export const EXTENSION_DIRS: Record<ExtensionBuild, string> = {
  test: join(DIST, 'chrome-mv3-test'),
  release: join(DIST, 'chrome-mv3'),
};

export interface LaunchOptions {
  /** Default: `test`. */
  build?: ExtensionBuild;
  /** The folder to load instead, such as a copy of a build that the test changes. */
  extensionDir?: string;
  /** The microphone's audio, played once. Default: a beep every second. */
  microphoneWav?: string;
  /** The microphone permission. Default: `granted`. */
  microphone?: 'granted' | 'denied' | 'prompt';
  /** The address in the extension's settings. */
  backendUrl?: string;
  colorScheme?: 'light' | 'dark';
  /** Optional permissions of the extension that are granted. Default: none. */
  permissions?: readonly GrantedPermission[];
  /** More Chromium flags. */
  args?: string[];
}

const MICROPHONE_ARGS = {
  granted: ['--use-fake-ui-for-media-stream'],
  denied: ['--use-fake-ui-for-media-stream=deny'],
  prompt: [],
};

export class ExtensionBrowser {
  readonly context: BrowserContext;
  readonly cdp: BrowserCdp;
  readonly extensionId: string;
  readonly #profile: string;

  private constructor(context: BrowserContext, cdp: BrowserCdp, extensionId: string, profile: string) {
    this.context = context;
    this.cdp = cdp;
    this.extensionId = extensionId;
    this.#profile = profile;
  }

  static async launch(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
    const {
      build = 'test',
      extensionDir = EXTENSION_DIRS[build],
      microphoneWav,
      microphone = 'granted',
      backendUrl,
      colorScheme,
      permissions = [],
      args = [],
    } = options;
    const profile = newProfile(extensionDir, permissions);
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findBrowser(process.env),
      headless: true,
      colorScheme,
      args: [
        `--disable-extensions-except=${extensionDir}`,
        `--load-extension=${extensionDir}`,
        '--use-fake-device-for-media-stream',
        ...MICROPHONE_ARGS[microphone],
        ...(microphoneWav ? [`--use-file-for-fake-audio-capture=${microphoneWav}%noloop`] : []),
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...args,
      ],
      // Playwright's defaults: the first would disable the extension, the second would stop playback.
      ignoreDefaultArgs: ['--disable-extensions', '--mute-audio'],
    });
    const worker = context.serviceWorkers()[0] ?? (await loadedWorker(context));
    // A new worker is listed before its extension APIs exist, and before it listens to clicks.
    await until('the extension APIs in the service worker', () =>
      worker.evaluate(() => 'storage' in ((globalThis as { chrome?: object }).chrome ?? {})),
    );
    const browser = new ExtensionBrowser(
      context,
      await BrowserCdp.of(context),
      new URL(worker.url()).host,
      profile,
    );
    if (backendUrl) await browser.#setBackendUrl(worker, backendUrl);
    return browser;
  }

  url(path: string): string {
    return `chrome-extension://${this.extensionId}/${path}`;
  }

  /** The page that opens when the extension is installed. */
  async welcomePage(): Promise<Page> {
    const isWelcome = (page: Page) => page.url() === this.url('welcome.html');
    return this.context.pages().find(isWelcome) ?? this.context.waitForEvent('page', isWelcome);
  }

  /** Clicks the toolbar icon and attaches to the side panel. */
  async openPanel(): Promise<SidePanel> {
    await this.cdp.clickToolbarIcon(this.extensionId);
    const panel = new SidePanel(await this.cdp.attach(this.url('sidepanel.html')), this.cdp);
    await panel.ready();
    return panel;
  }

  /** The page that hosts the session: the offscreen document. It exists once a panel was opened. */
  async sessionPage(): Promise<SessionPage> {
    return new SessionPage(await this.cdp.attach(this.url('offscreen.html')));
  }

  /** Stops the service worker, as the browser may do at any time. What waits for it may start it again at once. */
  async killWorker(): Promise<void> {
    const kill = await this.workerKiller();
    await kill();
  }

  /** Prepares it in a tab of its own, so that nothing but the stop takes time afterwards. @returns what stops the worker */
  async workerKiller(): Promise<() => Promise<void>> {
    const page = await this.context.newPage();
    await page.goto(this.url('welcome.html'));
    const session = await this.context.newCDPSession(page);
    const stopped = new Promise<void>((resolve) => {
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        const isStopped = versions.some(
          ({ scriptURL, status, runningStatus }) =>
            scriptURL.includes(this.extensionId) && status === 'activated' && runningStatus === 'stopped',
        );
        if (isStopped) resolve();
      });
    });
    await session.send('ServiceWorker.enable');
    return async () => {
      await session.send('ServiceWorker.stopAllWorkers');
      await stopped;
      await page.close();
    };
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }

  async #setBackendUrl(worker: Worker, url: string): Promise<void> {
    await worker.evaluate(async (backendUrl) => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { local: { set(items: object): Promise<void> } } };
      };
      await chrome.storage.local.set({ backendUrl });
    }, url);
  }
}

async function loadedWorker(context: BrowserContext): Promise<Worker> {
  try {
    return await context.waitForEvent('serviceworker');
  } catch (cause) {
    await context.close();
    throw new Error(
      'The browser did not load the extension. Chrome no longer does that from the command line: install Chromium, or set CHROMIUM to its path.',
      { cause },
    );
  }
}
