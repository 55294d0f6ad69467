import { afterEach, describe, expect, it, vi } from 'vitest';
import { readBuildFile } from './read-build-file';

const URL = 'chrome-extension://earshot/build.json';

describe(readBuildFile.name, () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['{"id":"0123456789abcdef"}', '0123456789abcdef'],
    ['{"id":"0123456789ABCDEF"}', null],
    ['{"id":"__EARSHOT_BUILD_ID__"}', null],
    ['{"id":1}', null],
    ['{"id":', null],
    ['null', null],
    ['', null],
  ])('reads the id from %j', async (text, expected) => {
    const fetch = vi.fn(async () => new Response(text));
    vi.stubGlobal('fetch', fetch);
    expect(await readBuildFile(URL)).toBe(expected);
    expect(fetch).toHaveBeenCalledWith(URL, { cache: 'no-store' });
  });

  it('reads none while the file is missing', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await readBuildFile(URL)).toBeNull();
  });
});
