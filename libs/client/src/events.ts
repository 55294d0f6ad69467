import type { AudioMetadata, DataMessage, ErrorMessage, ServerCommand, ServerMessage } from '#protocol';
import { TypedEvent } from './typed-event.js';

export interface ClosedEvent {
  /** The WebSocket close code; 1006 if the connection was lost or never opened. */
  code: number;
  reason: string;
  /** Closed by `disconnect()` or by `connect()` to another address. */
  intended: boolean;
  willReconnect: boolean;
}

export interface ReconnectingEvent {
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
