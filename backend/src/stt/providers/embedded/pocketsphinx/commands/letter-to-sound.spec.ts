import { describe, expect, it } from 'vitest';
import { LetterToSound } from './letter-to-sound.js';

describe(LetterToSound.name, () => {
  it('pronounces words that no dictionary has, in the phones of the acoustic model', async () => {
    const sut = new LetterToSound();
    expect(await sut.pronounce(['nespresso', 'ikea', 'x'.repeat(30)], () => true)).toBe(true);
    expect(sut.of('nespresso')).toBe('N EH S P R EH S OW');
    expect(sut.of('ikea')).toBe('AY K IY AH');
    expect(sut.of('x'.repeat(30))).toBeUndefined();
    expect(sut.of('tefal')).toBeUndefined();
    expect(await sut.pronounce(['ikea'], () => true)).toBe(false);
  });

  it('stops when the words are not wanted any more', async () => {
    const sut = new LetterToSound();
    let asked = 0;
    await sut.pronounce(['nespresso', 'ikea', 'tefal'], () => asked++ < 2);
    expect(['nespresso', 'ikea', 'tefal'].map((word) => sut.of(word))).toEqual([
      'N EH S P R EH S OW',
      undefined,
      undefined,
    ]);
  });
});
