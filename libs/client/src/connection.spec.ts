import { describe, expect, it, vi } from 'vitest';
import { EarshotClient } from './earshot-client.js';
import type { ClosedEvent, ReconnectingEvent } from './events.js';
import type { EarshotClientOptions } from './options.js';
import { FakeClock } from './testing/fake-clock.js';
import { fakeSockets, type FakeSocket } from './testing/fake-socket.js';
import { sessionMessage } from './testing/messages.js';

const URL = 'ws://127.0.0.1:1';

/** A message as a server of the plain protocol sends it. */
const PLAIN_TEXT =
  '{"type":"data","name":"text_data","data":{"data_type":"transcribe","role":"user","text":"Hi","is_final":true}}';

function setUp(options: EarshotClientOptions = {}) {
  const clock = new FakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const sut = new EarshotClient({ clock, WebSocket, random: () => 0, heartbeatIntervalMs: 0, ...options });
  const log: string[] = [];
  const closes: ClosedEvent[] = [];
  const waits: ReconnectingEvent[] = [];
  sut.onOpen(() => log.push('open'));
  sut.onClose((event) => {
    log.push(`close ${event.code}`);
    closes.push(event);
  });
  sut.onReconnecting((event) => {
    log.push(`reconnecting ${event.attempt}`);
    waits.push(event);
  });
  sut.onError(({ kind }) => log.push(`error ${kind}`));
  return { clock, sockets, sut, log, closes, waits };
}

describe('the connection of EarshotClient', () => {
  it('opens one socket for two connects while connecting, and none when connected', () => {
    const { sut, sockets } = setUp();
    sut.connect(URL);
    sut.connect(URL);
    sockets[0]!.open();
    sut.connect(URL);
    expect(sockets).toHaveLength(1);
    expect(sut.state).toBe('open');
  });

  it('ignores late events of the old socket after disconnect(); connect()', () => {
    const { sut, sockets, log, clock } = setUp();
    sut.connect(URL);
    sockets[0]!.open();
    sut.disconnect();
    sut.connect(URL);
    expect(sockets).toHaveLength(2);
    sockets[1]!.open();
    sockets[0]!.receive('{"type":"error","error":"late","code":"internal","fatal":false}');
    sockets[0]!.fail();
    clock.advance(100_000);
    expect(log).toEqual(['open', 'close 1000', 'open']);
    expect(sut.isConnected).toBe(true);
    expect(sockets).toHaveLength(2);
  });

  it('ignores a late open of the old socket after disconnect(); connect() while connecting', () => {
    const { sut, sockets, log } = setUp();
    sut.connect(URL);
    sut.disconnect();
    sut.connect(URL);
    sockets[0]!.open();
    expect(sut.state).toBe('connecting');
    expect(log).toEqual(['close 1000']);
    expect(sockets[0]!.closedWith).toBe(1000);
  });

  it('closes the old connection when it gets another address', () => {
    const { sut, sockets, closes } = setUp();
    sut.connect(URL);
    sockets[0]!.open();
    sut.connect('ws://127.0.0.1:2');
    expect(sockets.map(({ url }) => url)).toEqual([URL, 'ws://127.0.0.1:2']);
    expect(sockets[0]!.closedWith).toBe(1000);
    expect(closes).toEqual([{ code: 1000, reason: '', intended: true, willReconnect: false }]);
  });

  it('announces the delay and time of the next attempt, and keeps to them', () => {
    const { sut, sockets, clock, waits } = setUp({ reconnectInterval: 500, maxReconnectInterval: 1_500 });
    sut.connect(URL);
    for (let i = 0; i < 4; i++) {
      sockets[i]!.fail();
      expect(sut.state).toBe('waiting');
      const { delayMs, at } = waits[i]!;
      expect(at).toBe(clock.now() + delayMs);
      clock.advance(delayMs - 1);
      expect(sockets, 'not earlier').toHaveLength(i + 1);
      clock.advance(1);
      expect(sockets, 'at the announced time').toHaveLength(i + 2);
    }
    expect(waits.map(({ attempt, delayMs }) => [attempt, delayMs])).toEqual([
      [1, 500],
      [2, 1_000],
      [3, 1_500],
      [4, 1_500],
    ]);
  });

  it('starts with the shortest delay again after a working connection', () => {
    const { sut, sockets, clock, waits } = setUp({ reconnectInterval: 500 });
    sut.connect(URL);
    sockets[0]!.fail();
    clock.advance(500);
    sockets[1]!.fail();
    clock.advance(1_000);
    sockets[2]!.open();
    sockets[2]!.lose();
    expect(waits.map(({ delayMs }) => delayMs)).toEqual([500, 1_000, 500]);
  });

  it('continues to back off when the server closes before a session starts', () => {
    const { sut, sockets, clock, waits } = setUp({ reconnectInterval: 500, session: {} });
    sut.connect(URL);
    sockets[0]!.open();
    sockets[0]!.lose(1013);
    clock.advance(500);
    sockets[1]!.open();
    sockets[1]!.lose(1012);
    expect(waits.map(({ code, delayMs }) => [code, delayMs])).toEqual([
      [1013, 500],
      [1012, 1_000],
    ]);
  });

  it('never reconnects with maxReconnectAttempts 0', () => {
    const { sut, sockets, clock, closes } = setUp({ maxReconnectAttempts: 0 });
    sut.connect(URL);
    sockets[0]!.open();
    sockets[0]!.lose();
    clock.advance(1_000_000);
    expect(sockets).toHaveLength(1);
    expect(sut.state).toBe('closed');
    expect(closes).toMatchObject([{ willReconnect: false }]);
  });

  it('gives up after maxReconnectAttempts, until retryNow', () => {
    const { sut, sockets, clock } = setUp({ maxReconnectAttempts: 2 });
    sut.connect(URL);
    for (let i = 0; i < 3; i++) {
      sockets[i]!.fail();
      clock.advance(100_000);
    }
    expect(sockets).toHaveLength(3);
    expect(sut.state).toBe('closed');
    sut.retryNow();
    sockets[3]!.fail();
    expect(sut.state).toBe('waiting');
  });

  it('does not reconnect after a refusal (1008)', () => {
    const { sut, sockets, clock, closes } = setUp();
    sut.connect(URL);
    sockets[0]!.open();
    sockets[0]!.lose(1008, 'Only one connection allowed');
    clock.advance(1_000_000);
    expect(sockets).toHaveLength(1);
    const reason = 'Only one connection allowed';
    expect(closes).toEqual([{ code: 1008, reason, intended: false, willReconnect: false }]);
  });

  it('reconnects at once with retryNow, and clears the timer', () => {
    const { sut, sockets, clock } = setUp({ connectTimeoutMs: 1_000_000 });
    sut.connect(URL);
    sockets[0]!.fail();
    sut.retryNow();
    sut.retryNow();
    clock.advance(900_000);
    expect(sockets).toHaveLength(2);
  });

  it('stops waiting after disconnect, and emits close once', () => {
    const { sut, sockets, clock, closes } = setUp();
    sut.disconnect();
    sut.connect(URL);
    sockets[0]!.fail();
    sut.disconnect();
    sut.disconnect();
    expect(closes.map(({ intended, willReconnect }) => [intended, willReconnect])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(clock.pending).toBe(0);
    expect(sut.state).toBe('closed');
    expect(sockets).toHaveLength(1);
  });

  it('does not reconnect when a close handler disconnects', () => {
    const { sut, sockets, clock, log } = setUp();
    sut.onClose(() => sut.disconnect());
    sut.connect(URL);
    sockets[0]!.open();
    sockets[0]!.lose();
    clock.advance(1_000_000);
    expect(sockets).toHaveLength(1);
    expect(log).toEqual(['open', 'close 1006', 'close 1000']);
  });

  it('drops a connection that does not open in time', () => {
    const { sut, sockets, clock, closes } = setUp({ connectTimeoutMs: 3_000 });
    sut.connect(URL);
    clock.advance(3_000);
    expect(sockets[0]!.closedWith).not.toBe('not closed');
    expect(closes).toMatchObject([{ code: 1006, willReconnect: true }]);
  });

  it('reports an invalid address, and does not retry', () => {
    const { sut, clock, log } = setUp();
    sut.connect('not an address');
    expect(log).toEqual(['error connection']);
    expect(sut.state).toBe('closed');
    expect(clock.pending).toBe(0);
  });

  it('reports that the platform has no WebSocket', () => {
    vi.stubGlobal('WebSocket', undefined);
    const messages: string[] = [];
    const sut = new EarshotClient();
    sut.onError(({ message }) => messages.push(message));
    sut.connect(URL);
    vi.unstubAllGlobals();
    expect(messages).toEqual([expect.stringContaining('This platform has no WebSocket')]);
    expect(sut.state).toBe('closed');
  });

  describe('heartbeat', () => {
    const timing = { heartbeatIntervalMs: 15_000, heartbeatTimeoutMs: 5_000 };
    const dead = { code: 1006, reason: 'The server does not answer', willReconnect: true };
    const pings = ({ sent }: FakeSocket) => sent.filter(({ name }) => name === 'ping');

    it('replaces a connection that does not answer pings', () => {
      const { sut, sockets, clock, closes } = setUp({ ...timing, session: {} });
      sut.connect(URL);
      sockets[0]!.open();
      sockets[0]!.receive(sessionMessage());
      clock.advance(15_000);
      expect(sockets[0]!.sent.at(-1)).toMatchObject({ name: 'ping', data: { t: clock.now() } });
      sockets[0]!.receive('{"type":"cmd","name":"pong","data":{"t":1}}');
      clock.advance(14_999);
      expect(sut.isConnected).toBe(true);
      clock.advance(5_001);
      expect(closes).toMatchObject([dead]);
      clock.advance(1_000);
      sockets[1]!.open();
      expect(sut.isConnected).toBe(true);
    });

    it('replaces a connection on which session_start is not answered', () => {
      const { sut, sockets, clock, closes } = setUp({ ...timing, session: {} });
      sut.connect(URL);
      sockets[0]!.open();
      clock.advance(19_999);
      expect(sut.isConnected).toBe(true);
      clock.advance(1);
      expect(closes).toMatchObject([dead]);
      expect(pings(sockets[0]!)).toEqual([]);
    });

    it.each([
      ['is not asked for a session', undefined, []],
      ['refuses session_start', {}, ['{"type":"error","error":"Unknown message"}']],
      ['answers session_start with a transcript', {}, [PLAIN_TEXT]],
    ])('sends no pings to a server that %s', (_, session, answers) => {
      const { sut, sockets, clock, closes } = setUp({ ...timing, session });
      sut.connect(URL);
      sockets[0]!.open();
      for (const answer of answers) sockets[0]!.receive(answer);
      clock.advance(600_000);
      expect(pings(sockets[0]!)).toEqual([]);
      expect(closes).toEqual([]);
    });

    it('starts anew with the session of each connection', () => {
      const { sut, sockets, clock } = setUp({ ...timing, session: {} });
      sut.connect(URL);
      sockets[0]!.open();
      sockets[0]!.receive(sessionMessage());
      sockets[0]!.lose();
      clock.advance(1_000);
      sockets[1]!.open();
      sockets[1]!.receive(PLAIN_TEXT);
      clock.advance(100_000);
      expect(pings(sockets[1]!), 'the second server has not said session').toEqual([]);
    });
  });
});
