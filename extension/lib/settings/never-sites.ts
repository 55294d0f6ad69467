/** The sites where Earshot neither reads nor acts. A site stands for its subdomains too. */
export const MAX_NEVER_SITES = 1_000;

/** The source of a page, and files that a page has made: their addresses stand around an address of its site. */
const AROUND = /^(?:view-source|blob|filesystem):/;

/** @returns the address of a page, or the one that an address of its source or its files stands around */
export const innerAddress = (url: string): string => url.replace(AROUND, '');

/** @returns the site of an address, without `www.` and the root's dot, which names the same site; null if it is no address of a site. */
export function siteOfPage(url: string): string | null {
  try {
    const { protocol, hostname } = new URL(innerAddress(url));
    if (!/^https?:$/.test(protocol) || hostname === '') return null;
    return hostname
      .toLowerCase()
      .replace(/\.$/, '')
      .replace(/^www\.(?=.*\.)/, '');
  } catch {
    return null;
  }
}

/** @returns the entry of the list that excludes the address, or null. */
export function excludedBy(sites: readonly string[], url: string): string | null {
  const site = siteOfPage(url);
  if (site === null) return null;
  return sites.find((entry) => site === entry || site.endsWith(`.${entry}`)) ?? null;
}

/** @returns the stored list, sorted, without what is no site; the list may come from an older build. */
export function parseNeverSites(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const sites = value.filter((site): site is string => typeof site === 'string' && site !== '');
  return [...new Set(sites)].sort().slice(0, MAX_NEVER_SITES);
}
