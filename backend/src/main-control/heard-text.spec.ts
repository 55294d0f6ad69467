import { describe, expect, it } from 'vitest';
import { heardText, pieceOfAudio } from './heard-text.js';

const text = 'One two three four. Five six seven eight.';
const piece = (endOffset: number, spoken: string, audioMs: number, complete = true) => ({
  endOffset,
  spoken,
  audioMs,
  complete,
});
const pieces = [piece(20, 'One two three four.', 1_000), piece(text.length, 'Five six seven eight.', 1_200)];

describe(heardText.name, () => {
  it.each([
    [0, ''],
    [500, 'One two'],
    [1_000, 'One two three four.'],
    [1_600, 'One two three four. Five six'],
    [2_200, text],
    [9_999, text],
  ])('after %i ms', (playedMs, expected) => {
    expect(heardText(text, pieces, playedMs)).toBe(expected);
  });

  it('estimates a piece whose audio is still coming by the rate of the ones before', () => {
    const open = [pieces[0]!, piece(text.length, 'Five six seven eight.', 100, false)];
    expect(heardText(text, open, 1_100)).toBe('One two three four.');
    expect(heardText(text, open, 1_600)).toBe('One two three four. Five six');
  });

  it('leaves out what was never spoken', () => {
    expect(heardText(text, [], 500)).toBe('');
  });
});

describe(pieceOfAudio.name, () => {
  it('fills piece after piece', () => {
    expect(pieceOfAudio([piece(20, 'One two three four.', 0)])).toBe(0);
    expect(pieceOfAudio([piece(20, 'One two three four.', 5_000), piece(30, 'Five.', 0)])).toBe(1);
  });
});
