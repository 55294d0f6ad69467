export { backoffMs, mayRetry, type BackoffPolicy } from './backoff.js';
export type { ConnectionState } from './connection.js';
export { EarshotClient } from './earshot-client.js';
export { ClientError, type AudioEvent, type ClosedEvent, type ReconnectingEvent } from './events.js';
export type { Handler } from './typed-event.js';
export type { Clock, EarshotClientOptions, WebSocketConstructor, WebSocketLike } from './options.js';
export type { SendResult } from './message-sender.js';
