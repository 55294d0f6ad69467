import { once } from 'node:events';
import { WebSocket } from 'ws';

const PING = Buffer.alloc(125);

/** Sends pings and reads nothing. @returns the socket, still open where the server has not ended it */
export async function pingWithoutReading(url: string, count: number): Promise<WebSocket> {
  const socket = await connect(url);
  socket.pause();
  for (let sent = 0; sent < count && socket.readyState === socket.OPEN; sent++) {
    socket.ping(PING);
    // The attacker's own memory is not the point.
    if (socket.bufferedAmount > 1_000_000) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return socket;
}

/** Sends one message in fragments of one byte. @returns how the server closed the connection */
export async function sendInBytes(url: string, count: number): Promise<{ code: number; sent: number }> {
  const socket = await connect(url);
  const closed = once(socket, 'close') as Promise<[number]>;
  let sent = 0;
  while (sent < count && socket.readyState === socket.OPEN) {
    socket.send(' ', { fin: false });
    // Each fragment must come in a separate read.
    if (++sent % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  if (socket.readyState === socket.OPEN) socket.send('{}', { fin: true });
  const timer = setTimeout(() => socket.terminate(), 5_000);
  const [code] = await closed;
  clearTimeout(timer);
  return { code, sent };
}

/** @returns the number of connections from that origin that were refused */
export async function connectFrom(origin: string, url: string, count: number): Promise<number> {
  const attempt = async () => {
    const socket = new WebSocket(url, { origin });
    const opened = await once(socket, 'open').then(
      () => true,
      () => false,
    );
    socket.terminate();
    return opened;
  };
  const opened: boolean[] = [];
  while (opened.length < count)
    opened.push(...(await Promise.all(Array.from({ length: Math.min(50, count - opened.length) }, attempt))));
  return opened.filter((each) => !each).length;
}

async function connect(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  // The server may cut the connection at any moment.
  socket.on('error', () => undefined);
  return socket;
}
