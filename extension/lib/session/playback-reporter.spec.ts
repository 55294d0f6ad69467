import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientCommands } from '#protocol';
import { PlaybackReporter, REPORT_INTERVAL_MS } from './playback-reporter';

function newSut() {
  let nowMs = 0;
  const sent: ClientCommands['playback'][] = [];
  const sut = new PlaybackReporter(
    (report) => sent.push(report),
    () => nowMs,
  );
  return { sut, sent, at: (ms: number) => (nowMs = ms) };
}

describe(PlaybackReporter.name, () => {
  it('reports a playing turn five times a second at most', () => {
    const { sut, sent, at } = newSut();
    for (let ms = 0; ms <= 1000; ms += 50) {
      at(ms);
      sut.playing({ turnId: 1, heardMs: ms });
    }
    expect(sent.map(({ played_ms }) => played_ms)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(sent.every(({ state }) => state === 'playing')).toBe(true);
  });

  it('reports drained at once, and the next turn from its start', () => {
    const { sut, sent, at } = newSut();
    sut.playing({ turnId: 1, heardMs: 0 });
    at(10);
    sut.drained({ turnId: 1, heardMs: 10 });
    sut.playing({ turnId: 2, heardMs: 0 });
    expect(sent.map(({ turn_id, state }) => `${turn_id} ${state}`)).toEqual([
      '1 playing',
      '1 drained',
      '2 playing',
    ]);
  });

  it('reports a pause at once', () => {
    const { sut, sent, at } = newSut();
    sut.playing({ turnId: 1, heardMs: 0 });
    at(50);
    sut.paused({ turnId: 1, heardMs: 48 });
    expect(sent.at(-1)).toEqual({ turn_id: 1, played_ms: 48, state: 'playing' });
  });

  describe('when starved', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
    afterEach(() => void vi.useRealTimers());

    const stuck = { turn_id: 1, played_ms: 130, state: 'playing' };

    it('reports its position at once and again until playback goes on', () => {
      const { sut, sent, at } = newSut();
      sut.playing({ turnId: 1, heardMs: 0 });
      at(130);
      sut.starved({ turnId: 1, heardMs: 130 });
      expect(sent.slice(1)).toEqual([stuck]);
      vi.advanceTimersByTime(REPORT_INTERVAL_MS * 3);
      expect(sent.slice(1)).toEqual([stuck, stuck, stuck, stuck]);
      at(800);
      sut.playing({ turnId: 1, heardMs: 135 });
      vi.advanceTimersByTime(REPORT_INTERVAL_MS * 3);
      expect(sent.slice(5)).toEqual([{ turn_id: 1, played_ms: 135, state: 'playing' }]);
    });

    it.each(['drained', 'flushed'] as const)('stops repeating once it is %s', (end) => {
      const { sut, sent } = newSut();
      sut.starved({ turnId: 1, heardMs: 130 });
      sut[end]({ turnId: 1, heardMs: 140 });
      sent.length = 0;
      vi.advanceTimersByTime(REPORT_INTERVAL_MS * 3);
      expect(sent).toEqual([]);
    });

    it('stops repeating at a reset', () => {
      const { sut, sent } = newSut();
      sut.starved({ turnId: 1, heardMs: 130 });
      sut.reset();
      sent.length = 0;
      vi.advanceTimersByTime(REPORT_INTERVAL_MS * 3);
      expect(sent).toEqual([]);
    });
  });

  it('reports the flush of a turn once', () => {
    const { sut, sent } = newSut();
    sut.flushed({ turnId: 3, heardMs: 640 });
    sut.flushed({ turnId: 3, heardMs: 640 });
    sut.flushed({ turnId: 2, heardMs: 0 });
    expect(sent).toEqual([{ turn_id: 3, played_ms: 640, state: 'flushed' }]);
    sut.reset();
    sut.flushed({ turnId: 1, heardMs: 5 });
    expect(sent).toHaveLength(2);
  });
});
