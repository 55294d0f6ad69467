import { describe, expect, it } from 'vitest';
import { RenderTap } from './render-tap';
import type { TapReport } from './tap-report';

const QUANTUM = 128;
const silence = new Float32Array(QUANTUM);
const sound = new Float32Array(QUANTUM).fill(0.5);

function newSut() {
  const reports: TapReport[] = [];
  const sut = new RenderTap((report) => reports.push(report));
  const silences = () => reports.filter((report) => report.type === 'silence_measured');
  /** Renders quanta, starting at a frame. */
  const render = (fromFrame: number, quanta: [Float32Array, turnId: number | null][]) =>
    quanta.forEach(([output, turnId], i) => sut.rendered(output, fromFrame + i * QUANTUM, turnId));
  const silentFrom = (frame: number) => render(frame, Array(40).fill([silence, null]));
  return { sut, reports, silences, render, silentFrom };
}

describe(RenderTap.name, () => {
  it('posts copies of audible quanta, with their turn and frame', () => {
    const { reports, render } = newSut();
    render(256, [
      [silence, 1],
      [sound, 1],
    ]);
    expect(reports).toEqual([{ type: 'rendered', frame: 384, turnId: 1, samples: sound }]);
    expect(reports[0]?.type === 'rendered' && reports[0].samples).not.toBe(sound);
  });

  it('measures from a flush to the last audible sample of that turn', () => {
    const { sut, silences, render, silentFrom } = newSut();
    sut.expectSilence('flush', 1, 1280);
    const fade = new Float32Array(QUANTUM);
    fade.set(sound.subarray(0, 80));
    render(1280, [[fade, null]]);
    silentFrom(1408);
    expect(silences()).toEqual([
      { type: 'silence_measured', by: 'flush', turnId: 1, receivedFrame: 1280, lastAudibleFrame: 1360 },
    ]);
  });

  it('counts late audio of the flushed turn, and not audio of a newer turn', () => {
    const { sut, silences, render, silentFrom } = newSut();
    sut.expectSilence('flush', 1, 0);
    render(0, [
      [silence, null],
      [sound, 1],
      [sound, 2],
    ]);
    silentFrom(384);
    expect(silences()).toMatchObject([{ turnId: 1, lastAudibleFrame: 256 }]);
  });

  it('measures a pause up to its end, and no audio after it', () => {
    const { sut, silences, render, silentFrom } = newSut();
    sut.expectSilence('pause', 1, 0);
    render(0, [
      [sound, 1],
      [silence, 1],
    ]);
    sut.resumed();
    render(256, [[sound, 1]]);
    silentFrom(384);
    expect(silences()).toMatchObject([{ by: 'pause', turnId: 1, lastAudibleFrame: 128 }]);
  });
});
