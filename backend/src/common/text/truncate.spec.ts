import { describe, expect, it } from 'vitest';
import { truncate } from './truncate.js';

describe(truncate.name, () => {
  it('leaves what is short as it is, and says so where it cuts', () => {
    expect(truncate('hello', 5)).toBe('hello');
    expect(truncate('hello', 4)).toBe('hell … (shortened)');
  });

  it('gives no half of an emoji, be it cut here or come as such', () => {
    expect(truncate('a😀b', 2)).toBe('a\ufffd … (shortened)');
    expect(truncate('a\ud83d', 10)).toBe('a\ufffd');
  });
});
