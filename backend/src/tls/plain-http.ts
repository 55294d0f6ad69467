import type { Server } from 'node:https';
import type { Socket } from 'node:net';

const BODY = 'Earshot uses TLS here: the address begins with wss:// or https://.\n';

const RESPONSE = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: text/plain; charset=utf-8',
  `Content-Length: ${BODY.length}`,
  'Cache-Control: no-store',
  'Connection: close',
  '',
  BODY,
].join('\r\n');

/** Answers requests without TLS with the right address. Node would only end the connection. */
export function answerPlainHttp(server: Server): void {
  /** The sockets below TLS; Node does not give that of a failed handshake. */
  const sockets = new Map<string, Socket>();
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    sockets.set(name, socket);
    socket.once('close', () => sockets.delete(name));
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ERR_SSL_HTTP_REQUEST') sockets.get(nameOf(socket))?.end(RESPONSE);
  });
}

const nameOf = ({ remoteAddress, remotePort, localAddress }: Socket): string =>
  [remoteAddress, remotePort, localAddress].join(' ');
