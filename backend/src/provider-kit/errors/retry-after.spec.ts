import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.js';

const NOW = Date.parse('Sun, 29 Nov 2026 12:00:00 GMT');

describe(retryAfterMs.name, () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': ' 0.5 ' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after-ms': '350', 'retry-after': '1' }, 350],
    [{ 'retry-after': 'Sun, 29 Nov 2026 12:00:20 GMT' }, 20_000],
    [{ 'retry-after': 'Sun, 29 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': '99999999999' }, 86_400_000],
    [{ 'retry-after': '-3' }, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ])('reads %o', (headers, ms) => {
    // A date in the past ends the wait.
    const read = retryAfterMs(headers, NOW);
    expect(read).toBe(ms);
    expect(retryAfterMs(new Headers(headers), NOW)).toBe(ms);
  });
});
