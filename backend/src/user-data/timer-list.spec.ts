import { describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { TimerList, type SavedTimer } from './timer-list.js';

function setUp(saved: SavedTimer[] = []) {
  const clock = new FakeClock();
  const onChange = vi.fn();
  return { clock, onChange, sut: new TimerList(clock, onChange, saved) };
}

describe(TimerList.name, () => {
  it('takes a timer once, when it is due', () => {
    const { clock, sut } = setUp();
    const { id } = sut.set(5_000, { label: 'pasta' });
    clock.advance(4_999);
    expect(sut.takeDue()).toEqual([]);
    clock.advance(10_000);
    const dueAt = clock.wallTimeMs() - 9_999;
    expect(sut.takeDue()).toEqual([{ id, kind: 'timer', durationMs: 5_000, label: 'pasta', dueAt }]);
    expect(sut.takeDue()).toEqual([]);
    expect(sut.list()).toEqual([]);
  });

  it.each(['takeDue', 'takeRung'] as const)('knows the last one that %s took', (how) => {
    const { clock, sut } = setUp();
    const { id } = sut.set(5_000, { label: 'pasta' });
    expect(sut.lastDone).toBeUndefined();
    clock.advance(5_000);
    sut[how](id);
    expect(sut.lastDone).toMatchObject({ id, label: 'pasta' });
    sut.cancelAll();
    expect(sut.lastDone).toBeUndefined();
  });

  it('lists the next one due first, with what is left', () => {
    const { clock, sut } = setUp();
    sut.set(60_000, { label: 'long' });
    clock.advance(10_000);
    sut.set(5_000, { label: 'short' });
    expect(sut.list()).toMatchObject([
      { label: 'short', remainingMs: 5_000 },
      { label: 'long', remainingMs: 50_000 },
    ]);
  });

  it('has one wall time for a timer, although its clocks are not read at the same time', () => {
    const { clock, sut } = setUp();
    sut.set(60_000);
    const [{ dueAt }] = sut.saved() as [SavedTimer];
    clock.setWallTime(clock.wallTimeMs() + 3);
    expect(sut.saved()).toMatchObject([{ dueAt }]);
  });

  it('cancels a timer once', () => {
    const { clock, onChange, sut } = setUp();
    const { id } = sut.set(5_000);
    expect(sut.cancel(id)).toBe(true);
    expect(sut.cancel(id)).toBe(false);
    expect(onChange).toHaveBeenCalledTimes(2);
    clock.advance(10_000);
    expect(sut.takeDue()).toEqual([]);
  });

  it.each([0, 999, 24 * 3_600_000 + 1, NaN])('rejects %d ms with a message for the user', (ms) => {
    expect(() => setUp().sut.set(ms)).toThrow('from one second to 24 hours');
  });

  it('keeps at most twenty timers', () => {
    const { sut } = setUp();
    for (let i = 0; i < 20; i++) sut.set(5_000);
    expect(() => sut.set(5_000)).toThrow('Cancel one first');
  });

  it('replaces one of twenty, unless the new duration is not possible', () => {
    const { onChange, sut } = setUp();
    const ids = Array.from({ length: 20 }, () => sut.set(5_000).id);
    onChange.mockClear();
    expect(() => sut.set(0, undefined, ids[0])).toThrow('from one second to 24 hours');
    expect(sut.list().map(({ id }) => id)).toEqual(ids);
    const { id } = sut.set(6_000, { label: 'tea' }, ids[0]);
    expect(sut.list().map((timer) => timer.id)).toEqual([...ids.slice(1), id]);
    expect(onChange).toHaveBeenCalledOnce();
  });

  it.each([
    ['went on while the backend was down', -20_000, 40_000],
    ['came due meanwhile', -90_000, -30_000],
    ['does not become longer if the clock was set back meanwhile', 3_600_000, 60_000],
  ])('a saved timer of a minute %s', (_, savedAgoMs, remainingMs) => {
    const now = new FakeClock().wallTimeMs();
    const dueAt = now + savedAgoMs + 60_000;
    const { sut } = setUp([{ id: 'a', durationMs: 60_000, dueAt }]);
    expect(sut.list()).toMatchObject([{ id: 'a', remainingMs }]);
  });
});
