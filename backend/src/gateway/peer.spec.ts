import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { SessionService } from '../session/session.service.js';
import { Peer, type PeerSource } from './peer.js';
import { FakeWebSocket } from './testing/fake-web-socket.js';
import { LOCAL_PROGRAM, NO_RULES } from './testing/test-access.js';
import { GRAPH } from './testing/test-graph.js';

const MIB = 1024 * 1024;

describe(Peer, () => {
  let socket: FakeWebSocket;
  let sut: Peer;
  beforeEach(() => {
    socket = new FakeWebSocket();
    sut = connect();
  });

  const connect = (from: Partial<PeerSource> = {}) =>
    new Peer(
      socket as unknown as WebSocket,
      {} as SessionService,
      NO_RULES,
      { access: LOCAL_PROGRAM, graph: GRAPH, ...from },
      { onFault: vi.fn(), onAdmitted: vi.fn(), onPaired: vi.fn(), onRefused: vi.fn() },
    );

  const command = () => socket.emit('message', Buffer.from('{"type":"cmd","name":"ping"}'));

  it('answers a ping with its data', () => {
    const data = Buffer.from('mark');
    socket.emit('ping', data);
    expect(socket.pong).toHaveBeenCalledExactlyOnceWith(data, undefined, expect.any(Function));
  });

  it('answers only some of a thousand pings', () => {
    for (let i = 0; i < 1_000; i++) socket.emit('ping', Buffer.alloc(125));
    expect(socket.pong.mock.calls.length).toBeGreaterThanOrEqual(20);
    expect(socket.pong.mock.calls.length).toBeLessThan(30);
  });

  it('is read more slowly while it exceeds the limits for messages', () => {
    connect({ bytes: new PassThrough() });
    for (let i = 0; i < 200; i++) command();
    expect(socket.pause).not.toHaveBeenCalled();
    for (let i = 0; i < 200; i++) command();
    expect(socket.pause).toHaveBeenCalledOnce();
    socket.emit('close');
  });

  it.each<[string, (data: Buffer) => void]>([
    ['pings', (data) => socket.emit('ping', data)],
    ['commands', command],
  ])('is cut off at 4 MiB that it does not read, whatever it sends: %s', (_, send) => {
    socket.bufferedAmount = 4 * MIB + 1;
    send(Buffer.alloc(10));
    expect(socket.terminate).toHaveBeenCalled();
    expect(socket.pong).not.toHaveBeenCalled();
    expect(socket.send).not.toHaveBeenCalled();
  });

  it('is cut off after two heartbeats in which it read nothing, although it sends', () => {
    socket.reads = false;
    command();
    sut.beat();
    expect(socket.terminate).not.toHaveBeenCalled();
    command();
    sut.beat();
    expect(socket.terminate).toHaveBeenCalledOnce();
  });

  it('stays while it reads slowly', () => {
    for (let beat = 0; beat < 10; beat++) {
      socket.bufferedAmount = 2 * MIB;
      command();
      sut.beat();
    }
    expect(socket.terminate).not.toHaveBeenCalled();
  });
});
