import type { WebSocket } from 'ws';
import type { ClientSocket } from '../session/session-output.js';

/** A client that does not read is disconnected at this much unsent data; it can reconnect and resume. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** A WebSocket with a bounded send buffer, to which messages can be sent in every state. */
export class BoundedSocket implements ClientSocket {
  /** Frames that the system has taken since the last check. */
  #taken = 0;

  constructor(
    private readonly socket: WebSocket,
    /** Known once the client is admitted. */
    public identity?: string,
  ) {}

  /** Whether one side has closed it. A client may go on sending: its messages no longer count. */
  get isClosing(): boolean {
    return this.socket.readyState !== this.socket.OPEN;
  }

  get bufferedAmount(): number {
    return this.socket.bufferedAmount;
  }

  send(frame: string): void {
    if (this.#hasRoom()) this.socket.send(frame, this.#onTaken);
  }

  ping(): void {
    if (this.#hasRoom()) this.socket.ping(undefined, undefined, this.#onTaken);
  }

  /** @param data of the ping that it answers */
  pong(data: Buffer): void {
    if (this.#hasRoom()) this.socket.pong(data, undefined, this.#onTaken);
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** @returns whether the peer has read nothing since the last call of what waits for it */
  checkStalled(): boolean {
    const isStalled = this.#taken === 0 && this.socket.bufferedAmount > 0;
    this.#taken = 0;
    return isStalled;
  }

  #hasRoom(): boolean {
    if (this.isClosing) return false;
    const hasRoom = this.socket.bufferedAmount <= MAX_BUFFERED_BYTES;
    if (!hasRoom) this.socket.terminate();
    return hasRoom;
  }

  readonly #onTaken = (): void => void this.#taken++;
}
