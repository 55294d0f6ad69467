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

/** @returns the words of a known site's search, whose rest is the site's own; undefined for another address */
export function searchedFor(url: URL): string | undefined {
  const found = SEARCHES.flatMap((search) => search.exec(url.href)?.[1] ?? []);
  // Some sites are searched by another one, with words of their own before the query.
  const query = found.sort((a, b) => a.length - b.length)[0];
  return query === undefined ? undefined : decoded(query);
}

/** @returns everything that stands after the host */
export const textAfterHost = ({ pathname, search, hash }: URL): string => decoded(pathname + search + hash);

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
