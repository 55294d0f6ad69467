import type { Browser, browser } from 'wxt/browser';

/** What the calls use of the browser, so that tests need none. Optional permissions add their part while the worker runs. */
export type BrowserApi = Pick<
  typeof browser,
  'bookmarks' | 'extension' | 'permissions' | 'scripting' | 'search' | 'sessions' | 'tabs' | 'windows'
>;

export type Tab = Browser.tabs.Tab;
