import { describe, expect, it } from 'vitest';
import type { PageLine } from './frame-tree';
import { MAX_SNAPSHOT_CHARS, snapshotText, type WholePage } from './snapshot-text';

const HEAD = 'page "Shop" https://shop.example/  (viewport 1 of 3)';

const control = (text: string, more: Partial<PageLine> = {}): PageLine => ({
  text,
  depth: 0,
  isControl: true,
  inViewport: true,
  ...more,
});

const many = (count: number, name: string, more: Partial<PageLine> = {}) =>
  Array.from({ length: count }, (_, index) => control(`e${index} button "${name} ${index}"`, more));

const textOf = (lines: PageLine[], more: Partial<WholePage> = {}) =>
  snapshotText({
    page: { title: 'Shop', url: 'https://shop.example/' },
    scroll: { viewportPx: 800, topPx: 0, heightPx: 2_400 },
    lines,
    outside: { above: 0, below: 0 },
    ...more,
  });

describe(snapshotText.name, () => {
  it('says which page it is and how far it is scrolled', () => {
    const scroll = { viewportPx: 800, topPx: 1_600, heightPx: 2_400 };
    expect(textOf([control('e1 button "Buy"', { depth: 1 })], { scroll })).toEqual({
      text: 'page "Shop" https://shop.example/  (viewport 3 of 3)\n  e1 button "Buy"',
      more: 0,
    });
  });

  it.each([
    [{ above: 0, below: 412 }, '412 more controls below: scroll, or find'],
    [{ above: 1, below: 0 }, '1 more control above: scroll, or find'],
    [{ above: 2, below: 3 }, '2 more controls above, 3 more controls below: scroll, or find'],
  ])('says that %j controls are outside the viewport', (outside, words) => {
    const { text, more } = textOf([], { outside });
    expect(text).toBe(`${HEAD}\n${words}`);
    expect(more).toBe(outside.above + outside.below);
  });

  it('keeps what the viewport shows where there is not room for all, and says what is missing', () => {
    const above = many(400, 'above', { inViewport: false });
    const shown = many(100, 'shown');
    const below = many(400, 'below', { inViewport: false });
    const { text, more } = textOf([...above, ...shown, ...below]);
    expect(text.length).toBeLessThanOrEqual(MAX_SNAPSHOT_CHARS);
    for (const { text: line } of shown) expect(text).toContain(line);
    const kept = text.match(/button/g)!.length;
    expect(more).toBe(900 - kept);
    expect(text).toMatch(/\d+ more controls above, 400 more controls below: scroll, or find$/);
  });

  it('prefers controls to text within the viewport', () => {
    const prose = Array.from({ length: 40 }, () =>
      control(`text "${'words '.repeat(50)}"`, { isControl: false }),
    );
    const { text, more } = textOf([...prose, control('e1 button "Buy"')]);
    expect(text).toContain('e1 button "Buy"');
    expect(more).toBe(0);
    expect(text).toMatch(/More text is left out: find what you need$/);
  });

  it('says so when the viewport alone is too large', () => {
    expect(textOf(many(900, 'shown')).text).toMatch(
      /\d+ more controls here are left out: find what you need$/,
    );
  });

  it('is within its limit whatever the page is called', () => {
    const page = { title: 'x'.repeat(9_000), url: `https://shop.example/${'y'.repeat(9_000)}` };
    const { text } = textOf([control(`e1 button "${'z'.repeat(9_000)}"`)], { page });
    expect(text.length).toBeLessThan(1_000);
    expect(text).toContain('e1 button');
  });
});
