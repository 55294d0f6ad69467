import { describe, expect, it } from 'vitest';
import { MAX_SEGMENT_SAMPLES, SegmentRecorder } from './segment-recorder.js';

const count = (from: number, to: number) => Int16Array.from({ length: to - from }, (_, i) => from + i);
const audio = (pcm: Int16Array) => ({ type: 'audio', pcm }) as const;

describe(SegmentRecorder.name, () => {
  it('returns the audio between the marks with its pre-roll', () => {
    const sut = new SegmentRecorder();
    sut.push(audio(count(0, 6_000)));
    sut.push({ type: 'speech_start', preRoll: count(5_000, 6_000) });
    sut.push(audio(count(6_000, 7_000)));
    expect(sut.push({ type: 'speech_end' })).toEqual(count(5_000, 7_000));
  });

  it("keeps a segment's audio out of the next one", () => {
    const sut = new SegmentRecorder();
    sut.push({ type: 'speech_start' });
    sut.push(audio(count(0, 1_000)));
    sut.push({ type: 'speech_end' });
    sut.push(audio(count(1_000, 1_100)));
    sut.push({ type: 'speech_start', preRoll: count(1_000, 1_100) });
    expect(sut.push({ type: 'speech_end' })).toEqual(count(1_000, 1_100));
  });

  it('returns an empty segment for an end without a beginning', () => {
    const sut = new SegmentRecorder();
    sut.push(audio(count(0, 1_000)));
    expect(sut.push({ type: 'speech_end' })).toHaveLength(0);
  });

  it('keeps no more than its limit', () => {
    const sut = new SegmentRecorder();
    sut.push({ type: 'speech_start' });
    const second = new Int16Array(16_000);
    for (let i = 0; i < 130; i++) sut.push(audio(second));
    expect(sut.push({ type: 'speech_end' })).toHaveLength(MAX_SEGMENT_SAMPLES);
  });
});
