import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SocketPool, type PooledSocket } from './socket-pool.js';

class FakeSocket implements PooledSocket {
  closed = false;
  closing = false;
  #listeners: (() => void)[] = [];

  get isOpen(): boolean {
    return !this.closed && !this.closing;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of this.#listeners) listener();
  }

  onClosed(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

describe(SocketPool.name, () => {
  let sut: SocketPool<FakeSocket>;
  let opened: FakeSocket[];

  const open = async () => {
    const socket = new FakeSocket();
    opened.push(socket);
    return socket;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    opened = [];
    sut = new SocketPool<FakeSocket>({ answersPerSocket: 2, idleSockets: 1, idleMs: 1_000 });
  });

  afterEach(() => vi.useRealTimers());

  it('fills a connection with answers, also while it is being opened', async () => {
    const leases = await Promise.all([sut.lease('a', open), sut.lease('a', open), sut.lease('a', open)]);
    expect(leases.map(({ socket }) => opened.indexOf(socket))).toEqual([0, 0, 1]);
    leases[0].release();
    leases[0].release();
    expect((await sut.lease('a', open)).socket, 'a place is free again, once').toBe(opened[0]);
    expect((await sut.lease('a', open)).socket).toBe(opened[1]);
    expect((await sut.lease('a', open)).socket).toBe(opened[2]);
  });

  it('does not mix keys', async () => {
    const [a, b] = await Promise.all([sut.lease('a', open), sut.lease('b', open)]);
    expect(a.socket).not.toBe(b.socket);
    expect(sut.hasOpen('a') && sut.hasOpen('b')).toBe(true);
    expect(sut.hasOpen('c')).toBe(false);
  });

  it('closes a connection after its idle time, but not while it is in use', async () => {
    (await sut.lease('a', open)).release();
    vi.advanceTimersByTime(900);
    const again = await sut.lease('a', open);
    vi.advanceTimersByTime(5_000);
    expect(opened[0]!.closed).toBe(false);
    again.release();
    vi.advanceTimersByTime(1_000);
    expect(opened[0]!.closed).toBe(true);
    expect(sut.hasOpen('a')).toBe(false);
  });

  it('closes the longest idle connection if there are too many', async () => {
    const [a, b] = await Promise.all([sut.lease('a', open), sut.lease('b', open)]);
    b.release();
    a.release();
    expect([a.socket.closed, b.socket.closed]).toEqual([false, true]);
  });

  it('opens a connection in place of one that closed or failed to open', async () => {
    const first = await sut.lease('a', open);
    first.socket.close();
    expect((await sut.lease('a', open)).socket).toBe(opened[1]);
    const failing = () => Promise.reject(new Error('refused'));
    await expect(sut.lease('b', failing)).rejects.toThrow('refused');
    expect((await sut.lease('b', open)).socket).toBe(opened[2]);
  });

  it('does not use a connection that is closing', async () => {
    const first = await sut.lease('a', open);
    first.socket.closing = true;
    expect(sut.hasOpen('a')).toBe(false);
    expect((await sut.lease('a', open)).socket).toBe(opened[1]);
  });

  it('closes all connections, also those being opened', async () => {
    await sut.lease('a', open);
    let finish = (_: FakeSocket) => {};
    const late = sut.lease('b', () => new Promise<FakeSocket>((resolve) => (finish = resolve)));
    sut.close();
    expect(opened[0]!.closed).toBe(true);
    const socket = new FakeSocket();
    finish(socket);
    await late;
    expect(socket.closed).toBe(true);
  });
});
