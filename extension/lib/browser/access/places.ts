import type { Place } from '../browser-problem';

const STORES = [
  /^https?:\/\/chromewebstore\.google\.com\//,
  /^https?:\/\/chrome\.google\.com\/webstore(?:\/|$)/,
  /^https?:\/\/microsoftedge\.microsoft\.com\/addons(?:\/|$)/,
];

const BROWSER_SCHEMES = /^(?:chrome|edge|brave|opera|vivaldi|about|devtools|view-source|chrome-search):/;

/** The pages of a new tab, which are empty for a person who looks for something to read or use. */
const BLANK = /^(?:about:blank|(?:chrome|edge):\/\/(?:newtab|new-tab-page)[^/]*\/?)$/;

/** @returns what kind of page no extension may enter the address is, or null if extensions may enter it. */
export function placeOf(url: string): Place | null {
  if (BLANK.test(url)) return 'blank';
  if (STORES.some((store) => store.test(url))) return 'store';
  if (url.startsWith('file:')) return 'file';
  if (/^[a-z-]*extension:/.test(url)) return 'extension';
  if (BROWSER_SCHEMES.test(url)) return 'browser_page';
  return /^(?:https?|ftp):/.test(url) ? null : 'other';
}
