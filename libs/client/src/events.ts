import type { AudioMetadata, DataMessage, ErrorMessage, ServerCommand, ServerMessage } from '#protocol';
import { HandlerSet } from './handler-set.js';

export interface ClosedEvent {
  /** The WebSocket close code; 1006 where the connection was lost or never opened. */
  code: number;
  reason: string;
  /** `disconnect()` or another `connect()` did it. */
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

/** Something went wrong on this side. What the server reports comes to `onErrorMessage`. */
export class ClientError extends Error {
  constructor(
    /** The connection; a handler that threw; a message of ours or of the server's that cannot be used. */
    readonly kind: 'connection' | 'handler' | 'message',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ClientError';
  }
}

/** Every kind of event that the client tells. */
export class ClientEvents {
  readonly #thrown = (error: unknown) =>
    this.error.emit(new ClientError('handler', `A handler threw: ${String(error)}`, { cause: error }));

  /** A throwing error handler has nobody left to tell but the console. */
  readonly error = new HandlerSet<ClientError>((error) => console.error(error));
  readonly open = new HandlerSet<void>(this.#thrown);
  readonly close = new HandlerSet<ClosedEvent>(this.#thrown);
  readonly reconnecting = new HandlerSet<ReconnectingEvent>(this.#thrown);
  readonly message = new HandlerSet<ServerMessage>(this.#thrown);
  readonly audio = new HandlerSet<AudioEvent>(this.#thrown);
  readonly data = new HandlerSet<DataMessage>(this.#thrown);
  readonly cmd = new HandlerSet<ServerCommand>(this.#thrown);
  readonly errorMessage = new HandlerSet<ErrorMessage>(this.#thrown);
}
