import type { BrowserApi, Tab } from '../browser-api';
import { sleep } from '../time-limit';

/** How often it looks at what the browser has no event for. */
const POLL_MS = 25;

/** The title of a page may come this much later than the end of its loading. */
const TITLE_MS = 150;

/** Follows one tab while a call acts in it: moving on, closing, and the tabs that its page opens. */
export class TabWatch {
  /** Numbers of tabs that the page has opened. */
  readonly #opened: number[] = [];
  #moved = false;
  #ended = false;

  constructor(
    private readonly api: Pick<BrowserApi, 'tabs'>,
    private readonly tabId: number,
  ) {
    api.tabs.onUpdated.addListener(this.#onUpdated);
    api.tabs.onCreated.addListener(this.#onCreated);
  }

  /** The tab has begun to load, or has another address. */
  get moved(): boolean {
    return this.#moved;
  }

  end(): void {
    this.#ended = true;
    this.api.tabs.onUpdated.removeListener(this.#onUpdated);
    this.api.tabs.onCreated.removeListener(this.#onCreated);
  }

  /** Resolves once the tab has moved and `isGone` says that its document is gone, or once the watch ends. */
  async left(isGone: () => Promise<boolean>): Promise<void> {
    while (!this.#ended && !(this.#moved && (await isGone()))) await sleep(POLL_MS);
  }

  /** Resolves once the tab has moved, or after `limitMs`. @returns whether it has */
  async begun(limitMs: number): Promise<boolean> {
    const deadline = Date.now() + limitMs;
    while (!this.#moved && !this.#ended && Date.now() < deadline) await sleep(POLL_MS);
    return this.#moved;
  }

  /**
   * Waits until the tab has loaded, for at most `limitMs`.
   * @returns the tab, or null if it is closed
   */
  async loaded(limitMs: number, tabId = this.tabId): Promise<Tab | null> {
    const deadline = Date.now() + limitMs;
    let titleDeadline = deadline;
    for (;;) {
      const tab = await this.api.tabs.get(tabId).catch(() => null);
      if (tab?.status !== 'loading') {
        titleDeadline = Math.min(titleDeadline, Date.now() + TITLE_MS);
        if (!tab || !isUntitled(tab) || Date.now() >= titleDeadline) return tab;
      } else if (Date.now() >= deadline) return tab;
      await sleep(POLL_MS);
    }
  }

  /** Resolves once the page has opened a tab, or after `limitMs`. */
  async opens(limitMs: number): Promise<void> {
    const deadline = Date.now() + limitMs;
    while (this.#opened.length === 0 && !this.#ended && Date.now() < deadline) await sleep(POLL_MS);
  }

  /** @returns the tabs that the page has opened and that are still there, once they have loaded or `limitMs` have passed */
  async opened(limitMs: number): Promise<Tab[]> {
    const deadline = Date.now() + limitMs;
    const tabs: Tab[] = [];
    for (const id of this.#opened) {
      const tab = await this.loaded(deadline - Date.now(), id);
      if (tab) tabs.push(tab);
    }
    return tabs;
  }

  readonly #onUpdated = (tabId: number, { status, url }: { status?: string; url?: string }): void => {
    if (tabId === this.tabId && (status === 'loading' || url !== undefined)) this.#moved = true;
  };

  readonly #onCreated = ({ id, openerTabId }: Tab): void => {
    if (openerTabId === this.tabId && id !== undefined) this.#opened.push(id);
  };
}

/** Until its title is known, a page is called by its address. */
const isUntitled = ({ title, url }: Tab) =>
  url !== undefined && /^https?:/.test(url) && (title === undefined || url.includes(title));
