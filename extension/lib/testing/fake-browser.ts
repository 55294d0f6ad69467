import { withAllowedAct, type AllowedAct } from '../settings/allowed-acts';
import type { BrowserApi, Tab } from '../browser/browser-api';
import type { BrowserTools } from '../browser/browser-tools';
import { PageScripts } from '../browser/page/page-scripts';
import type { DocumentCalls } from '../browser/page/run-in-page';
import type { FramePath, PageCall } from '../page/page-calls';

const BUILD = 'build';

/** A document of a fake tab. */
export interface FakeDocument {
  documentId: string;
  path: FramePath;
  /** Of the site; on the list of excluded sites it answers nothing. */
  host?: string;
  kind?: 'pdf';
  /** Whether the page script is there. */
  injected?: boolean;
  /** @returns what the page script answers. Its error is the browser's. */
  answer(call: PageCall): unknown;
}

export interface FakeTab extends Partial<Tab> {
  id: number;
  documents?: FakeDocument[];
  /** The browser's error for scripts in this tab. */
  refuses?: string;
}

type Listener = (...args: never[]) => void;

class FakeEvent {
  readonly listeners = new Set<Listener>();
  addListener = (listener: Listener) => void this.listeners.add(listener);
  removeListener = (listener: Listener) => void this.listeners.delete(listener);
  fire(...args: unknown[]) {
    for (const listener of this.listeners) listener(...(args as never[]));
  }
}

/** A browser with tabs in windows; `windowId` 1 has the focus unless `focusedWindow` says otherwise. */
export class FakeBrowser {
  readonly tabs: FakeTab[];
  focusedWindow = 1;
  /** The window with this number was opened by a page, and has no tab strip. */
  popup: number | null = null;
  permissions = new Set(['<all_urls>', 'tabs', 'bookmarks']);
  neverSites: string[] = [];
  allowedActs: AllowedAct[] = [];
  /** Whether the user has let Earshot into files. */
  opensFiles = false;
  /** The address to which the way back leads. */
  previous: string | null = null;
  /** Whether a search shows its tab at once. */
  opensSearches = true;
  /** What was asked of the browser: `tabs.remove 3`. */
  readonly asked: string[] = [];
  readonly closed: FakeTab[] = [];
  readonly onUpdated = new FakeEvent();
  readonly onCreated = new FakeEvent();
  readonly #nextTabId = { value: 100 };

  constructor(tabs: FakeTab[]) {
    this.tabs = tabs.map((tab) => ({
      windowId: 1,
      pinned: false,
      incognito: false,
      status: 'complete',
      ...tab,
    }));
  }

  get tools(): BrowserTools {
    const neverSites = () => Promise.resolve(this.neverSites);
    const allowedActs = async (add?: AllowedAct) =>
      add ? (this.allowedActs = withAllowedAct(this.allowedActs, add)) : this.allowedActs;
    return { api: this.#api, pages: new PageScripts(this.#api, BUILD, neverSites), neverSites, allowedActs };
  }

  tab(id: number): FakeTab {
    const tab = this.tabs.find((each) => each.id === id);
    if (!tab) throw new Error(`No tab with id: ${id}.`);
    return tab;
  }

  /** The tab loads another page: its documents are gone. */
  load(id: number, change: Partial<FakeTab>): void {
    Object.assign(this.tab(id), { documents: [], ...change });
    this.onUpdated.fire(id, { status: 'loading', url: change.url }, this.tab(id));
  }

  open(tab: Partial<FakeTab>): FakeTab {
    const id = this.#nextTabId.value++;
    const opened = { id, windowId: 1, pinned: false, incognito: false, status: 'complete' as const, ...tab };
    this.tabs.push(opened);
    this.onCreated.fire(opened);
    return opened;
  }

  get #api(): BrowserApi {
    const ask = (what: string) => void this.asked.push(what);
    const tabs = {
      // As the browser, it answers what is now.
      get: async (id: number) => ({ ...this.tab(id) }),
      query: async ({ active, windowId, windowType }: TabQuery) =>
        this.tabs.filter(
          (tab) =>
            (active === undefined || tab.active === active) &&
            (windowId ?? tab.windowId) === tab.windowId &&
            (windowType === undefined || tab.windowId !== this.popup),
        ),
      create: async (properties: Partial<FakeTab>) => {
        const { url = 'empty', windowId = 1, openerTabId } = properties;
        ask(`tabs.create ${url}`);
        // The browser adds it to another window than the one that was asked for.
        const shownIn = windowId === this.popup ? 1 : windowId;
        if (openerTabId !== undefined && this.tab(openerTabId).windowId !== shownIn)
          throw new Error('Tab opener must be in the same window as the updated tab.');
        return this.open({ title: '', ...properties, windowId: shownIn });
      },
      update: async (id: number, change: Partial<FakeTab>) => {
        ask(`tabs.update ${id} ${JSON.stringify(change)}`);
        if (change.url !== undefined) this.load(id, { ...change, title: change.url });
        else Object.assign(this.tab(id), change);
        return this.tab(id);
      },
      remove: async (ids: number | number[]) => {
        for (const id of [ids].flat()) {
          ask(`tabs.remove ${id}`);
          this.closed.unshift(this.tab(id));
          this.tabs.splice(this.tabs.indexOf(this.tab(id)), 1);
        }
      },
      goBack: async (id: number) => {
        ask(`tabs.goBack ${id}`);
        if (this.previous === null) throw new Error('Cannot find a next page in history.');
        this.load(id, { url: this.previous });
      },
      reload: async (id: number) => this.load(id, {}),
      getZoom: async (id: number) => (this.tab(id) as { zoom?: number }).zoom ?? 1,
      setZoom: async (id: number, zoom: number) => void Object.assign(this.tab(id), { zoom: zoom || 1 }),
      onUpdated: this.onUpdated,
      onCreated: this.onCreated,
    };
    const sessions = {
      getRecentlyClosed: async () =>
        this.closed
          .filter(({ incognito }) => !incognito)
          .map((tab) => ({ tab: { ...tab, sessionId: `s${tab.id}` } })),
      restore: async (sessionId: string) => {
        ask(`sessions.restore ${sessionId}`);
        const found = this.closed.find(({ id }) => `s${id}` === sessionId);
        if (!found) throw new Error('Invalid session id.');
        return { tab: this.open({ ...found, id: undefined }) };
      },
    };
    return {
      tabs,
      sessions,
      windows: {
        getLastFocused: async ({ windowTypes }: { windowTypes: string[] }) =>
          this.focusedWindow === this.popup && !windowTypes.includes('popup')
            ? { id: 1 }
            : { id: this.focusedWindow },
        get: async (id: number) => ({ id, type: id === this.popup ? 'popup' : 'normal' }),
        update: async (id: number) => {
          ask(`windows.update ${id}`);
          this.focusedWindow = id;
        },
      },
      search: {
        query: async ({ text, tabId }: { text: string; tabId?: number }) => {
          ask(`search.query ${text} ${tabId ?? 'new tab'}`);
          if (tabId !== undefined) this.load(tabId, { title: text });
          else if (this.opensSearches) {
            for (const tab of this.tabs) tab.active = false;
            this.open({ active: true, title: text });
          }
        },
      },
      bookmarks: {
        search: async () => [],
        create: async ({ title }: { title: string }) => ({ id: 'b1', title }),
        remove: async () => undefined,
      },
      permissions: {
        contains: async ({
          origins = [],
          permissions = [],
        }: {
          origins?: string[];
          permissions?: string[];
        }) => [...origins, ...permissions].every((name) => this.permissions.has(name)),
      },
      extension: { isAllowedFileSchemeAccess: async () => this.opensFiles },
      scripting: { executeScript: (injection: Injection) => this.#execute(injection) },
    } as unknown as BrowserApi;
  }

  async #execute({ target, files, args }: Injection): Promise<object[]> {
    const { documents = [], refuses } = this.tab(target.tabId);
    if (refuses !== undefined) throw new Error(refuses);
    const { documentIds } = target;
    const missing = documentIds?.find((id) => !documents.some(({ documentId }) => documentId === id));
    if (missing !== undefined)
      throw new Error(`No document with id ${missing} in tab with id ${target.tabId}`);
    const reached = documents.filter(({ documentId, path }) =>
      documentIds ? documentIds.includes(documentId) : target.allFrames === true || path.length === 0,
    );
    if (files) this.asked.push(`inject ${reached.map(({ documentId }) => documentId).join(' ')}`);
    return Promise.all(
      reached.map(async (document) => {
        if (files) document.injected = true;
        return {
          documentId: document.documentId,
          result: args ? await replyOf(document, documents, args as ReplyArgs) : true,
        };
      }),
    );
  }
}

interface TabQuery {
  active?: boolean;
  windowId?: number;
  windowType?: 'normal';
}

interface Injection {
  target: { tabId: number; documentIds?: string[]; allFrames?: boolean };
  files?: string[];
  args?: unknown[];
}

/** The build, the calls, and the excluded sites. */
type ReplyArgs = [string, string, string[]];

/** As `runInPage`. */
async function replyOf(document: FakeDocument, all: FakeDocument[], [, json, neverSites]: ReplyArgs) {
  const calls = JSON.parse(json) as DocumentCalls;
  const { path, kind, injected, answer } = document;
  const around = all.filter((each) => path.join().startsWith(each.path.join()));
  const site = neverSites.find((entry) => around.some(({ host }) => host === entry));
  if (site !== undefined) return { path, kind: 'excluded', site };
  if (kind) return { path, kind };
  const call = path.length === 0 ? calls.top : calls.frame;
  if (!call) return { path, kind: 'answered', answer: null };
  if (!injected) return { path, kind: 'absent' };
  return { path, kind: 'answered', answer: await answer(call) };
}
