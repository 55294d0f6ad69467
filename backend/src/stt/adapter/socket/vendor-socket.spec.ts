import { once } from 'node:events';
import { createServer, Socket, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { LoopbackServer, type LoopbackHandlers } from '../../../../../testing/loopback-server.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { VendorSocket } from './vendor-socket.js';

const never = new AbortController().signal;

describe(VendorSocket.name, () => {
  let server: LoopbackServer;

  const connect = async (handlers: LoopbackHandlers) => {
    server = await LoopbackServer.start({ socket: () => undefined, ...handlers });
    return new VendorSocket(new WebSocket(`ws://${server.address}`));
  };

  afterEach(() => server[Symbol.asyncDispose]());

  it('reports the code and the reason of an end', async () => {
    const sut = await connect({ socket: (socket) => socket.close(3_000, 'enough') });
    expect(await sut.ended).toEqual({ type: 'closed', code: 3_000, reason: 'enough' });
  });

  it.each([
    ['in a header', { status: 400, headers: { 'dg-error': 'No such model' } }, 'No such model'],
    ['on the page', { status: 400, body: '{"err":"No such model"}' }, 'No such model'],
  ])('tells why a handshake was refused, said %s', async (_, refusal, reason) => {
    const sut = await connect({ refuse: () => refusal });
    expect(await sut.opened(never)).toBe(false);
    expect(await sut.ended).toEqual({ type: 'refused', status: 400, reason });
  });

  it('reads no more than a few kilobytes of a refusal', async () => {
    const sut = await connect({ refuse: () => ({ status: 500, body: 'x'.repeat(1_000_000) }) });
    const end = await sut.ended;
    expect(end.type === 'refused' && end.reason.length).toBeLessThanOrEqual(4_096);
  });

  describe('a network that is gone', () => {
    const LIFE = { pingMs: 20, deadAfterMs: 60 };
    const open = async (handlers: LoopbackHandlers, life = LIFE) => {
      server = await LoopbackServer.start({ socket: () => undefined, ...handlers });
      const sut = new VendorSocket(new WebSocket(`ws://${server.address}`), life);
      await sut.opened(never);
      return sut;
    };

    it('ends a connection that answered before', async () => {
      // Two pings are answered. Then nothing is read any more, as if the way back were cut.
      const sut = await open({
        socket: (socket) => {
          let pings = 0;
          socket.on('ping', () => {
            if (++pings === 2) socket.pause();
          });
        },
      });
      expect(await sut.ended).toMatchObject({ type: 'closed', code: 1_006 });
    });

    it('does not end a connection that answers', async () => {
      // Longer than a test waits on a busy machine, and shorter than all the pongs take.
      const sut = await open({}, { pingMs: 20, deadAfterMs: 500 });
      const pongs = Promise.withResolvers<void>();
      let count = 0;
      sut.socket.on('pong', () => ++count === 30 && pongs.resolve());
      await pongs.promise;
      expect(sut.socket.readyState).toBe(WebSocket.OPEN);
      sut.terminate();
    });
  });

  it('frees the connection at once when it is terminated', async () => {
    const sut = await connect({});
    expect(await sut.opened(never)).toBe(true);
    expect(server.openWebSockets).toBe(1);
    sut.terminate();
    sut.terminate();
    await vi.waitFor(() => expect(server.openConnections).toBe(0));
    expect(await sut.ended).toMatchObject({ type: 'closed', code: 1_006 });
  });
});

it('reports a timeout if the system gave up several addresses, which has no message', async () => {
  const gaveUp = Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' });
  const createConnection = () => new Socket().destroy(gaveUp);
  const sut = new VendorSocket(new WebSocket('ws://127.0.0.1:9', { createConnection }));
  expect(await sut.ended).toEqual({ type: 'unreachable', timedOut: true, cause: gaveUp });
});

describe('a server that accepts a connection and sends nothing', () => {
  let server: Server;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    server = createServer((socket) => {
      socket.on('error', () => undefined).resume();
      sockets.push(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(async () => {
    vi.useRealTimers();
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });

  const connect = () =>
    new VendorSocket(new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`));

  it('is given up after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const sut = connect();
    const opened = sut.opened(never);
    vi.advanceTimersByTime(CONNECT_TIMEOUT_MS);
    expect(await opened).toBe(false);
    expect(await sut.ended).toMatchObject({ type: 'unreachable', timedOut: true });
  });

  it('is left at once on abort', async () => {
    const abort = new AbortController();
    const sut = connect();
    const opened = sut.opened(abort.signal);
    await vi.waitFor(() => expect(sockets).toHaveLength(1));
    const closed = once(sockets[0]!, 'close');
    abort.abort();
    expect(await opened).toBe(false);
    await closed;
  });
});
