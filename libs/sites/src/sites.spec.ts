import { describe, expect, it } from 'vitest';
import { placesNamedIn, searchAddress, siteNamed, SITES, spokenAddress, writtenAddresses } from './index.js';

describe('the table of sites', () => {
  it('has absolute https addresses and each name once', () => {
    const addresses = SITES.flatMap(({ url, search }) => [url, ...(search ? [search] : [])]);
    expect(addresses.filter((address) => new URL(address).protocol !== 'https:')).toEqual([]);
    const names = SITES.flatMap((site) => site.names);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
    expect(SITES.filter(({ search }) => search && !search.includes('{query}'))).toEqual([]);
  });
});

describe(siteNamed.name, () => {
  it.each([
    ['hacker news', 'https://news.ycombinator.com/'],
    ['The New York Times', 'https://www.nytimes.com/'],
    ['you tube', 'https://www.youtube.com/'],
    ['YouTube.com', 'https://www.youtube.com/'],
    ['the reddit website', 'https://www.reddit.com/'],
    ['my gmail', 'https://mail.google.com/'],
  ])('finds "%s"', (words, url) => expect(siteNamed(words)?.url).toBe(url));

  it.each(['my heart', 'the news', 'target', 'time', 'slack off', ''])('finds no site in "%s"', (words) =>
    expect(siteNamed(words)).toBeUndefined(),
  );

  it('gives the address of a search', () => {
    expect(searchAddress(siteNamed('wikipedia')!, 'tea & $1')).toBe(
      'https://en.wikipedia.org/w/index.php?search=tea%20%26%20%241',
    );
    expect(searchAddress(siteNamed('instagram')!, 'tea')).toBeUndefined();
  });
});

describe('addresses', () => {
  it.each([
    ['example dot com', 'https://example.com/'],
    ['example dot com slash news', 'https://example.com/news'],
    ['www dot example dot co dot uk', 'https://example.co.uk/'],
    ['hacker news dot com', 'https://hackernews.com/'],
    ['my dash site dot org slash a slash b', 'https://my-site.org/a/b'],
    ['the example dot com colon 8080', 'https://example.com:8080/'],
  ])('spells "%s"', (words, url) => expect(spokenAddress(words)).toBe(url));

  it.each([
    'connect the dots',
    'dot com',
    'i went to the example from the book dot com',
    'a dot b slash',
    'six point five',
  ])('spells none in "%s"', (words) => expect(spokenAddress(words)).toBeUndefined());

  it.each([
    ['go to wikipedia.org, please', ['https://wikipedia.org/']],
    ['open https://example.com/a?b=c.', ['https://example.com/a?b=c']],
    ['see readme.md and 3.5 or e.g. this', []],
    ['write to me@example.com', []],
  ])('reads "%s"', (text, urls) => expect(writtenAddresses(text)).toEqual(urls));

  it('names every place in a sentence', () => {
    expect(placesNamedIn('Open Hacker News, please')).toEqual([
      'https://news.ycombinator.com/',
      'https://hn.algolia.com/?q=',
    ]);
    expect(placesNamedIn('go to example dot com slash news')).toContain('https://example.com/news');
    expect(placesNamedIn('search for tea on Wikipedia')).toContain('https://en.wikipedia.org/');
    expect(placesNamedIn('go to wikipedia.org')).toContain('https://wikipedia.org/');
    expect(placesNamedIn('scroll down')).toEqual([]);
  });
});
