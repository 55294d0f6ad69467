import { describe, expect, it } from 'vitest';
import { compareVersions, usableVersion } from './compare-versions';

describe(compareVersions.name, () => {
  it.each([
    ['0.1.0', '0.2.0', -1],
    ['0.9.0', '0.10.0', -1],
    ['1.0.0', '0.99.99', 1],
    ['2.0', '1.9.9.9', 1],
    ['0.1.0', '0.1.0', 0],
    ['1', '1.0.0', 0],
    ['1.2', '1.2.0.1', -1],
    ['1.2.3', '1.2.3-beta.4', 0],
    ['1.2.3+5', '1.2.3+6', 0],
    ['01.2', '1.02', 0],
  ])('compares %s with %s by numbers', (a, b, expected) => {
    expect(Math.sign(compareVersions(a, b))).toBe(expected);
    expect(Math.sign(compareVersions(b, a))).toBe(0 - expected);
  });
});

describe(usableVersion.name, () => {
  it.each([
    ['0.1.0', '0.1.0'],
    ['1.2.3-rc.1', '1.2.3'],
    ['12', '12'],
    ['', null],
    ['v1.2', null],
    ['latest', null],
    ['1'.repeat(41), null],
    [2, null],
    [undefined, null],
    [{ major: 1 }, null],
  ])('reads %j as %j', (value, expected) => {
    expect(usableVersion(value)).toBe(expected);
  });
});
