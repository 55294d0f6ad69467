import { beforeEach, describe, expect, it } from 'vitest';
import { RefBook, shownNumber } from './ref-book';

describe(RefBook.name, () => {
  let sut: RefBook;
  beforeEach(() => void (sut = new RefBook('epoch')));

  const top = (documentId: string, from: number, to: number) => ({ tabId: 7, documentId, from, to });

  it('finds controls of top documents, frames and other tabs', () => {
    sut.update({
      nextRef: 21,
      nextFrame: 3,
      documents: [top('A', 1, 20), { tabId: 7, documentId: 'F', frame: 2, from: 1, to: 9 }],
    });
    sut.update({ nextRef: 31, nextFrame: 3, documents: [{ ...top('B', 21, 30), tabId: 8 }] });
    expect(sut.resolve('e12')).toEqual({ tabId: 7, documentId: 'A', ref: 'e12', number: 12 });
    expect(sut.resolve('e21')).toMatchObject({ tabId: 8, documentId: 'B' });
    expect(sut.resolve('f2e3')).toEqual({ tabId: 7, documentId: 'F', ref: 'f2e3', number: 3 });
  });

  it('refuses in words what no document has given', () => {
    sut.update({ nextRef: 3, nextFrame: 1, documents: [top('A', 1, 2), top('B', 3, 2)] });
    expect(sut.resolve('e3')).toEqual({
      ok: false,
      error: 'The control e3 is not on the page. Look at the page again.',
    });
    expect(sut.resolve('f1e1')).toMatchObject({ ok: false });
    expect(sut.resolve('button')).toMatchObject({
      error: '"button" is not a ref. Refs look like e12, f2e3 or n14.',
    });
    expect(sut.resolve('e1x')).toMatchObject({ ok: false });
  });

  it('continues the numbers, and never goes back', () => {
    expect(sut.state).toEqual({ epoch: 'epoch', nextRef: 1, nextFrame: 1, frames: {} });
    sut.update({
      nextRef: 5,
      nextFrame: 2,
      documents: [{ tabId: 7, documentId: 'F', frame: 1, from: 1, to: 4 }],
    });
    sut.update({ nextRef: 2, nextFrame: 1, documents: [] });
    expect(sut.state).toEqual({ epoch: 'epoch', nextRef: 5, nextFrame: 2, frames: { F: 1 } });
  });

  it('keeps a document that gives refs all the time in one place, and forgets the oldest of many', () => {
    for (let i = 0; i < 2_000; i++)
      sut.update({ nextRef: i + 2, nextFrame: 1, documents: [top('A', i + 1, i + 1)] });
    expect(sut.resolve('e1')).toMatchObject({ documentId: 'A' });
    for (let i = 0; i < 600; i++)
      sut.update({ nextRef: 2_000 + i, nextFrame: i, documents: [top(`D${i}`, 2_001 + i, 2_001 + i)] });
    expect(sut.resolve('e1')).toMatchObject({ ok: false });
    expect(sut.resolve('e2600')).toMatchObject({ documentId: 'D599' });
  });
});

describe(shownNumber.name, () => {
  it.each([
    ['n14', 14],
    ['e14', null],
    ['n', null],
    ['14', null],
  ])('of %s is %s', (ref, number) => expect(shownNumber(ref)).toBe(number));
});
