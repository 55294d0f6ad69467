import { describe, expect, it } from 'vitest';
import { excludedBy, MAX_NEVER_SITES, parseNeverSites, siteOfPage } from './never-sites';

describe(siteOfPage, () => {
  it.each([
    ['https://www.Example.com/a?b', 'example.com'],
    ['http://mail.example.com:8080/', 'mail.example.com'],
    ['https://www.com/', 'www.com'],
    ['https://example.com./', 'example.com'],
    ['view-source:https://example.com/a', 'example.com'],
    ['blob:https://example.com/5f1c', 'example.com'],
    ['blob:null/5f1c', null],
    ['http://127.0.0.1:3000/', '127.0.0.1'],
    ['chrome://settings/', null],
    ['file:///home/a.html', null],
    ['about:blank', null],
    ['', null],
  ])('%s', (url, site) => expect(siteOfPage(url)).toBe(site));
});

describe(excludedBy, () => {
  it.each([
    ['https://example.com/', 'example.com'],
    ['https://www.example.com/', 'example.com'],
    ['https://mail.example.com/', 'example.com'],
    ['https://example.com./', 'example.com'],
    ['https://notexample.com/', null],
    ['https://example.com.evil.test/', null],
    ['chrome://newtab/', null],
  ])('%s', (url, entry) => expect(excludedBy(['bank.test', 'example.com'], url)).toBe(entry));
});

describe(parseNeverSites, () => {
  it('sorts, keeps each site once, and drops what is no site', () => {
    expect(parseNeverSites(['b.test', 'a.test', 'b.test', '', 1, null])).toEqual(['a.test', 'b.test']);
    expect(parseNeverSites({})).toEqual([]);
    const many = Array.from({ length: MAX_NEVER_SITES + 5 }, (_, i) => `site${i}.test`);
    expect(parseNeverSites(many)).toHaveLength(MAX_NEVER_SITES);
  });
});
