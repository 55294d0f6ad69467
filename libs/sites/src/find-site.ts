import { spokenAddressesIn, writtenAddresses } from './address.js';
import { SITES, type Site } from './sites.js';

const BY_NAME = new Map(SITES.flatMap((site) => site.names.map((name) => [name, site] as const)));
/** The names without spaces: recognisers write `you tube` and `youtube`. */
const BY_LETTERS = new Map([...BY_NAME].map(([name, site]) => [name.replaceAll(' ', ''), site]));
const MOST_WORDS = Math.max(...[...BY_NAME.keys()].map((name) => name.split(' ').length));

const AROUND = /^(?:the|my)\b | (?:website|web site|site|home ?page|page|dot com|com)$/g;

/** A text as the names are written: lower case, one space between words, no punctuation. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[’']s?\b/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The site that words name: `the new york times`, `YouTube`, `the reddit website`. */
export function siteNamed(words: string): Site | undefined {
  const name = plain(words);
  const bare = name.replaceAll(AROUND, '');
  return (
    BY_NAME.get(name) ??
    BY_NAME.get(bare) ??
    BY_LETTERS.get(name.replaceAll(' ', '')) ??
    BY_LETTERS.get(bare.replaceAll(' ', ''))
  );
}

/**
 * The absolute addresses of all sites that a text names and of their searches, and of the addresses in it, written or spelt.
 * Where the beginning of a spelt host is not clear, every reading of it.
 */
export function placesNamedIn(text: string): string[] {
  const sentence = plain(text);
  const words = sentence.split(' ');
  const named = words.flatMap((_, at) =>
    Array.from({ length: MOST_WORDS }, (_unused, i) => words.slice(at, at + i + 1).join(' ')).flatMap(
      (name) => addressesOf(BY_NAME.get(name) ?? BY_LETTERS.get(name.replaceAll(' ', ''))),
    ),
  );
  return [...new Set([...named, ...writtenAddresses(text), ...spokenAddressesIn(sentence)])];
}

/** The site's own, and that of its search, which may be on another site. */
const addressesOf = (site: Site | undefined): string[] =>
  site ? [site.url, ...(site.search ? [searchAddress(site, '')!] : [])] : [];

/** The address of a site's search for these words; undefined if the site has none. */
export function searchAddress({ search }: Site, query: string): string | undefined {
  return search?.replace('{query}', () => encodeURIComponent(query));
}
