import type { AudioMetadata, DataMessage, ErrorMessage, ServerCommand, ServerMessage } from '#protocol';
import { TypedEvent } from './typed-event.js';

/** The close code of a connection that was lost without a close frame. */
export const ABNORMAL_CLOSE = 1006;

/**
 * Why client and server do not trust each other:
 * - no_key: `ClientAuth.keyFor` has none for this address. There was no attempt.
 * - wrong_proof: the server does not hold the key; another program may have its address.
 * - no_proof: the server does not prove itself; it may be another program, or an older backend.
 * - unauthorized: the server says that this client may not connect. Before its proof that is a mere claim, which any program can
 *   make, so it is no cause to forget a key.
 */
export type Refusal = 'no_key' | 'wrong_proof' | 'no_proof' | 'unauthorized';

export interface ClosedEvent {
  /** The WebSocket close code; 1006 if the connection was lost or never opened; 1008 with a `refusal`. */
  code: number;
  /** With the refusal `unauthorized`: the server's explanation, at most 300 characters. Empty with the other refusals. */
  reason: string;
  /** The client does not reconnect by itself; `connect` and `retryNow` try again. */
  refusal?: Refusal;
  /** Closed by `disconnect()` or by `connect()` to another address. */
  intended: boolean;
  willReconnect: boolean;
}

export interface ReconnectingEvent {
  /** The close code of the connection that was lost. */
  code: number;
  /** From 1. */
  attempt: number;
  delayMs: number;
  /** Epoch milliseconds of the attempt, for a countdown. */
  at: number;
}

export interface AudioEvent {
  /** PCM mono at `metadata.sample_rate`. */
  pcm: Int16Array<ArrayBuffer>;
  metadata: AudioMetadata;
}

/** An error of the client itself. Errors of the server are passed to `onErrorMessage`. */
export class ClientError extends Error {
  constructor(
    /** A failed connection, a handler that threw, or a message that cannot be sent or read. */
    readonly kind: 'connection' | 'handler' | 'message',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ClientError';
  }
}

/** The events of the client. */
export class ClientEvents {
  readonly #onThrown = (error: unknown) =>
    this.error.emit(new ClientError('handler', `A handler threw: ${String(error)}`, { cause: error }));

  /** An error handler that throws is reported to the console, because there is no other handler. */
  readonly error = new TypedEvent<ClientError>((error) => console.error(error));
  readonly open = new TypedEvent<void>(this.#onThrown);
  readonly close = new TypedEvent<ClosedEvent>(this.#onThrown);
  readonly reconnecting = new TypedEvent<ReconnectingEvent>(this.#onThrown);
  readonly message = new TypedEvent<ServerMessage>(this.#onThrown);
  readonly audio = new TypedEvent<AudioEvent>(this.#onThrown);
  readonly data = new TypedEvent<DataMessage>(this.#onThrown);
  readonly cmd = new TypedEvent<ServerCommand>(this.#onThrown);
  readonly errorMessage = new TypedEvent<ErrorMessage>(this.#onThrown);
}
