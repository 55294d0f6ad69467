import { describe, expect, it } from 'vitest';
import { truncate } from './truncate.js';

describe(truncate.name, () => {
  it('keeps a short text, and marks a cut', () => {
    expect(truncate('hello', 5)).toBe('hello');
    expect(truncate('hello', 4)).toBe('hell … (shortened)');
  });

  it('replaces half an emoji, at the cut or in the text', () => {
    expect(truncate('a😀b', 2)).toBe('a\ufffd … (shortened)');
    expect(truncate('a\ud83d', 10)).toBe('a\ufffd');
  });
});
