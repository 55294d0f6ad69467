import type { WebSocket } from 'ws';
import type { ClientSocket } from '../session/session-output.js';

/** A client that does not read is disconnected at this much unsent data; it can reconnect and resume. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** A WebSocket with a bounded send buffer, to which messages can be sent in every state. */
export class BoundedSocket implements ClientSocket {
  constructor(
    private readonly socket: WebSocket,
    readonly identity?: string,
  ) {}

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
