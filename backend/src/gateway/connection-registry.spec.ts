import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { EarshotConfig } from '../config/config.dto.js';
import { Draining } from '../session/draining.js';
import type { SessionService } from '../session/session.service.js';
import { ConnectionRegistry } from './connection-registry.js';
import { FakeWebSocket } from './testing/fake-web-socket.js';
import { LOCAL_PROGRAM, NO_RULES } from './testing/test-access.js';
import { GRAPH } from './testing/test-graph.js';

const SESSION_START = '{"type":"cmd","name":"session_start"}';

describe(ConnectionRegistry.name, () => {
  let sut: ConnectionRegistry;
  let socket: FakeWebSocket;
  const beat = () => vi.advanceTimersByTime(15_000);

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    sut = new ConnectionRegistry(
      { singleClient: false } as EarshotConfig,
      {} as SessionService,
      NO_RULES,
      new Draining(),
    );
    socket = new FakeWebSocket();
    sut.accept(socket as unknown as WebSocket, { access: LOCAL_PROGRAM, graph: GRAPH });
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
      new Draining(),
    );
    const sockets = Array.from({ length: 66 }, () => new FakeWebSocket());
    const [talking, oldest, ...others] = sockets;
    for (const each of sockets) {
      sut.accept(each as unknown as WebSocket, { access: LOCAL_PROGRAM, graph: GRAPH });
      if (each === talking) each.emit('message', Buffer.from(SESSION_START));
    }
    await Promise.resolve();
    expect(oldest!.close.mock.calls).toEqual([[1013, 'Too many connections, try again later']]);
    expect(talking!.close).not.toHaveBeenCalled();
    expect(others.filter(({ close }) => close.mock.calls.length > 0)).toEqual([]);
  });

  it('has one client at each gateway in single-client mode', async () => {
    const config = { singleClient: true } as EarshotConfig;
    sut = new ConnectionRegistry(config, {} as SessionService, NO_RULES, new Draining());
    const agents = { ...GRAPH };
    const sockets = [GRAPH, agents, agents].map((graph) => {
      const newcomer = new FakeWebSocket();
      newcomer.onPing = () => void newcomer.emit('pong');
      sut.accept(newcomer as unknown as WebSocket, { access: LOCAL_PROGRAM, graph });
      return newcomer;
    });
    await new Promise(setImmediate);
    expect(sockets.map(({ close }) => close.mock.calls)).toEqual([
      [],
      [],
      [[1008, 'Only one connection allowed']],
    ]);
    expect([sut.countOf(GRAPH), sut.countOf(agents)]).toEqual([1, 1]);
  });

  it('takes no client at a gateway that has ended, and ends no other', async () => {
    const endAll = vi.fn();
    const sessions = { endAll } as unknown as SessionService;
    sut = new ConnectionRegistry({} as EarshotConfig, sessions, NO_RULES, new Draining());
    const agents = { ...GRAPH };
    const accept = (graph: typeof GRAPH) => {
      const newcomer = new FakeWebSocket();
      newcomer.close.mockImplementation(() => void newcomer.emit('close'));
      sut.accept(newcomer as unknown as WebSocket, { access: LOCAL_PROGRAM, graph });
      return newcomer;
    };
    const [main, first] = [accept(GRAPH), accept(agents)];
    await sut.end(agents);
    const late = accept(agents);
    await new Promise(setImmediate);
    for (const { close } of [first, late])
      expect(close.mock.calls).toEqual([[1001, 'The agent was stopped']]);
    expect(main.close).not.toHaveBeenCalled();
    expect(endAll.mock.calls).toEqual([[agents]]);
    expect([sut.countOf(GRAPH), sut.countOf(agents)]).toEqual([1, 0]);
  });

  it('accepts one of two new clients when the single client is gone', async () => {
    sut = new ConnectionRegistry(
      { singleClient: true } as EarshotConfig,
      {} as SessionService,
      NO_RULES,
      new Draining(),
    );
    const accept = (): FakeWebSocket => {
      const newcomer = new FakeWebSocket();
      sut.accept(newcomer as unknown as WebSocket, { access: LOCAL_PROGRAM, graph: GRAPH });
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

  describe('draining', () => {
    const session = { isAttachedTo: () => true, isQuiet: false, clausesPlayed: 0, dispatch: vi.fn() };
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const RESTART = [[1012, 'The backend is restarting']];
    let draining: Draining;
    const connect = (...messages: string[]): FakeWebSocket => {
      const opened = new FakeWebSocket();
      sut.accept(opened as unknown as WebSocket, { access: LOCAL_PROGRAM, graph: GRAPH });
      for (const each of messages) opened.emit('message', Buffer.from(each));
      return opened;
    };

    beforeEach(() => {
      vi.useFakeTimers();
      session.isQuiet = false;
      warn.mockClear();
      draining = new Draining();
      const sessions = {
        get isEnding() {
          return draining.isOn;
        },
        start: () => session,
        detach: () => undefined,
      };
      const config = { singleClient: false } as EarshotConfig;
      sut = new ConnectionRegistry(config, sessions as unknown as SessionService, NO_RULES, draining);
    });
    afterAll(() => vi.restoreAllMocks());

    it('keeps the connection of a call until it is quiet, and closes those without a session at once', async () => {
      const talking = connect(SESSION_START);
      const silent = connect();
      const over = sut.drain();
      expect(silent.close.mock.calls).toEqual(RESTART);
      expect(warn.mock.calls.flat()).toEqual([expect.stringMatching(/one call has finished .* 10 s/)]);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(talking.close).not.toHaveBeenCalled();
      session.isQuiet = true;
      await vi.advanceTimersByTimeAsync(100);
      expect(talking.close.mock.calls).toEqual(RESTART);
      await over;
      expect(connect().close.mock.calls).toEqual(RESTART);
    });

    it('tells those who connect meanwhile why they get no session, and closes them at the end', async () => {
      connect(SESSION_START);
      const over = sut.drain();
      const [refused, waiting] = [connect(SESSION_START), connect()];
      expect(refused!.send).toHaveBeenCalledExactlyOnceWith(
        expect.stringContaining('The backend is restarting. Try again'),
        expect.any(Function),
      );
      expect(refused!.close.mock.calls).toEqual(RESTART);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(waiting!.close).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(6_000);
      expect(waiting!.close.mock.calls).toEqual(RESTART);
      await over;
    });

    it('says nothing where no call is under way', async () => {
      session.isQuiet = true;
      const quiet = connect(SESSION_START);
      await sut.drain();
      expect(quiet.close.mock.calls).toEqual(RESTART);
      expect(warn).not.toHaveBeenCalled();
    });
  });
});
