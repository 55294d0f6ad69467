import { CLOSE } from '#protocol';
import type { ClientAuth, ClientKey } from './auth/client-auth.js';
import { Handshake, type HandshakeResult } from './auth/handshake.js';
import { ABNORMAL_CLOSE, type Refusal } from './events.js';
import type { Clock, WebSocketConstructor, WebSocketLike } from './options.js';

/** How a link ended, as the WebSocket's close event has it. */
export interface LinkEnd {
  code: number;
  reason: string;
  refusal?: Refusal;
}

export interface LinkOptions {
  url: string;
  WebSocket: WebSocketConstructor;
  /** Subprotocols to offer. */
  protocols: string[] | undefined;
  auth: ClientAuth | undefined;
  /** The server at this address has proven itself before. */
  wasProven: boolean;
  clock: Clock;
  /** The server has proven that it holds the key; its check of the client follows. */
  onServerProven(): void;
  /** Both sides have proven themselves, where the link has `auth`. */
  onOpen(): void;
  onFrame(frame: unknown): void;
  /** It ended by itself. */
  onEnd(end: LinkEnd): void;
  /** The platform takes no such address: it will not take it later either. */
  onInvalid(): void;
  onError(message: string, cause?: unknown): void;
}

/**
 * One socket, from its opening to its end. With `auth` it is open only after the handshake, before which nothing else passes in
 * either direction. Once it has ended or is closed, late events change nothing.
 */
export class Link {
  #socket: WebSocketLike | undefined;
  #handshake: Handshake | undefined;
  #httpToken: string | undefined;
  #isOpen = false;
  #ended = false;

  constructor(private readonly options: LinkOptions) {}

  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  /** For HTTP requests to the server; known once the handshake is done. */
  get httpToken(): string | undefined {
    return this.#httpToken;
  }

  /** The server was asked for its proof and has not answered. */
  get isUnanswered(): boolean {
    return this.#handshake?.isUnanswered ?? false;
  }

  open(): void {
    const { auth } = this.options;
    if (!auth) return this.#dial();
    this.#openWithKey(auth).catch((cause: unknown) => this.#fail('The key cannot be read.', cause));
  }

  async #openWithKey(auth: ClientAuth): Promise<void> {
    const key = await auth.keyFor(this.options.url);
    if (this.#ended) return;
    if (!key) return this.#refuse('no_key');
    this.#handshake = this.#handshakeWith(auth, key);
    this.#dial();
  }

  #handshakeWith({ origin, allowPlain = false }: ClientAuth, key: ClientKey): Handshake {
    const { clock, wasProven, onServerProven } = this.options;
    return new Handshake({
      key,
      origin,
      // A server does not unlearn the handshake: another program may have taken its port.
      allowPlain: allowPlain && !wasProven,
      clock,
      send: (frame) => void this.send(frame),
      onServerProven,
      onResult: (result) => this.#handshakeEnded(result),
      onFailure: (cause) => this.#fail('The key cannot be used.', cause),
    });
  }

  #dial(): void {
    const { url, protocols, WebSocket, onFrame, onInvalid, onError } = this.options;
    let socket: WebSocketLike;
    try {
      socket = new WebSocket(url, protocols);
    } catch {
      // The platform's error is not passed on: it quotes the address with its query.
      this.#ended = true;
      return onInvalid();
    }
    this.#socket = socket;
    socket.onopen = () => {
      if (this.#ended) return;
      if (this.#handshake) this.#handshake.start();
      else this.#opened();
    };
    socket.onmessage = ({ data }: { data: unknown }) => {
      if (this.#ended) return;
      if (this.#handshake && !this.#isOpen) this.#handshake.frame(data);
      else onFrame(data);
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
    this.#handshake?.abandon();
    this.#socket?.close(code);
  }

  #opened(): void {
    this.#isOpen = true;
    this.options.onOpen();
  }

  #handshakeEnded(result: HandshakeResult): void {
    if (result.kind === 'refused') return this.#refuse(result.refusal, result.reason);
    if (result.kind === 'authorized') this.#httpToken = result.httpToken;
    this.#opened();
    // A handler of the opening may have closed it.
    if (result.kind === 'plain' && result.frame !== undefined && !this.#ended)
      this.options.onFrame(result.frame);
  }

  #refuse(refusal: Refusal, reason = ''): void {
    this.#end({ code: CLOSE.refused, reason, refusal });
  }

  #fail(message: string, cause: unknown): void {
    if (this.#ended) return;
    this.options.onError(message, cause);
    this.#end({ code: ABNORMAL_CLOSE, reason: message });
  }

  #end(end: LinkEnd): void {
    if (this.#ended) return;
    this.close();
    this.options.onEnd(end);
  }
}

/** An address may carry a token in its query and a password before its host, which must not appear in messages. */
export const withoutSecrets = (url: string): string =>
  url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/s, '//');
