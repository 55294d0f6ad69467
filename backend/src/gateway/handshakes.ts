/** What takes the other side's answer, and does not wait for it for ever. */
import type { WebSocket } from 'ws';

/** @returns whether a peer answers a ping within that time: one that vanished without a word does not. */
export function answersPing(socket: WebSocket, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const yes = () => settle(true);
    const no = () => settle(false);
    const settle = (answers: boolean) => {
      clearTimeout(timer);
      socket.off('pong', yes).off('close', no);
      resolve(answers);
    };
    const timer = setTimeout(no, withinMs);
    socket.once('pong', yes).once('close', no);
    socket.ping();
  });
}

/** Closes, and resolves when the peer has answered or had its time. */
export function closeGracefully(
  socket: WebSocket,
  code: number,
  reason: string,
  withinMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(code, reason);
  });
}
