import type { WebSocket } from 'ws';
import type { ClientSocket } from '../session/session-output.js';

/** A client that stays away while its socket's buffer grows past this has to come back and resume. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** A socket that is safe to send to at any time, and that a reader who stopped reading cannot make grow. */
export class GuardedSocket implements ClientSocket {
  constructor(private readonly socket: WebSocket) {}

  get bufferedAmount(): number {
    return this.socket.bufferedAmount;
  }

  send(frame: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) return this.socket.terminate();
    this.socket.send(frame);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }
}
