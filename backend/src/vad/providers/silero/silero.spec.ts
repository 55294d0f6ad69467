import { beforeAll, describe, expect, it } from 'vitest';
import { abortable } from '../../../common/streams/abortable.js';
import { Channel } from '../../../common/streams/channel.js';
import {
  fixturePcm,
  microphoneChunks,
  speechFixtures,
  toAsync,
} from '../../../../../testing/speech-fixtures.js';
import { SpeechGate } from '../../../main-control/input/speech-gate.js';
import type { VadFrame } from '../../vad.port.js';
import { SileroVad } from './silero.js';

const sut = new SileroVad();
const never = new AbortController().signal;

async function detect(pcm: Int16Array, chunkSamples?: number): Promise<VadFrame[]> {
  const frames: VadFrame[] = [];
  for await (const frame of sut.detect(toAsync(microphoneChunks(pcm, chunkSamples)), never))
    frames.push(frame);
  return frames;
}

const probabilities = (frames: VadFrame[]) => frames.map(({ speechProbability }) => speechProbability);

describe(SileroVad.name, () => {
  beforeAll(() => sut.warmUp());

  it('gives back the same audio, in frames of 32 ms', async () => {
    const pcm = fixturePcm(speechFixtures('clean')[0]!);
    for (const chunkSamples of [100, 320, 5_000]) {
      const frames = await detect(pcm, chunkSamples);
      expect(frames.every((frame) => frame.pcm.length === 512)).toBe(true);
      const out = frames.flatMap((frame) => [...frame.pcm]);
      expect(out).toEqual([...pcm.subarray(0, Math.floor(pcm.length / 512) * 512)]);
    }
  });

  it.each(['clean', 'pink'] as const)('finds where speech begins and ends in %s fixtures', async (noise) => {
    for (const fixture of speechFixtures(noise)) {
      const gate = new SpeechGate();
      const marks: { type: string; offMs: number }[] = [];
      let samples = 0;
      for (const { pcm, speechProbability } of await detect(fixturePcm(fixture))) {
        samples += pcm.length;
        const event = gate.push(speechProbability, pcm.length);
        const expectedMs = event?.type === 'speech_start' ? fixture.speechStartMs : fixture.speechEndMs;
        if (event) marks.push({ type: event.type, offMs: samples / 16 - event.agoMs - expectedMs });
      }
      expect(marks[0]?.type, fixture.file).toBe('speech_start');
      expect(marks.at(-1)?.type, fixture.file).toBe('speech_end');
      expect(Math.abs(marks[0]!.offMs), `beginning of ${fixture.file}`).toBeLessThan(250);
      expect(Math.abs(marks.at(-1)!.offMs), `end of ${fixture.file}`).toBeLessThan(250);
    }
  });

  it('finds the first speech of a session within 100 ms', async () => {
    for (const fixture of speechFixtures('clean')) {
      const pcm = fixturePcm(fixture).subarray(fixture.speechStartMs * 16);
      const frames = await detect(pcm.slice(0, 16_000));
      const onset = frames.findIndex(({ speechProbability }) => speechProbability > 0.5);
      expect((onset + 1) * 32, fixture.file).toBeLessThanOrEqual(100);
    }
  });

  it('hears the speaker through babble', async () => {
    let heard = 0;
    let spoken = 0;
    for (const fixture of speechFixtures('babble')) {
      (await detect(fixturePcm(fixture))).forEach(({ speechProbability }, i) => {
        const atMs = i * 32;
        if (atMs < fixture.speechStartMs || atMs > fixture.speechEndMs) return;
        spoken++;
        if (speechProbability > 0.35) heard++;
      });
    }
    expect(heard / spoken).toBeGreaterThan(0.9);
  });

  it('hears no speech in silence, noise and clicks', async () => {
    const seconds = 3;
    const silence = new Int16Array(seconds * 16_000);
    const noise = silence.map((_, i) => ((Math.imul(i + 1, 2_654_435_761) >>> 16) & 0x1fff) - 0x1000);
    const clicks = silence.map((_, i) => (i % 4_000 < 8 ? 30_000 : 0));
    for (const pcm of [silence, noise, clicks]) {
      const gate = new SpeechGate();
      const events = (await detect(pcm))
        .map((f) => gate.push(f.speechProbability, f.pcm.length))
        .filter(Boolean);
      expect(events).toEqual([]);
    }
  });

  it('keeps sessions apart that listen at the same time', async () => {
    const recordings = speechFixtures('clean').slice(0, 4).map(fixturePcm);
    const alone = [];
    for (const pcm of recordings) alone.push(probabilities(await detect(pcm)));
    const together = (await Promise.all(recordings.map((pcm) => detect(pcm)))).map(probabilities);
    expect(together).toEqual(alone);
  });

  it('serves other streams while it works through seconds that came at once', async () => {
    let over = false;
    const hiss = new Int16Array(16_000 * 10).map((_, i) => (i % 2 ? 500 : -500));
    const judged = detect(hiss, 32_000).then(() => (over = true));
    let turns = 0;
    while (!over) {
      await new Promise(setImmediate);
      turns++;
    }
    await judged;
    // 312 frames.
    expect(turns).toBeGreaterThan(30);
  });

  it('detects speech equally well after long and short silence', async () => {
    const [fixture] = speechFixtures('clean');
    const pcm = fixturePcm(fixture!);
    const long = new Int16Array(16_000 * 4 + pcm.length);
    long.set(pcm, 16_000 * 4);
    const quiet = probabilities(await detect(long));
    expect(quiet.slice(0, 100).every((p) => p === 0)).toBe(true);
    const heard = (all: number[]) => all.filter((p) => p > 0.5).length;
    expect(Math.abs(heard(quiet) - heard(probabilities(await detect(pcm))))).toBeLessThanOrEqual(2);
  });

  it('ends when aborted, even while the microphone is silent', async () => {
    const abort = new AbortController();
    const microphone = new Channel<Int16Array>();
    microphone.push(new Int16Array(512));
    const frames = abortable((signal) => sut.detect(microphone, signal), abort.signal);
    expect((await frames.next()).done).toBe(false);
    const next = frames.next();
    abort.abort();
    expect((await next).done).toBe(true);
  });
});
