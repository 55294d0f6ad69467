import { afterEach, describe, expect, it, vi } from 'vitest';
import { runInPage } from './run-in-page';

interface Place {
  url: string;
  /** "null" in a sandboxed frame. */
  origin?: string;
  baseUrl?: string;
  ancestors?: string[];
}

/** Runs nothing in a document at that place. */
function look({ url, origin = new URL(url).origin, baseUrl = url, ancestors = [] }: Place) {
  const self = { origin, parent: null as unknown };
  self.parent = self;
  const { protocol } = new URL(url);
  vi.stubGlobal('self', self);
  vi.stubGlobal('window', self);
  vi.stubGlobal('location', { protocol, origin: new URL(url).origin, ancestorOrigins: ancestors });
  vi.stubGlobal('document', { baseURI: baseUrl, contentType: 'text/html' });
  return runInPage('build', JSON.stringify({ top: null, frame: null }), ['bank.test']);
}

describe(runInPage.name, () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each<[string, Place]>([
    ['the site', { url: 'https://bank.test/a' }],
    ['a part of it', { url: 'https://my.bank.test/' }],
    ['its name with the dot of the root', { url: 'https://bank.test./' }],
    ['a frame of it', { url: 'https://ads.test/', ancestors: ['https://bank.test'] }],
    [
      'a sandboxed frame of it',
      { url: 'https://bank.test/', origin: 'null', ancestors: ['https://shop.test'] },
    ],
    [
      'a frame that its sandboxed frame has made',
      {
        ...{ url: 'about:srcdoc', origin: 'null', baseUrl: 'https://bank.test/' },
        ancestors: ['null', 'https://shop.test'],
      },
    ],
  ])('ends on an excluded site: %s', async (_, place) =>
    expect(await look(place)).toEqual({ path: [], kind: 'excluded', site: 'bank.test' }),
  );

  it.each<[string, Place]>([
    ['another site', { url: 'https://notbank.test/' }],
    ['a page that has another base', { url: 'https://shop.test/', baseUrl: 'https://bank.test/' }],
    ['an empty page', { url: 'about:blank' }],
  ])('goes on elsewhere: %s', async (_, place) =>
    expect(await look(place)).toMatchObject({ kind: 'answered' }),
  );
});
