import { describe, expect, it } from 'vitest';
import { SleepAwareClock } from './sleep-aware-clock.js';
import { FakeClock } from './testing/fake-clock.js';

const HOUR_MS = 3_600_000;

function setUp() {
  const clock = new FakeClock();
  const sut = new SleepAwareClock(clock);
  const startMs = sut.now();
  const jump = (ms: number) => clock.setWallTime(clock.wallTimeMs() + ms);
  return { sut, clock, jump, passedMs: () => sut.now() - startMs };
}

describe(SleepAwareClock.name, () => {
  it('counts the time that passes', () => {
    const { clock, passedMs } = setUp();
    clock.advance(HOUR_MS);
    expect(passedMs()).toBe(HOUR_MS);
  });

  it.each([
    ['a sleep of 8 hours', [8 * HOUR_MS], 8 * HOUR_MS],
    ['two sleeps', [HOUR_MS, 2 * HOUR_MS], 3 * HOUR_MS],
    ['a clock that is set back', [-3 * HOUR_MS], 0],
    ['a sleep after the clock was set back', [-3 * HOUR_MS, HOUR_MS], HOUR_MS],
    ['times that are read a little apart', [900], 0],
  ])('with %s', (_, jumpsMs, sleptMs) => {
    const { clock, jump, passedMs } = setUp();
    for (const jumpMs of jumpsMs) {
      clock.advance(60_000);
      jump(jumpMs);
      passedMs();
    }
    expect(passedMs()).toBe(jumpsMs.length * 60_000 + sleptMs);
  });

  it('does not count slow drift as sleep, even over hours', () => {
    const { clock, jump, passedMs } = setUp();
    for (let minute = 0; minute < 600; minute++) {
      clock.advance(60_000);
      jump(minute % 2 === 0 ? 5 : -5);
      passedMs();
    }
    expect(passedMs()).toBe(600 * 60_000);
  });

  it.each([
    [8 * HOUR_MS, 1],
    [-8 * HOUR_MS, 1],
    [20, 0],
  ])('after a jump of %d ms of the wall time it has counted %d', (ms, jumps) => {
    const { sut, jump } = setUp();
    jump(ms);
    expect(sut.jumps).toBe(jumps);
  });
});
