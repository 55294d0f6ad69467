import { describe, expect, it } from 'vitest';
import { RefNumbers } from './ref-numbers';

const newSut = (frames: Record<string, number> = {}) =>
  new RefNumbers({ epoch: 'now', nextRef: 5, nextFrame: 2, frames });

const TOP = { tabId: 1, documentId: 'top', path: [] };
const FRAME = { tabId: 1, documentId: 'frame', path: [0] };

describe(RefNumbers.name, () => {
  it('continues the refs of top documents in every tab', () => {
    const sut = newSut();
    expect(sut.of(TOP)).toEqual({ epoch: 'now', firstRef: 5, refPrefix: 'e' });
    expect(sut.given(TOP, 8)).toBe('e');
    expect(sut.of({ ...TOP, tabId: 2, documentId: 'other' }).firstRef).toBe(8);
    expect(sut.update()).toEqual({
      refs: { nextRef: 8, nextFrame: 2, documents: [{ tabId: 1, documentId: 'top', from: 5, to: 7 }] },
    });
  });

  it('gives each document of a frame a number, and its refs their own', () => {
    const sut = newSut();
    expect(sut.of(FRAME)).toEqual({ epoch: 'now', firstRef: 1, refPrefix: 'f2e' });
    expect(sut.given(FRAME, 4)).toBe('f2e');
    expect(sut.of({ ...FRAME, documentId: 'another' }).refPrefix).toBe('f3e');
    expect(sut.update().refs).toMatchObject({
      nextRef: 5,
      documents: [{ documentId: 'frame', frame: 2, from: 1, to: 3 }],
    });
  });

  it("recognises a frame's document without its path", () => {
    const sut = newSut({ frame: 1 });
    expect(sut.of({ tabId: 1, documentId: 'frame' }).refPrefix).toBe('f1e');
    expect(sut.of({ tabId: 1, documentId: 'top' }).refPrefix).toBe('e');
  });

  it('has nothing to tell if no refs were given', () => {
    const sut = newSut();
    sut.given(TOP, 5);
    sut.given(FRAME, undefined);
    expect(sut.update()).toEqual({});
  });
});
