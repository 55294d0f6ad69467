import type { WebSocket } from 'ws';

/** Longest wait for the server to answer a close: it may never do so. */
const CLOSE_TIMEOUT_MS = 500;

/** Closes a WebSocket, and cuts it off if the server does not answer. */
export function closeSocket(socket: WebSocket): void {
  socket.close(1000);
  const timer = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}

/** @param listener called once when the WebSocket closes, or at once if it is closed */
export function onceClosed(socket: WebSocket, listener: () => void): void {
  if (socket.readyState === socket.CLOSED) listener();
  else socket.once('close', () => listener());
}
