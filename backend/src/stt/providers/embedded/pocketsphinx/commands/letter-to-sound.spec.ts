import { describe, expect, it } from 'vitest';
import { LetterToSound } from './letter-to-sound.js';

describe(LetterToSound.name, () => {
  it('pronounces words that no dictionary has, in the phones of the acoustic model', async () => {
    const sut = new LetterToSound();
    await sut.pronounce(['nespresso', 'ikea', 'x'.repeat(30)]);
    expect(sut.of('nespresso')).toBe('N EH S P R EH S OW');
    expect(sut.of('ikea')).toBe('AY K IY AH');
    expect(sut.of('x'.repeat(30))).toBeUndefined();
    expect(sut.of('tefal')).toBeUndefined();
  });
});
