import { beforeAll, describe, expect, it } from 'vitest';
import { mhm, spokenPhrases } from '../../../../testing/sounds.js';
import { HumDetector } from './hum.js';

function isHum(pcm: Int16Array): boolean {
  const sut = new HumDetector();
  for (let at = 0; at < pcm.length; at += 512) sut.push(pcm.subarray(at, at + 512));
  return sut.isHum;
}

const PHRASES = ['no', 'stop', 'wait', 'okay', 'right', 'what time is it', 'one more'] as const;
const VOICES = ['slt', 'rms', 'awb', 'kal16'] as const;

describe(HumDetector.name, () => {
  const speech = new Map<(typeof VOICES)[number], Awaited<ReturnType<typeof spokenPhrases>>>();

  beforeAll(async () => {
    for (const voice of VOICES) speech.set(voice, await spokenPhrases(PHRASES, voice));
  }, 30_000);

  it.each([0.8, 1, 1.4, 1.8])('detects a hum at %f times a low pitch', (pitch) => {
    expect(isHum(mhm(pitch))).toBe(true);
  });

  it.each(PHRASES)('does not detect a hum in “%s”, with any voice', (phrase) => {
    for (const voice of VOICES) expect(isHum(speech.get(voice)!.get(phrase)!), voice).toBe(false);
  });

  it('does not decide on a sound that is too short, or after a reset', () => {
    const sut = new HumDetector();
    sut.push(mhm().subarray(0, 1_000));
    expect(sut.isHum).toBe(false);
    sut.push(mhm());
    expect(sut.isHum).toBe(true);
    sut.reset();
    expect(sut.isHum).toBe(false);
  });
});
