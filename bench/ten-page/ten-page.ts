import { chromium, type Browser, type Page } from 'playwright-core';
import { pcmToBytes } from '#audio';
import { findBrowser } from '../../backend/src/cli/find-browser.ts';
import { until } from '../../e2e/harness/cdp.ts';
import { installTap, tapOptions, type ReceivedMessage, type Tap } from './page-tap.ts';

/** What the page shows in the development build's first compilation may take long. */
const PAGE_MS = 120_000;
const ANSWER_MS = 30_000;

/** The page in a real Chromium, with a microphone that plays what the benchmark gives it. */
export class TenPage {
  readonly #browser: Browser;
  readonly #page: Page;
  /** Errors of the page's scripts. */
  readonly errors: string[] = [];

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  /** @param voicePort the port of the backend under test, which the page asks its proxy for */
  static async open(url: string, voicePort: number): Promise<TenPage> {
    const browser = await chromium.launch({
      executablePath: findBrowser(process.env),
      headless: true,
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      // Playwright's default, which would stop playback.
      ignoreDefaultArgs: ['--mute-audio'],
    });
    const page = await browser.newPage();
    const opened = new TenPage(browser, page);
    await page.addInitScript(installTap, tapOptions(voicePort));
    await page.goto(url, { timeout: PAGE_MS });
    return opened;
  }

  /** Presses Start and waits until the voice socket is open and the page listens. */
  async start(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Start', exact: true }).click({ timeout: PAGE_MS });
    const { sockets } = await this.tap();
    await until('the voice socket', async () => (await this.tap()).sockets.length > sockets.length, PAGE_MS);
    await this.#page.getByText('Listening... Click to stop').waitFor({ timeout: PAGE_MS });
  }

  /** Presses Stop and waits until the voice socket is closed. */
  async stop(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Stop', exact: true }).click();
    await until('the voice socket to close', async () => {
      const { sockets, closed } = await this.tap();
      return closed === sockets.length;
    });
  }

  /** @returns when the last sample was said */
  say(pcm: Int16Array): Promise<number> {
    const base64 = Buffer.from(pcmToBytes(pcm)).toString('base64');
    return this.#page.evaluate((audio) => (globalThis as unknown as { tap: Tap }).tap.say(audio), base64);
  }

  /** @param at by the page's `performance.now()` */
  async waitUntil(at: number): Promise<void> {
    await this.#page.evaluate(
      (due) => new Promise((resolve) => setTimeout(resolve, due - performance.now())),
      at,
    );
  }

  tap(): Promise<Omit<Tap, 'say'>> {
    return this.#page.evaluate(() => {
      const { sockets, closed, received, played, sent } = (globalThis as unknown as { tap: Tap }).tap;
      return { sockets, closed, received, played, sent };
    });
  }

  /** Waits for a message from that index on. @returns its index */
  async message(what: string, fits: (message: ReceivedMessage) => boolean, from: number): Promise<number> {
    return until(
      what,
      async () => {
        const { received } = await this.tap();
        const at = received.slice(from).findIndex(fits);
        // One more, because `until` waits for a value that is not 0.
        return at < 0 ? undefined : from + at + 1;
      },
      ANSWER_MS,
    ).then((next) => next - 1);
  }

  /** The conversation that the page shows, oldest first. */
  bubbles(): Promise<string[]> {
    return this.#page.locator('p.whitespace-pre-wrap').allInnerTexts();
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
