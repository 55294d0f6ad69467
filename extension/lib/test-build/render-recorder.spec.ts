import { describe, expect, it } from 'vitest';
import type { PlaybackOutput } from '../audio/playback-output';
import type { PlayerReport } from '../audio/worklet-messages';
import { RenderRecorder } from './render-recorder';
import type { TapReport } from './tap-report';

const RATE_HZ = 16_000;
const output: PlaybackOutput = { sampleRateHz: RATE_HZ, latencyMs: 0, send: () => {}, close: () => {} };

async function newSut() {
  const passedOn: PlayerReport[] = [];
  const sut = new RenderRecorder();
  const port = new EventTarget();
  const openOutput = sut.tap(async (_sampleRateHz, onReport) => {
    port.addEventListener('message', (event) => event instanceof MessageEvent && onReport(event.data));
    return output;
  });
  await openOutput(RATE_HZ, (report) => passedOn.push(report));
  /** As the worklet's port does: what is posted is not typed. */
  const post = (report: PlayerReport | TapReport) =>
    port.dispatchEvent(new MessageEvent('message', { data: report }));
  return { sut, passedOn, post };
}

const rendered = (frame: number, turnId: number | null, ...samples: number[]): TapReport => ({
  type: 'rendered',
  frame,
  turnId,
  samples: Float32Array.from(samples),
});

describe(RenderRecorder.name, () => {
  it('joins adjacent quanta of a turn, and starts a new stretch at a gap', async () => {
    const { sut, post } = await newSut();
    sut.start();
    post(rendered(0, 1, 0.5, 0.25));
    post(rendered(2, 1, 1));
    post(rendered(10, 1, 0.5));
    expect(sut.stretches).toEqual([
      { sampleRateHz: RATE_HZ, turnId: 1, startFrame: 0, samples: [0.5, 0.25, 1] },
      { sampleRateHz: RATE_HZ, turnId: 1, startFrame: 10, samples: [0.5] },
    ]);
  });

  it('takes the clock of the output from the report that came soonest', async () => {
    const { sut, post } = await newSut();
    sut.start();
    const beforeMs = performance.timeOrigin + performance.now();
    post(rendered(16, 1, 0.5));
    post(rendered(32_000, 1, 0.5));
    expect(sut.zeroAtMs).toBeGreaterThanOrEqual(beforeMs - (32_001 * 1_000) / RATE_HZ);
    expect(sut.zeroAtMs).toBeLessThan(beforeMs);
  });

  it('converts frames to milliseconds', async () => {
    const { sut, post } = await newSut();
    sut.start();
    post({ type: 'silence_measured', by: 'flush', turnId: 1, receivedFrame: 160, lastAudibleFrame: 320 });
    expect(sut.silences).toEqual([{ by: 'flush', turnId: 1, silentAfterMs: 10 }]);
  });

  it('records nothing before start, and starts over with each one', async () => {
    const { sut, post } = await newSut();
    post(rendered(0, 1, 0.5));
    expect(sut.stretches).toEqual([]);
    sut.start();
    post(rendered(2, 1, 0.5));
    sut.start();
    expect(sut.stretches).toEqual([]);
  });

  it('passes on only the reports of the player', async () => {
    const { sut, post, passedOn } = await newSut();
    sut.start();
    const started: PlayerReport = { type: 'started', turnId: 1, renderedSamples: 0 };
    post(started);
    post(rendered(0, 1, 0.5));
    expect(passedOn).toEqual([started]);
  });
});
