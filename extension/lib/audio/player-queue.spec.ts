import { describe, expect, it } from 'vitest';
import { PlayerQueue, type PlayerQueueEvent } from './player-queue';

const RATE = 1000;
const QUANTUM = 10;
const LOUD = 0x4000;

/** One sample is one millisecond: 20 ms of jitter buffer, fades of 5 ms, and of 8 ms at a pause. */
function newSut() {
  const sut = new PlayerQueue({ sampleRateHz: RATE, jitterMs: 20, fadeMs: 5, pauseFadeMs: 8 });
  const events: PlayerQueueEvent[] = [];
  const render = (quanta = 1): number[] => {
    const rendered: number[] = [];
    for (let i = 0; i < quanta; i++) {
      const output = new Float32Array(QUANTUM);
      sut.render(output);
      rendered.push(...output);
      events.push(...sut.takeEvents());
    }
    return rendered;
  };
  const types = () => events.map(({ type, turnId }) => `${type} ${turnId}`);
  return { sut, render, events, types };
}

const audio = (samples: number, value = LOUD) => new Int16Array(samples).fill(value);
const audible = (rendered: number[]) => rendered.filter((value) => value !== 0).length;

describe(PlayerQueue.name, () => {
  describe('jitter buffer', () => {
    it('delays a turn until it is full', () => {
      const { sut, render, types } = newSut();
      sut.push(1, audio(19));
      expect(audible(render())).toBe(0);
      sut.push(1, audio(1));
      expect(audible(render())).toBe(QUANTUM);
      expect(types()).toEqual(['started 1']);
    });

    it('starts a turn that is shorter than the buffer once it has ended', () => {
      const { sut, render, types } = newSut();
      sut.push(1, audio(5));
      sut.end(1);
      expect(audible(render())).toBe(5);
      expect(types()).toEqual(['started 1', 'drained 1']);
    });
  });

  it('renders the samples unchanged across chunk and quantum boundaries', () => {
    const { sut, render } = newSut();
    const samples = Int16Array.from({ length: 33 }, (_, i) => (i + 1) * 256);
    sut.push(1, samples.slice(0, 7));
    sut.push(1, samples.slice(7, 29));
    sut.push(1, samples.slice(29));
    sut.end(1);
    expect(render(4).slice(0, 33)).toEqual([...samples].map((value) => value / 0x8000));
  });

  it('distinguishes starved from drained', () => {
    const { sut, render, types } = newSut();
    sut.push(1, audio(20));
    render(3);
    expect(types()).toEqual(['started 1', 'starved 1']);
    sut.push(1, audio(20));
    render(3);
    sut.end(1);
    render();
    expect(types()).toEqual(['started 1', 'starved 1', 'starved 1', 'drained 1']);
  });

  it('drains a turn without any audio', () => {
    const { sut, render, types } = newSut();
    sut.end(4);
    render();
    expect(types()).toEqual(['drained 4']);
  });

  it('counts the rendered samples of each turn', () => {
    const { sut, render, events } = newSut();
    sut.push(1, audio(25));
    sut.end(1);
    sut.push(2, audio(40));
    render(4);
    expect(events).toContainEqual({ type: 'drained', turnId: 1, renderedSamples: 25 });
    expect(sut.position).toEqual({ turnId: 2, renderedSamples: 15 });
  });

  it('ends a turn with audio of a newer one', () => {
    const { sut, render, types } = newSut();
    sut.push(1, audio(20));
    sut.push(2, audio(20));
    render(4);
    expect(types()).toEqual(['started 1', 'drained 1', 'started 2', 'starved 2']);
  });

  describe('flush', () => {
    it('is silent after the fade, within the same quantum', () => {
      const { sut, render, events } = newSut();
      sut.push(1, audio(100));
      render(3);
      sut.flush(1);
      const rendered = render(3);
      expect(audible(rendered.slice(0, 5))).toBe(5);
      expect(audible(rendered.slice(5))).toBe(0);
      expect(rendered[4]).toBeLessThan(rendered[0]!);
      expect(events.at(-1)).toEqual({ type: 'flushed', turnId: 1, renderedSamples: 30 });
    });

    it('drops late audio of flushed turns and keeps newer turns', () => {
      const { sut, render, types } = newSut();
      sut.push(2, audio(100));
      render();
      sut.flush(2);
      sut.push(1, audio(100));
      sut.push(2, audio(100));
      render();
      expect(audible(render(3))).toBe(0);
      sut.push(3, audio(20));
      expect(audible(render(2))).toBe(20);
      expect(types()).toEqual(['started 2', 'flushed 2', 'started 3', 'starved 3']);
    });

    it('reports a turn that has no audio', () => {
      const { sut, render, events } = newSut();
      sut.flush(5);
      render();
      expect(events).toEqual([{ type: 'flushed', turnId: 5, renderedSamples: 0 }]);
    });

    it('reports how much was rendered of a turn that drained before', () => {
      const { sut, render, events } = newSut();
      sut.push(1, audio(25));
      sut.end(1);
      render(3);
      sut.flush(1);
      render();
      expect(events.at(-1)).toEqual({ type: 'flushed', turnId: 1, renderedSamples: 25 });
    });

    it('ends a pause, so that the next turn is heard', () => {
      const { sut, render } = newSut();
      sut.push(1, audio(100));
      render();
      sut.pause();
      render();
      sut.flush(1);
      sut.push(2, audio(40));
      expect(audible(render(4))).toBe(40);
    });
  });

  describe('pause', () => {
    it('fades out and in again, and continues with the next sample', () => {
      const { sut, render } = newSut();
      const samples = Int16Array.from({ length: 60 }, (_, i) => LOUD + i);
      sut.push(1, samples);
      sut.end(1);
      render();
      sut.pause();
      const held = render(3);
      expect(audible(held)).toBe(7);
      expect(held.slice(0, 8)).toEqual(held.slice(0, 8).sort((a, b) => b - a));
      expect(sut.audible).toBe(false);
      const next = sut.position?.renderedSamples ?? 0;
      sut.resume();
      const resumed = render();
      expect(resumed[0]).toBeLessThan(resumed[4]!);
      expect(resumed.slice(5)).toEqual(
        [...samples.slice(next + 5, next + 10)].map((value) => value / 0x8000),
      );
    });

    it('counts only rendered samples', () => {
      const { sut, render, events } = newSut();
      sut.push(1, audio(60));
      sut.end(1);
      render();
      sut.pause();
      render(10);
      const heldAt = sut.position?.renderedSamples ?? 0;
      expect(heldAt).toBeLessThanOrEqual(18);
      sut.resume();
      render(6);
      expect(events.at(-1)).toEqual({ type: 'drained', turnId: 1, renderedSamples: 60 });
    });

    it('reports its position once, as soon as it is silent', () => {
      const { sut, render, events } = newSut();
      sut.push(1, audio(100));
      render();
      sut.pause();
      render(5);
      expect(events.filter(({ type }) => type === 'paused')).toEqual([
        { type: 'paused', turnId: 1, renderedSamples: sut.position?.renderedSamples },
      ]);
    });

    it('is hardly audible when resumed at once', () => {
      const { sut, render, types } = newSut();
      sut.push(1, audio(100));
      render();
      sut.pause();
      const output = new Float32Array(4);
      sut.render(output);
      sut.resume();
      expect(audible(render())).toBe(QUANTUM);
      expect(Math.min(...output)).toBeGreaterThan(0);
      expect(types()).toEqual(['started 1']);
    });

    it('ends with a flush: the turn is dropped, and the next one is audible', () => {
      const { sut, render, events } = newSut();
      sut.push(1, audio(100));
      render();
      sut.pause();
      render(3);
      const heldAt = sut.position?.renderedSamples;
      sut.flush(1);
      expect(audible(render(3))).toBe(0);
      expect(events.at(-1)).toEqual({ type: 'flushed', turnId: 1, renderedSamples: heldAt });
      sut.push(2, audio(40));
      expect(audible(render(4))).toBe(40);
    });

    it('ends with the flush of a turn without audio', () => {
      const { sut, render } = newSut();
      sut.pause();
      sut.flush(1);
      sut.push(2, audio(40));
      expect(audible(render(4))).toBeGreaterThan(35);
    });

    it('keeps a turn silent that has not started', () => {
      const { sut, render, types } = newSut();
      sut.pause();
      sut.push(1, audio(60));
      expect(audible(render(4))).toBe(0);
      expect(types()).toEqual([]);
      sut.resume();
      expect(audible(render(2))).toBeGreaterThan(15);
    });
  });

  it('accepts turn ids from 1 again after a reset', () => {
    const { sut, render } = newSut();
    sut.flush(7);
    sut.reset();
    sut.push(1, audio(20));
    expect(audible(render(2))).toBe(20);
  });
});
