import { beforeEach, describe, expect, it } from 'vitest';
import { Foreground } from './foreground.js';
import {
  fixturePcm,
  microphoneChunks,
  speechFixtures,
  toAsync,
} from '../../../../testing/speech-fixtures.js';
import { SileroVad } from '../../vad/providers/silero/silero.js';
import { SPEECH_GATE_DEFAULTS, SpeechGate } from './speech-gate.js';

const BEGINS_ABOVE = 0.4;

/** A frame at a level in dBFS. */
const frame = (level: number) =>
  new Int16Array(512).map((_, i) => (i % 2 ? 1 : -1) * Math.round(32_768 * 10 ** (level / 20)));

describe(Foreground.name, () => {
  let sut: Foreground;
  let gate: SpeechGate;

  /** Frames at a level, as probable as that. @returns as what each is taken */
  function push(level: number, frames: number, probability = 0.9): number[] {
    return Array.from({ length: frames }, () => {
      const own = sut.push(frame(level), probability, gate.speaking);
      gate.push(own, 512);
      return own;
    });
  }

  beforeEach(() => {
    sut = new Foreground();
    gate = new SpeechGate();
  });

  it('lets no speech begin that is no louder than the room', () => {
    const room = [...push(-42, 30, 0.7), ...push(-38, 10, 0.9), ...push(-41, 60, 0.7)];
    expect(Math.max(...room)).toBeLessThan(BEGINS_ABOVE);
  });

  it('lets speech begin at once that is louder than a room that talks', () => {
    push(-42, 60, 0.7);
    expect(push(-30, 3)).toEqual([0.9, 0.9, 0.9]);
  });

  it.each([-42, -60, -Infinity])('lets quiet speech begin in steady noise of %f dBFS', (level) => {
    push(level, 60, 0.1);
    expect(push(-41, 3)).toEqual([0.9, 0.9, 0.9]);
  });

  it('ends speech that stays as quiet as a room that talks, not speech that is so for a moment', () => {
    push(-42, 60, 0.7);
    push(-25, 20);
    expect(push(-41, 3)).toEqual([0.9, 0.9, 0.9]);
    push(-25, 5);
    expect(push(-41, 9).slice(3)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(gate.speaking).toBe(false);
  });

  it('does not end quiet speech in steady noise', () => {
    push(-40, 60, 0.1);
    expect(push(-39, 100)).toEqual(Array(100).fill(0.9));
  });

  it('does not take long speech for the room', () => {
    push(-60, 60, 0.7);
    expect(push(-30, 300)).toEqual(Array(300).fill(0.9));
    expect(push(-40, 10)).toEqual(Array(10).fill(0.9));
  });

  it('hears speech that began before the microphone', () => {
    expect(push(-30, 20)).toEqual(Array(20).fill(0.9));
    expect(gate.speaking).toBe(true);
  });

  it('gets used to a room that grew louder, within two seconds and not at once', () => {
    push(-60, 62, 0.7);
    expect(push(-40, 1, 0.5)).toEqual([0.5]);
    push(-40, 60, SPEECH_GATE_DEFAULTS.onAbove);
    expect(Math.max(...push(-38, 10))).toBeLessThan(BEGINS_ABOVE);
  });

  it('finds where the speaker begins and ends before babble', async () => {
    const silero = new SileroVad();
    for (const fixture of speechFixtures('babble')) {
      [sut, gate] = [new Foreground(), new SpeechGate()];
      const marks: { type: string; atMs: number }[] = [];
      let samples = 0;
      const audio = toAsync(microphoneChunks(fixturePcm(fixture)));
      for await (const { pcm, speechProbability } of silero.detect(audio, new AbortController().signal)) {
        samples += pcm.length;
        const event = gate.push(sut.push(pcm, speechProbability, gate.speaking), pcm.length);
        if (event) marks.push({ type: event.type, atMs: samples / 16 - event.agoMs });
      }
      expect(marks.at(0)?.type, fixture.file).toBe('speech_start');
      expect(marks.at(-1)?.type, fixture.file).toBe('speech_end');
      expect(Math.abs(marks.at(0)!.atMs - fixture.speechStartMs), fixture.file).toBeLessThan(250);
      expect(Math.abs(marks.at(-1)!.atMs - fixture.speechEndMs), fixture.file).toBeLessThan(250);
    }
  }, 30_000);
});
