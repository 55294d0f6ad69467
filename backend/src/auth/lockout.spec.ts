import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { Lockout } from './lockout.js';

const ADDRESS = '203.0.113.9';

describe(Lockout.name, () => {
  let clock: FakeClock;
  let sut: Lockout;
  const fail = (times: number, address: string | undefined = ADDRESS) => {
    for (let i = 0; i < times; i++) sut.failed(address);
  };

  beforeEach(() => {
    clock = new FakeClock();
    sut = new Lockout(clock);
  });

  it('lets a person mistype a token', () => {
    fail(4);
    expect(sut.waitMs(ADDRESS)).toBe(0);
  });

  it('waits twice as long after each further failure, up to a quarter of an hour', () => {
    fail(4);
    const waits = Array.from({ length: 12 }, () => {
      fail(1);
      return sut.waitMs(ADDRESS) / 1_000;
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('ends by itself', () => {
    fail(7);
    clock.advance(3_999);
    expect(sut.waitMs(ADDRESS)).toBe(1);
    clock.advance(1);
    expect(sut.waitMs(ADDRESS)).toBe(0);
  });

  it.each([
    ['a success', () => sut.succeeded(ADDRESS)],
    ['an hour without a failure', () => clock.advance(60 * 60_000)],
  ])('forgets the failures after %s', (_, happens) => {
    fail(9);
    happens();
    fail(1);
    expect(sut.waitMs(ADDRESS)).toBe(0);
  });

  it('locks out neither other addresses nor this computer', () => {
    fail(100);
    fail(100, undefined);
    expect(sut.waitMs('203.0.113.10')).toBe(0);
    expect(sut.waitMs(undefined)).toBe(0);
  });

  it('remembers the latest thousand addresses', () => {
    fail(9);
    for (let i = 0; i < 999; i++) fail(1, `address ${i}`);
    expect(sut.waitMs(ADDRESS)).toBeGreaterThan(0);
    fail(1, 'one more');
    expect(sut.waitMs(ADDRESS)).toBe(0);
  });
});
