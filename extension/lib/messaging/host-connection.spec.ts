import { describe, expect, it } from 'vitest';
import { fakePorts, type FakePort } from '../testing/fake-port';
import { settled } from '../testing/settled';
import type { HostEvent } from './messages';
import { HostConnection } from './host-connection';

const LEVELS: HostEvent = { type: 'levels', levels: { user: 0, assistant: 0 } };

function newSut() {
  const hosts: FakePort[] = [];
  const events: HostEvent[] = [];
  const later: (() => void)[] = [];
  const made = { failures: 0, calls: 0 };
  const sut = new HostConnection({
    ensureHost: async () => {
      made.calls++;
      if (made.failures-- > 0) throw new Error('not yet');
    },
    connect: () => {
      const { host, view } = fakePorts('session', 'chrome-extension://id/sidepanel.html');
      hosts.push(host);
      return view;
    },
    onEvent: (event) => events.push(event),
    setTimeout: (callback) => later.push(callback),
  });
  return { sut, hosts, events, later, made };
}

describe(HostConnection.name, () => {
  it('connects once the host exists', async () => {
    const { sut, hosts, events, made } = newSut();
    await sut.open();
    hosts[0]!.postMessage(LEVELS);
    expect(made.calls).toBe(1);
    expect(events).toEqual([LEVELS]);
  });

  it('queues requests until the host has answered', async () => {
    const { sut, hosts } = newSut();
    sut.send({ type: 'hang_up' });
    await sut.open();
    sut.send({ type: 'interrupt' });
    expect(hosts[0]!.received).toEqual([]);
    hosts[0]!.postMessage(LEVELS);
    expect(hosts[0]!.received).toEqual([{ type: 'hang_up' }, { type: 'interrupt' }]);
  });

  it('connects again when the host goes away', async () => {
    const { sut, hosts, later, events, made } = newSut();
    await sut.open();
    hosts[0]!.postMessage(LEVELS);
    hosts[0]!.disconnect();
    sut.send({ type: 'hang_up' });
    later.shift()?.();
    await settled();
    hosts[1]!.postMessage(LEVELS);
    expect(made.calls).toBe(2);
    expect(events).toHaveLength(2);
    expect(hosts[1]!.received).toEqual([{ type: 'hang_up' }]);
  });

  it('tries again when the host cannot be created', async () => {
    const { sut, hosts, later, made } = newSut();
    made.failures = 1;
    await sut.open();
    expect(hosts).toHaveLength(0);
    later.shift()?.();
    await settled();
    expect(hosts).toHaveLength(1);
  });

  it('does not reconnect after close', async () => {
    const { sut, hosts, later } = newSut();
    await sut.open();
    hosts[0]!.postMessage(LEVELS);
    sut.close();
    expect(later).toEqual([]);
  });
});
