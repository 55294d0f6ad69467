import { describe, expect, it } from 'vitest';
import { mhm, spoken } from '../../../../testing/sounds.js';
import { HumDetector } from './hum.js';

function isHum(pcm: Int16Array): boolean {
  const sut = new HumDetector();
  for (let at = 0; at < pcm.length; at += 512) sut.push(pcm.subarray(at, at + 512));
  return sut.isHum;
}

describe(HumDetector.name, () => {
  it.each([0.8, 1, 1.4, 1.8])('knows a hum at %f times a low pitch', (pitch) => {
    expect(isHum(mhm(pitch))).toBe(true);
  });

  it.each(['no', 'stop', 'wait', 'okay', 'right', 'what time is it', 'one more'])(
    'does not take “%s” for one, in any voice',
    async (words) => {
      for (const voice of ['slt', 'rms', 'awb', 'kal16'] as const)
        expect(isHum(await spoken(words, voice)), voice).toBe(false);
    },
  );

  it('says nothing of a sound that is too short to tell, or after a reset', () => {
    const sut = new HumDetector();
    sut.push(mhm().subarray(0, 1_000));
    expect(sut.isHum).toBe(false);
    sut.push(mhm());
    expect(sut.isHum).toBe(true);
    sut.reset();
    expect(sut.isHum).toBe(false);
  });
});
