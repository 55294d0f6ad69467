import { describe, expect, it } from 'vitest';
import type { Box } from '../dom/geometry';
import { LABEL_HEIGHT, placeLabels } from './place-labels';

const viewport = { width: 1000, height: 600 };
const box = (left: number, top: number, width = 100, height = 30): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const place = (...boxes: Box[]) =>
  placeLabels(
    boxes.map((each) => ({ box: each, width: 16 })),
    viewport,
  );

describe('placeLabels', () => {
  it('puts a label on the corner of its control', () => {
    expect(place(box(200, 100))).toEqual([{ left: 192, top: 92, right: 208, bottom: 108 }]);
  });

  it('keeps it in the viewport', () => {
    const [first, last] = place(box(-50, -10), box(995, 598));
    expect(first).toMatchObject({ left: 0, top: 0 });
    expect(last).toMatchObject({ right: 1000, bottom: 600 });
  });

  it('moves it to another corner where the first is taken', () => {
    const [outer, inner] = place(box(200, 100), box(202, 101, 80, 40));
    expect(outer!.right <= inner!.left || outer!.bottom <= inner!.top).toBe(true);
    expect(inner!.bottom - inner!.top).toBe(LABEL_HEIGHT);
  });
});
