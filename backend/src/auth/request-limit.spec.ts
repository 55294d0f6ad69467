import { describe, expect, it } from 'vitest';
import { rateLimited } from '../common/telemetry/channels.js';
import { collect } from '../common/telemetry/testing/collect.js';
import { RequestLimit } from './request-limit.js';

describe(RequestLimit.name, () => {
  const sut = () => {
    const limit = new RequestLimit();
    return (times: number, address?: string, now = 0) =>
      Array.from({ length: times }, () => limit.take(address, now)).filter(Boolean).length;
  };

  it('takes a hundred requests at once, and twenty more a second', () => {
    using told = collect(rateLimited);
    const take = sut();
    expect(take(150, '192.0.2.1')).toBe(100);
    expect(told.messages).toEqual(Array(50).fill({ kind: 'requests' }));
    expect(take(150, '192.0.2.1', 1_000)).toBe(20);
  });

  it('counts each address for itself, and this computer apart from them', () => {
    const take = sut();
    take(150, '192.0.2.1');
    expect(take(1, '192.0.2.2')).toBe(1);
    expect(take(150)).toBe(100);
  });

  it('forgets the address that asked longest ago, of more than a thousand', () => {
    const take = sut();
    take(150, '192.0.2.1');
    for (let i = 0; i < 999; i++) take(1, `client ${i}`);
    expect(take(1, '192.0.2.1')).toBe(0);
    for (let i = 0; i < 1_000; i++) take(1, `client ${i}`);
    expect(take(1, '192.0.2.1')).toBe(1);
  });
});
