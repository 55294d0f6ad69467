import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES } from '../options/policy-options.js';
import { OnsetDetector } from './onset-detector.js';

const FRAME = 512;

describe(OnsetDetector.name, () => {
  /** @returns the events for frames of these probabilities; the speech gate is certain from `certainFrom` on */
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

  it('finds an onset in the first frame that may be speech, and an offset after two that are not', () => {
    expect(over(true, [0.1, 0.55, 0.6, 0.9, 0.2, 0.1, 0.1], 3)).toEqual([
      '-',
      'start',
      '-',
      '-',
      '-',
      'end',
      '-',
    ]);
  });

  it('asks for certainty after a false onset, until the answer is over', () => {
    const sut = new OnsetDetector(DEFAULT_POLICIES);
    expect(over(true, [0.55, 0.55, 0.1, 0.1], Infinity, sut)).toEqual(['start', '-', '-', 'end']);
    expect(over(true, [0.6, 0.7, 0.1, 0.1], Infinity, sut)).toEqual(['-', '-', '-', '-']);
    expect(over(true, [0.8], Infinity, sut)).toEqual(['start']);
    expect(over(false, [0.1, 0.1, 0.1], Infinity, sut)).toEqual(['-', 'end', '-']);
    expect(over(true, [0.55], Infinity, sut)).toEqual(['start']);
  });

  it('ends an onset that is not confirmed within 0.4 s', () => {
    const said = over(true, Array<number>(20).fill(0.6));
    expect(said.filter((what) => what !== '-')).toEqual(['start', 'end']);
    expect(said.indexOf('end')).toBe(13);
    expect(over(true, Array<number>(20).fill(0.6), 5).filter((what) => what === 'end')).toEqual([]);
  });

  it('keeps an unconfirmed onset if the assistant is silent', () => {
    expect(over(false, Array<number>(20).fill(0.6)).filter((what) => what !== '-')).toEqual(['start']);
  });
});
