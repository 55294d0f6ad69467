import { withAllowedAct, type AllowedAct } from '../settings/allowed-acts';
import type { BrowserCallName, BrowserCalls, PageAccess, ToolRun } from '../browser/browser-calls';
import type { Target } from '../page/page-calls';
import type { CallBrowser } from '../tools/calls/call-browser';

export const PAGE: PageAccess = {
  tabId: 7,
  title: 'Shop',
  url: 'https://shop.example/cart',
  faviconUrl: null,
  access: 'all',
  incognito: false,
};

export const aTarget = (target: Partial<Target> = {}): Target => ({
  role: 'button',
  name: 'More',
  control: `${target.role ?? 'button'} "${target.name ?? 'More'}"`,
  submits: false,
  downloads: false,
  secret: false,
  editable: false,
  origin: 'https://shop.example',
  ...target,
});

type Answers = {
  [Name in BrowserCallName]: (args: BrowserCalls[Name]['args']) => BrowserCalls[Name]['answer'];
};

/** A service worker whose answers the test gives. Refs `e1` to `e9` are controls of the page. */
export class FakeBrowserCalls {
  allowed: AllowedAct[] = [];
  readonly calls: { name: BrowserCallName; args: unknown }[] = [];
  answers: Answers = {
    run_tool: ({ name }) => ({
      result:
        name === 'page_snapshot'
          ? { ok: true, snapshot: 'page "Shop"', tab: 7, more: 0 }
          : { ok: true, changed: 'nothing', page: { title: PAGE.title, url: PAGE.url } },
      site: { tabId: 7, title: PAGE.title, url: PAGE.url, host: 'shop.example' },
      ...(name === 'page_snapshot' && {
        refs: { nextRef: 10, nextFrame: 1, documents: [{ tabId: 7, documentId: 'D', from: 1, to: 9 }] },
      }),
    }),
    inspect: () => ({ ok: true, target: aTarget(), url: PAGE.url, documentId: 'D' }),
    numbered: ({ number }) => ({
      on: { tabId: 7, documentId: 'D', ref: `n${number}`, number: 100 + number },
    }),
    undo: () => ({ result: { ok: true, changed: 'undone' } }),
    highlight: () => ({ ok: true }),
    dictation: () => ({ ok: false, error: 'No text field has the focus.' }),
    page_access: () => PAGE,
    allowed_acts: ({ add }) => (add ? (this.allowed = withAllowedAct(this.allowed, add)) : this.allowed),
    permissions: () => ['hosts'],
    watch_phrases: () => ({ ok: true }),
  };

  readonly call: CallBrowser = async (name, args) => {
    this.calls.push({ name, args });
    return this.answers[name](args);
  };

  /** The tools that were run, with what they were given. */
  get runs(): ToolRun[] {
    return this.calls.flatMap(({ name, args }) => (name === 'run_tool' ? [args as ToolRun] : []));
  }
}
