import { describe, expect, it } from 'vitest';
import { SpeechGate, type SpeechGateEvent } from './speech-gate.js';

const FRAME_SAMPLES = 512;
const FRAME_MS = 32;

/** @param probabilities one per frame of 32 ms @returns the events with the number of their frame */
function feed(sut: SpeechGate, probabilities: number[]) {
  const events: (SpeechGateEvent & { frame: number })[] = [];
  probabilities.forEach((probability, frame) => {
    const event = sut.push(probability, FRAME_SAMPLES);
    if (event) events.push({ ...event, frame });
  });
  return events;
}

const frames = (count: number, probability: number) => Array<number>(count).fill(probability);

describe(SpeechGate.name, () => {
  it('begins after two frames of speech and ends after 192 ms of silence', () => {
    const events = feed(new SpeechGate(), [...frames(5, 0.1), ...frames(10, 0.9), ...frames(10, 0.1)]);
    expect(events).toEqual([
      { type: 'speech_start', agoMs: 2 * FRAME_MS, frame: 6 },
      { type: 'speech_end', agoMs: 6 * FRAME_MS, frame: 20 },
    ]);
  });

  it('does not take a click for speech', () => {
    expect(feed(new SpeechGate(), [0, 0.95, 0, 0, 0.95, 0, 0, 0.95, 0])).toEqual([]);
  });

  it('does not end in the closure of a stop consonant', () => {
    const events = feed(new SpeechGate(), [
      ...frames(5, 0.9),
      ...frames(5, 0.1),
      ...frames(5, 0.9),
      ...frames(5, 0.1),
    ]);
    expect(events.map(({ type }) => type)).toEqual(['speech_start']);
  });

  it('changes nothing at a frame between the thresholds', () => {
    expect(feed(new SpeechGate(), frames(20, 0.48))).toEqual([]);
    const speaking = new SpeechGate();
    expect(feed(speaking, [...frames(2, 0.9), ...frames(20, 0.47)])).toHaveLength(1);
    expect(speaking.speaking).toBe(true);
  });

  it('does not restart a silence at a frame between the thresholds', () => {
    const events = feed(new SpeechGate(), [...frames(2, 0.9), ...frames(2, 0.1), 0.47, ...frames(3, 0.1)]);
    expect(events.at(-1)).toEqual({ type: 'speech_end', agoMs: 6 * FRAME_MS, frame: 7 });
  });

  it('hears speech again after it ended', () => {
    const utterance = [...frames(4, 0.8), ...frames(8, 0.05)];
    const types = feed(new SpeechGate(), [...utterance, ...utterance]).map(({ type }) => type);
    expect(types).toEqual(['speech_start', 'speech_end', 'speech_start', 'speech_end']);
  });

  it('counts samples, regardless of the frame length', () => {
    const sut = new SpeechGate({ minSpeechMs: 30, minSilenceMs: 100 });
    for (let i = 0; i < 2; i++) expect(sut.push(0.9, 160)).toBeUndefined();
    expect(sut.push(0.9, 160)).toEqual({ type: 'speech_start', agoMs: 30 });
    for (let i = 0; i < 9; i++) expect(sut.push(0.1, 160)).toBeUndefined();
    expect(sut.push(0.1, 160)).toEqual({ type: 'speech_end', agoMs: 100 });
  });

  it('knows how long a pause lasts, and can be ended in it', () => {
    const sut = new SpeechGate();
    feed(sut, [...frames(5, 0.1), ...frames(5, 0.9)]);
    expect(sut.silentMs).toBe(0);
    feed(sut, [...frames(3, 0.1), 0.47]);
    expect(sut.silentMs).toBe(4 * FRAME_MS);
    sut.end();
    expect([sut.speaking, sut.silentMs]).toEqual([false, 0]);
    expect(feed(sut, [...frames(10, 0.1), ...frames(2, 0.9)])).toMatchObject([{ type: 'speech_start' }]);
  });
});
