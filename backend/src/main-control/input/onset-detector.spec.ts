import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES } from '../options/policy-options.js';
import { OnsetDetector } from './onset-detector.js';

const FRAME = 512;

describe(OnsetDetector.name, () => {
  /** What it says to frames of these probabilities; the sure gate believes in a voice from `certainFrom` on. */
  function over(
    assistantAudible: boolean,
    probabilities: number[],
    certainFrom = Infinity,
    sut = new OnsetDetector(DEFAULT_POLICIES),
  ) {
    return probabilities.map(
      (p, i) =>
        sut.push(p, FRAME, { certain: i >= certainFrom, assistantAudible })?.type.replace('speech_', '') ??
        '-',
    );
  }

  it('says so at the first frame that may be a voice, and after two that are none', () => {
    expect(over(true, [0.1, 0.45, 0.5, 0.9, 0.2, 0.1, 0.1], 3)).toEqual([
      '-',
      'start',
      '-',
      '-',
      '-',
      'end',
      '-',
    ]);
  });

  it('is not fooled twice in an answer', () => {
    const sut = new OnsetDetector(DEFAULT_POLICIES);
    expect(over(true, [0.5, 0.5, 0.1, 0.1], Infinity, sut)).toEqual(['start', '-', '-', 'end']);
    expect(over(true, [0.6, 0.7, 0.1, 0.1], Infinity, sut)).toEqual(['-', '-', '-', '-']);
    expect(over(true, [0.8], Infinity, sut)).toEqual(['start']);
    expect(over(false, [0.1, 0.1, 0.1], Infinity, sut)).toEqual(['-', 'end', '-']);
    expect(over(true, [0.5], Infinity, sut)).toEqual(['start']);
  });

  it('gives up a voice that does not become sure in 0.4 s', () => {
    const said = over(true, Array<number>(20).fill(0.6));
    expect(said.filter((what) => what !== '-')).toEqual(['start', 'end']);
    expect(said.indexOf('end')).toBe(13);
    expect(over(true, Array<number>(20).fill(0.6), 5).filter((what) => what === 'end')).toEqual([]);
  });

  it('knows no echo where nobody else speaks', () => {
    expect(over(false, Array<number>(20).fill(0.6)).filter((what) => what !== '-')).toEqual(['start']);
  });
});
