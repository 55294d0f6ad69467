/** Tests against a real server, with the WebSocket of Node and of the `ws` package. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket as WsWebSocket, WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import { EarshotClient } from './earshot-client.js';
import type { ClosedEvent } from './events.js';
import { audioMessage, sessionMessage } from './testing/messages.js';

interface Accepted {
  socket: ServerSocket;
  start: Record<string, unknown>;
}

describe.each([
  ['Node', globalThis.WebSocket],
  ['ws', WsWebSocket],
])('EarshotClient on the WebSocket of %s', (_, WebSocket) => {
  let server: WebSocketServer;
  let url: string;
  let sut: EarshotClient;
  const listen = async (port = 0) => {
    server = new WebSocketServer({ host: '127.0.0.1', port });
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  /** The next connection, with its first message. */
  const accept = async (): Promise<Accepted> => {
    const [socket] = (await once(server, 'connection')) as [ServerSocket];
    const [frame] = (await once(socket, 'message')) as [Buffer];
    return { socket, start: JSON.parse(frame.toString()) as Record<string, unknown> };
  };
  const stop = async () => {
    for (const socket of server.clients) socket.terminate();
    await new Promise((resolve) => server.close(resolve));
  };

  beforeEach(async () => {
    await listen();
    sut = new EarshotClient({ WebSocket, reconnectInterval: 5, session: { client: 'test' } });
  });

  afterEach(async () => {
    sut.disconnect();
    await stop();
  });

  it('reconnects and resumes when the server is back', async () => {
    const accepted = accept();
    sut.connect(url);
    const { socket, start } = await accepted;
    expect(start).toMatchObject({ type: 'cmd', name: 'session_start', data: { client: 'test' } });
    const heard = new Promise((resolve) => sut.onAudio(resolve));
    socket.send(JSON.stringify(sessionMessage()));
    socket.send(JSON.stringify(audioMessage(1, 4)));
    await heard;

    const lost = new Promise<ClosedEvent>((resolve) => sut.onClose(resolve));
    const failedOnce = new Promise<void>((resolve) =>
      sut.onReconnecting(({ attempt }) => attempt === 2 && resolve()),
    );
    const { port } = server.address() as AddressInfo;
    await stop();
    expect(await lost).toMatchObject({ intended: false, willReconnect: true });
    sut.sendCommand('text_input', { text: 'said meanwhile' });
    await failedOnce;

    await listen(port);
    const back = await accept();
    expect(back.start).toMatchObject({
      data: { resume_token: 'token-s1', received: { turn_id: 1, seq: 4 } },
    });
    const next = once(back.socket, 'message');
    back.socket.send(JSON.stringify(sessionMessage('s1', true)));
    const [frame] = (await next) as [Buffer];
    expect(frame.toString()).toContain('said meanwhile');
  });

  it('keeps only the new connection after disconnect(); connect()', async () => {
    const first = accept();
    sut.connect(url);
    const { socket: old } = await first;
    const closes: ClosedEvent[] = [];
    sut.onClose((event) => closes.push(event));
    const second = accept();
    const oldClosed = once(old, 'close');
    sut.disconnect();
    sut.connect(url);
    const { socket } = await second;
    await oldClosed;
    // A message through the new socket comes after the client has seen the end of the old one.
    const told = new Promise((resolve) => sut.onData(resolve));
    socket.send(JSON.stringify(sessionMessage()));
    await told;
    expect(closes).toEqual([{ code: 1000, reason: '', intended: true, willReconnect: false }]);
    expect(sut.isConnected).toBe(true);
    expect([...server.clients].filter(({ readyState }) => readyState === WsWebSocket.OPEN)).toHaveLength(1);
  });

  it('disconnects while connecting', async () => {
    const closed = new Promise<ClosedEvent>((resolve) => sut.onClose(resolve));
    sut.connect(url);
    sut.disconnect();
    expect(await closed).toMatchObject({ intended: true });
    expect(sut.state).toBe('closed');
  });

  it('does not reconnect after a refusal', async () => {
    const accepted = accept();
    sut.connect(url);
    const closed = new Promise<ClosedEvent>((resolve) => sut.onClose(resolve));
    (await accepted).socket.close(1008, 'Only one connection allowed');
    expect(await closed).toEqual({
      code: 1008,
      reason: 'Only one connection allowed',
      intended: false,
      willReconnect: false,
    });
    expect(sut.state).toBe('closed');
  });
});
