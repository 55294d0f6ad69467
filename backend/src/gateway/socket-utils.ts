import type { WebSocket } from 'ws';

/** @returns whether the peer answers a ping within that time; a peer whose network failed does not */
export function answersPing(socket: WebSocket, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const yes = () => settle(true);
    const no = () => settle(false);
    const settle = (answers: boolean) => {
      clearTimeout(timer);
      socket.off('pong', yes).off('close', no);
      resolve(answers);
    };
    const timer = setTimeout(no, timeoutMs);
    socket.once('pong', yes).once('close', no);
    socket.ping();
  });
}

/** Closes the socket; resolves when the peer has answered the close frame, or after the timeout. */
export function closeGracefully(
  socket: WebSocket,
  code: number,
  reason: string,
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(code, reason);
  });
}
