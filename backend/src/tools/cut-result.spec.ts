import { describe, expect, it } from 'vitest';
import { cutResult, MAX_RESULT_CHARS } from './cut-result.js';

describe(cutResult.name, () => {
  it('leaves a result within the limit', () => {
    expect(cutResult('x'.repeat(MAX_RESULT_CHARS))).toHaveLength(MAX_RESULT_CHARS);
  });

  it('says how much it has cut, and how to get it', () => {
    expect(cutResult('x'.repeat(MAX_RESULT_CHARS + 4_120))).toMatch(
      /^x{20000} … \(cut: 4,120 more characters; ask for less, .* with "from"\)$/,
    );
  });

  it('makes the text well-formed', () => {
    expect(cutResult('ab😀', 3).isWellFormed()).toBe(true);
    expect(cutResult('half \ud83d').isWellFormed()).toBe(true);
  });
});
