import { describe, expect, it } from 'vitest';
import { KnownWords, repeats, tells } from './known-words';
import { readingsOf } from './readings';

describe(KnownWords.name, () => {
  const known = new KnownWords();
  known.hear('the red garden committee has 4711 members');
  known.read('mail.example', 'Your code is hunter2.');

  it.each([
    ['the members of the garden committee', true, false],
    ['4711', true, true],
    ['hunter2', true, true],
    ['a garden', false, false],
  ])('knows "%s" in an address: %s, in a text for people: %s', (text, inAddress, inText) => {
    expect(repeats(text, known.except(null))).toBe(inAddress);
    expect(tells(text, known.except(null))).toBe(inText);
  });

  it('lets a site have its own words', () => {
    expect(tells('hunter2', known.except('mail.example'))).toBe(false);
  });

  it('keeps the words of a page while many tabs are listed', () => {
    const many = new KnownWords();
    many.read('mail.example', 'Your code is hunter2.');
    for (let tab = 0; tab < 500; tab++) many.list(`site${tab}.example`, `Order ${tab + 10_000}`);
    const words = many.except(null);
    expect(tells('hunter2', words)).toBe(true);
    expect(tells('10499', words)).toBe(true);
    expect(tells('10001', words)).toBe(false);
  });

  it('is not slowed down by a long text and a page full of numbers', () => {
    const many = new KnownWords();
    many.read('a.example', Array.from({ length: 20_000 }, (_, i) => `n${i + 10_000}`).join(' '));
    const text = 'all work and no play makes jack a dull boy '.repeat(200);
    expect(tells(text, many.except(null))).toBe(false);
  });
});

describe(readingsOf.name, () => {
  it('is limited, whatever the text is', () => {
    expect(readingsOf('QUJD'.repeat(50_000)).length).toBeLessThanOrEqual(61);
    expect(readingsOf('%25'.repeat(2_000)).every(({ length }) => length <= 16_000)).toBe(true);
  });
});
