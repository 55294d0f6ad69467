import { describe, expect, it } from 'vitest';
import { mergeMarks } from './answer-timings';

const mark = (end: number) => ({ end, start_ms: end * 100, end_ms: end * 100 + 80 });

describe(mergeMarks.name, () => {
  it('keeps marks that a resumed session repeats once', () => {
    expect(mergeMarks([mark(3), mark(7)], [mark(3), mark(7), mark(13)])).toEqual([
      mark(3),
      mark(7),
      mark(13),
    ]);
  });

  it('keeps the latest marks', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => mark(i));
    const kept = mergeMarks(many.slice(0, 2_500), many.slice(2_500));
    expect(kept.length).toBeLessThan(5_000);
    expect(kept.at(-1)).toEqual(mark(4_999));
  });
});
