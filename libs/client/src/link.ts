import type { WebSocketConstructor, WebSocketLike } from './options.js';

/** How a link ended, as the WebSocket's close event has it. */
export interface LinkEnd {
  code: number;
  reason: string;
}

export interface LinkOptions {
  url: string;
  WebSocket: WebSocketConstructor;
  onOpen(): void;
  onFrame(frame: unknown): void;
  /** It ended by itself. */
  onEnd(end: LinkEnd): void;
  /** The platform takes no such address: it will not take it later either. */
  onInvalid(): void;
  onError(message: string, cause?: unknown): void;
}

/** One socket, from its opening to its end. Once it has ended or is closed, late events of the socket change nothing. */
export class Link {
  #socket: WebSocketLike | undefined;
  #ended = false;

  constructor(private readonly options: LinkOptions) {}

  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  open(): void {
    const { url, WebSocket, onOpen, onFrame, onInvalid, onError } = this.options;
    let socket: WebSocketLike;
    try {
      socket = new WebSocket(url);
    } catch {
      // The platform's error is not passed on: it quotes the address with its query.
      this.#ended = true;
      return onInvalid();
    }
    this.#socket = socket;
    socket.onopen = () => {
      if (!this.#ended) onOpen();
    };
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (!this.#ended) onFrame(data);
    };
    socket.onerror = () => {
      if (!this.#ended) onError(`The connection to ${withoutSecrets(url)} failed.`);
    };
    socket.onclose = ({ code, reason }: { code: number; reason: string }) => this.#end({ code, reason });
  }

  /** @returns whether the frame was passed to the socket */
  send(frame: string): boolean {
    if (!this.#socket) return false;
    try {
      this.#socket.send(frame);
      return true;
    } catch (error) {
      this.options.onError('A message could not be sent.', error);
      return false;
    }
  }

  /** Closes it without waiting for the close handshake, which may take minutes. No event follows. */
  close(code?: number): void {
    this.#ended = true;
    this.#socket?.close(code);
  }

  #end(end: LinkEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.options.onEnd(end);
  }
}

/** An address may carry a token in its query and a password before its host, which must not appear in messages. */
export const withoutSecrets = (url: string): string =>
  url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/s, '//');
