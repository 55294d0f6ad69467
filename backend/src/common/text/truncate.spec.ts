import { describe, expect, it } from 'vitest';
import { shortened } from './truncate.js';

describe(shortened.name, () => {
  it('leaves what is short as it is, and says so where it cuts', () => {
    expect(shortened('hello', 5)).toBe('hello');
    expect(shortened('hello', 4)).toBe('hell … (shortened)');
  });

  it('gives no half of an emoji, be it cut here or come as such', () => {
    expect(shortened('a😀b', 2)).toBe('a\ufffd … (shortened)');
    expect(shortened('a\ud83d', 10)).toBe('a\ufffd');
  });
});
