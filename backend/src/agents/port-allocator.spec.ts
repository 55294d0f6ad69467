import { describe, expect, it } from 'vitest';
import { PortAllocator } from './port-allocator.js';

describe(PortAllocator.name, () => {
  const RANGE = { from: 8_000, to: 8_003 };
  const used = (code: string) => Promise.reject(Object.assign(new Error('listen'), { code }));
  /** Takes all ports but those. */
  const except = (codes: Record<number, string>) => (port: number) =>
    codes[port] === undefined ? Promise.resolve(port) : used(codes[port]);

  it('gives the ports of the range in turn, and begins again', async () => {
    const sut = new PortAllocator(RANGE, () => undefined);
    const ports = [];
    for (let i = 0; i < 6; i++) ports.push(await sut.any(except({})));
    expect(ports).toEqual([8_000, 8_001, 8_002, 8_003, 8_000, 8_001]);
  });

  it('passes over the ports that others have, here and in other programs', async () => {
    const sut = new PortAllocator(RANGE, (port) => (port === 8_000 ? 'Earshot itself' : undefined));
    expect(await sut.any(except({ 8_001: 'EADDRINUSE', 8_002: 'EACCES' }))).toBe(8_003);
  });

  it('says that no port is free', async () => {
    const sut = new PortAllocator(RANGE, () => 'the agent of channel "x"');
    await expect(sut.any(except({}))).rejects.toMatchObject({
      fault: 'notStarted',
      message: 'No port from 8000 to 8003 is free.',
    });
  });

  it.each<[string, string | RegExp]>([
    ['EADDRINUSE', 'Port 8001 is taken by another program.'],
    ['EACCES', 'This user may not listen on port 8001.'],
    ['EMFILE', /^Earshot may not open more ports and connections: stop an agent, or /],
    ['EADDRNOTAVAIL', 'An agent cannot listen on port 8001: EADDRNOTAVAIL.'],
  ])('says why a port cannot be had: %s', async (code, message) => {
    const sut = new PortAllocator(RANGE, () => undefined);
    await expect(sut.named(8_001, except({ 8_001: code }))).rejects.toThrow(message);
  });

  it('does not try every port when the address is wrong', async () => {
    const sut = new PortAllocator(RANGE, () => undefined);
    const tried: number[] = [];
    const take = (port: number) => (tried.push(port), used('EADDRNOTAVAIL'));
    await expect(sut.any(take)).rejects.toMatchObject({ fault: 'notStarted' });
    expect(tried).toEqual([8_000]);
  });
});
