import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { EarshotConfig } from '../config/config.dto.js';
import type { SessionService } from '../session/session.service.js';
import { ConnectionRegistry } from './connection-registry.js';
import { FakeWebSocket } from './testing/fake-web-socket.js';
import { LOCAL_PROGRAM, NO_RULES } from './testing/test-access.js';

describe(ConnectionRegistry.name, () => {
  let sut: ConnectionRegistry;
  let socket: FakeWebSocket;
  const beat = () => vi.advanceTimersByTime(15_000);

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    sut = new ConnectionRegistry({ singleClient: false } as EarshotConfig, {} as SessionService, NO_RULES);
    socket = new FakeWebSocket();
    sut.accept(socket as unknown as WebSocket, { access: LOCAL_PROGRAM });
    await Promise.resolve();
  });
  afterEach(() => vi.useRealTimers());

  it('terminates a socket that does not answer pings', () => {
    beat();
    expect(socket.ping).toHaveBeenCalledOnce();
    beat();
    expect(socket.terminate).toHaveBeenCalledOnce();
  });

  it.each([
    ['answers pings', () => socket.emit('pong')],
    [
      'answers no pings but sends messages',
      () => socket.emit('message', Buffer.from('{"type":"cmd","name":"ping"}')),
    ],
  ])('keeps a socket that %s', (_, live) => {
    for (let i = 0; i < 4; i++) {
      beat();
      live();
    }
    expect(socket.terminate).not.toHaveBeenCalled();
  });

  it('closes the oldest of too many connections without a session', async () => {
    const session = { isAttachedTo: () => true };
    const start = () => session;
    sut = new ConnectionRegistry(
      { singleClient: false } as EarshotConfig,
      { full: false, start, detach: () => undefined } as unknown as SessionService,
      NO_RULES,
    );
    const sockets = Array.from({ length: 66 }, () => new FakeWebSocket());
    const [talking, oldest, ...others] = sockets;
    for (const each of sockets) {
      sut.accept(each as unknown as WebSocket, { access: LOCAL_PROGRAM });
      if (each === talking) each.emit('message', Buffer.from('{"type":"cmd","name":"session_start"}'));
    }
    await Promise.resolve();
    expect(oldest!.close.mock.calls).toEqual([[1013, 'Too many connections, try again later']]);
    expect(talking!.close).not.toHaveBeenCalled();
    expect(others.filter(({ close }) => close.mock.calls.length > 0)).toEqual([]);
  });

  it('accepts one of two new clients when the single client is gone', async () => {
    sut = new ConnectionRegistry({ singleClient: true } as EarshotConfig, {} as SessionService, NO_RULES);
    const accept = (): FakeWebSocket => {
      const newcomer = new FakeWebSocket();
      sut.accept(newcomer as unknown as WebSocket, { access: LOCAL_PROGRAM });
      return newcomer;
    };
    const gone = accept();
    const newcomers = [accept(), accept()];
    for (const each of newcomers) each.onPing = () => void each.emit('pong');
    gone.emit('close');
    await new Promise(setImmediate);
    const refused = newcomers.filter(({ close }) => close.mock.calls.length > 0);
    expect(refused.map(({ close }) => close.mock.calls)).toEqual([[[1008, 'Only one connection allowed']]]);
    const [loser] = refused;
    const winner = newcomers.find((each) => each !== loser)!;
    winner.emit('message', Buffer.from('{"type":"cmd","name":"ping","data":{"t":1}}'));
    expect(winner.send).toHaveBeenCalledExactlyOnceWith(
      '{"type":"cmd","name":"pong","data":{"t":1}}',
      expect.any(Function),
    );
    expect(loser!.listenerCount('message')).toBe(0);
  });
});
