import { excludedBy, innerAddress } from '../../settings/never-sites';
import type { PageIdentity } from '../../tool-contract/tool-results';
import type { Tab } from '../browser-api';
import type { ToolRunAnswer } from '../browser-calls';

/** Longer than what servers take. Other addresses hold data, such as all of an image. */
const MAX_WEB_URL_CHARS = 4_000;
const MAX_OTHER_URL_CHARS = 200;
const MAX_TITLE_CHARS = 1_000;

/** @returns the title and the address of a tab; empty where the browser does not tell them */
export const identityOf = ({ title = '', url, pendingUrl = '' }: Tab): PageIdentity => ({
  title: title.slice(0, MAX_TITLE_CHARS),
  url: shortUrl(url || pendingUrl),
});

/** @returns as much of an address as is told */
export const shortUrl = (url: string): string =>
  url.slice(0, /^https?:/.test(url) ? MAX_WEB_URL_CHARS : MAX_OTHER_URL_CHARS);

/** @returns of a site that the user has excluded, only that it is open: titles and addresses are words of its pages */
export function shownTab<T extends Tab>(tab: T, excluded: readonly string[]): T {
  const { url } = identityOf(tab);
  const site = url && excludedBy(excluded, url);
  return site
    ? { ...tab, title: site, url: new URL('/', innerAddress(url)).href, pendingUrl: undefined }
    : tab;
}

/** @returns the address that the tab has or goes to, as much as may be told; empty if the browser does not tell it */
export const addressIn = ({ url, pendingUrl, ...tab }: Tab, excluded: readonly string[]): string =>
  identityOf(shownTab({ ...tab, url: pendingUrl || url }, excluded)).url;

/** @returns where something happened */
export function siteOf(tab: Tab & { id: number }): NonNullable<ToolRunAnswer['site']> {
  const identity = identityOf(tab);
  return { tabId: tab.id, ...identity, host: webHost(identity.url) };
}

/** A longer title is not listened to. */
const MAX_NAME_CHARS = 100;

/** Such as `page "Sign in"`, for texts. */
export function named(kind: 'page' | 'tab' | 'new tab', tab: Tab): string {
  const { title, url } = identityOf(tab);
  const whole = title.trim() || webHost(url);
  const name = whole.length > MAX_NAME_CHARS ? `${whole.slice(0, MAX_NAME_CHARS - 1)}…` : whole;
  return name === '' ? kind : `${kind} ${JSON.stringify(name)}`;
}

/** @returns the host of an address of the web; empty for others, such as the extension's own, whose hosts name nothing */
export function webHost(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return /^https?:$/.test(protocol) ? host : '';
  } catch {
    return '';
  }
}
