import { describe, expect, it } from 'vitest';
import { articlePart, MAX_PART_CHARS } from './article-part';

/** Reads a text part by part. */
function parts(text: string): string[] {
  const read: string[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const part = articlePart(text, from);
    expect(part.total).toBe(text.length);
    expect(part.text.length).toBeLessThanOrEqual(MAX_PART_CHARS);
    read.push(part.text);
    from = part.next;
  }
  return read;
}

describe(articlePart.name, () => {
  it('gives a short text whole', () => {
    expect(articlePart('One. Two.', 5)).toEqual({ text: 'Two.', from: 5, total: 9 });
  });

  it.each([
    ['paragraphs', `${'A sentence of a paragraph. '.repeat(20)}\n\n`.repeat(20), /\n\n$/],
    ['sentences', 'A sentence of one long paragraph. '.repeat(300), /\. $/],
    ['words', 'word '.repeat(2_000), / $/],
  ])('ends its parts where %s end, and leaves nothing out', (_name, text, end) => {
    const read = parts(text);
    expect(read.join('')).toBe(text);
    expect(read.length).toBeGreaterThan(2);
    for (const part of read) expect(part).toMatch(end);
  });

  it('splits no character', () => {
    const text = '😀'.repeat(MAX_PART_CHARS);
    expect(parts(`a${text}`).join('')).toBe(`a${text}`);
    for (const part of parts(`a${text}`)) expect(part.isWellFormed()).toBe(true);
  });
});
