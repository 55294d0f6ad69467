import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { SessionTimers, type Timer } from './timers.js';

describe(SessionTimers.name, () => {
  const due: Timer[] = [];
  const sut = new SessionTimers((timer) => due.push(timer));
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    sut.cancelAll();
    due.length = 0;
    vi.useRealTimers();
  });

  it('goes off once, when it is due', () => {
    const timer = sut.set(5_000, { label: 'pasta' });
    vi.advanceTimersByTime(4_999);
    expect(due).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(due).toEqual([timer]);
    expect(sut.list()).toEqual([]);
  });

  it('runs for its duration, even if the wall clock is changed', () => {
    const clock = new FakeClock();
    const timers = new SessionTimers((timer) => due.push(timer), clock);
    const timer = timers.set(5_000);
    clock.setWallTime(0);
    vi.advanceTimersByTime(5_000);
    expect(due).toEqual([timer]);
  });

  it('lists the remaining times in the order of the timers, even if the wall clock is changed', () => {
    const clock = new FakeClock();
    const timers = new SessionTimers((timer) => due.push(timer), clock);
    timers.set(60_000, { label: 'first' });
    clock.advance(10_000);
    clock.setWallTime(0);
    timers.set(90_000, { label: 'second' });
    expect(timers.list()).toMatchObject([
      { label: 'first', remainingMs: 50_000 },
      { label: 'second', remainingMs: 90_000 },
    ]);
    timers.cancelAll();
  });

  it('lists the next one due first', () => {
    sut.set(60_000, { label: 'long' });
    sut.set(5_000, { label: 'short' });
    expect(sut.list().map(({ label }) => label)).toEqual(['short', 'long']);
  });

  it('does not go off after it was cancelled', () => {
    const { id } = sut.set(5_000);
    expect(sut.cancel(id)).toBe(true);
    expect(sut.cancel(id)).toBe(false);
    vi.advanceTimersByTime(10_000);
    expect(due).toEqual([]);
  });

  it.each([0, 999, 24 * 3_600_000 + 1, NaN])('rejects %d ms with a message for the user', (ms) => {
    expect(() => sut.set(ms)).toThrow('from one second to 24 hours');
  });

  it('keeps at most twenty timers', () => {
    for (let i = 0; i < 20; i++) sut.set(5_000);
    expect(() => sut.set(5_000)).toThrow('Cancel one first');
  });
});
