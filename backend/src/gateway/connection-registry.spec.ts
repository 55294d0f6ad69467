import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { EarshotConfig } from '../config/config.dto.js';
import type { SessionService } from '../session/session.service.js';
import { ConnectionRegistry } from './connection-registry.js';

class FakeWebSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly ping = vi.fn();
  readonly terminate = vi.fn();
  readonly send = vi.fn();
}

describe(ConnectionRegistry.name, () => {
  let sut: ConnectionRegistry;
  let socket: FakeWebSocket;
  const beat = () => vi.advanceTimersByTime(15_000);

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    sut = new ConnectionRegistry({ singleClient: false } as EarshotConfig, {} as SessionService);
    socket = new FakeWebSocket();
    sut.accept(socket as unknown as WebSocket);
    await Promise.resolve();
  });
  afterEach(() => vi.useRealTimers());

  it('cuts a socket that answers nothing', () => {
    beat();
    expect(socket.ping).toHaveBeenCalledOnce();
    beat();
    expect(socket.terminate).toHaveBeenCalledOnce();
  });

  it.each([
    ['answers pings', () => socket.emit('pong')],
    ['answers none, but talks', () => socket.emit('message', Buffer.from('{"type":"cmd","name":"ping"}'))],
  ])('keeps one that %s', (_, live) => {
    for (let i = 0; i < 4; i++) {
      beat();
      live();
    }
    expect(socket.terminate).not.toHaveBeenCalled();
  });
});
