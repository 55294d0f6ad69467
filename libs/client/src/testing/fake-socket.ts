import type { ServerMessage } from '#protocol';
import type { WebSocketLike } from '../options.js';

/** A socket whose events the test emits. close() emits none: the close event always comes later. */
export class FakeSocket implements WebSocketLike {
  bufferedAmount = 0;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  readonly sent: Record<string, unknown>[] = [];
  closedWith: number | undefined | 'not closed' = 'not closed';

  constructor(
    readonly url: string,
    readonly protocols?: string[],
  ) {}

  send(frame: string): void {
    this.sent.push(JSON.parse(frame) as Record<string, unknown>);
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  open(): void {
    this.onopen?.({} as never);
  }

  receive(message: ServerMessage | string): void {
    const data = typeof message === 'string' ? message : JSON.stringify(message);
    this.onmessage?.({ data } as never);
  }

  fail(): void {
    this.onerror?.({} as never);
    this.lose();
  }

  lose(code = 1006, reason = ''): void {
    this.onclose?.({ code, reason } as never);
  }
}

/** A WebSocket constructor, and the sockets that it created. */
export function fakeSockets() {
  const sockets: FakeSocket[] = [];
  class WebSocket extends FakeSocket {
    constructor(url: string, protocols?: string[]) {
      if (!/^wss?:/.test(url)) throw new SyntaxError(`The URL '${url}' is invalid.`);
      super(url, protocols);
      sockets.push(this);
    }
  }
  return { sockets, WebSocket };
}
