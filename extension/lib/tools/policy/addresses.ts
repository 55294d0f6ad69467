/** Which addresses belong to a task, and what they carry. */
import { SITES } from '#sites';
import { webAddress as openable } from '../../browser/tabs/web-address';

export const bareHost = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** @returns the address that the worker would open, or null if it opens none */
export function webAddress(text: string): URL | null {
  try {
    return new URL(openable(text));
  } catch {
    return null;
  }
}

/** @returns the host with its port, or null for what is no web page */
export function hostOf(address: string): string | null {
  const url = webAddress(address);
  return url && bareHost(url.host);
}

/** @returns whether the host is one of these or below one: `docs.example.com` belongs to `example.com`, not the reverse */
export function isWithin(host: string, hosts: ReadonlySet<string>): boolean {
  const wanted = bareHost(host);
  return [...hosts].some((own) => wanted === own || wanted.endsWith(`.${own}`));
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const SEARCHES: readonly RegExp[] = SITES.flatMap(({ search }) =>
  search ? [new RegExp(`^${search.split('{query}').map(literal).join('([^&#]*)')}$`)] : [],
);

/** What of an address could tell its site something: everything after the host, and a user's name before it. */
export function carriedText(url: URL): string {
  // The rest of a known search is the site's own.
  const query = SEARCHES.map((search) => search.exec(url.href)?.[1]).find((found) => found !== undefined);
  const { username, password, pathname, search, hash } = url;
  return decoded(query ?? [username, password, pathname, search, hash].filter(Boolean).join(' '));
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
