import { describe, expect, it } from 'vitest';
import { promptLimits, repeatsTerms, withTerms } from './prompt-terms.js';
import { pageTerms, tokensOf } from './page-terms.js';

const NAMES = Array.from({ length: 300 }, (_, i) => `Open ${String.fromCharCode(97 + (i % 26))}bc${i}`);

describe(withTerms, () => {
  it.each([
    [undefined, ['Save', 'Open'], 'Save, Open'],
    ['Timers.', ['Save', 'Open'], 'Timers. Save, Open'],
    ['Timers.', [], 'Timers.'],
    [undefined, [], ''],
  ])('puts %j and %j together', (prompt, terms, whole) => expect(withTerms(prompt, terms)).toBe(whole));

  it.each([[''], ['Timers. '.repeat(10)], ['x'.repeat(2_000)]])(
    'keeps the terms within what Whisper reads, beside a prompt of the config',
    (prompt) => {
      const terms = pageTerms(NAMES, promptLimits(prompt));
      expect(tokensOf(terms.join(' '))).toBeLessThanOrEqual(Math.max(0, 220 - tokensOf(prompt)));
    },
  );
});

describe(repeatsTerms, () => {
  const terms = ['Sign in', 'Next', 'Page', 'Proceed to checkout'];

  it.each([
    ['Sign in, Next, Page, Proceed to checkout', true],
    ['Next, page, proceed to checkout.', true],
    ['Next page', false],
    ['Proceed to checkout', false],
    ['Click proceed to checkout', false],
    ['Next page please', false],
    ['', false],
  ])('%j: %s', (text, repeats) => expect(repeatsTerms(text, terms)).toBe(repeats));
});
