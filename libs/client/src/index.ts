export { clientKey, type ClientAuth, type ClientKey } from './auth/client-auth.js';
export type { HmacKey } from './auth/hmac-key.js';
export { pairWithCode, type PairedKey, type PairingOptions } from './auth/pairing.js';
export { PairingError, type PairingErrorKind } from './auth/pairing-error.js';
export { backoffMs, mayRetry, type BackoffPolicy } from './backoff.js';
export type { ConnectionState } from './connection.js';
export { EarshotClient } from './earshot-client.js';
export {
  ClientError,
  type AudioEvent,
  type ClosedEvent,
  type ReconnectingEvent,
  type Refusal,
} from './events.js';
export type { Handler } from './typed-event.js';
export type { Clock, EarshotClientOptions, WebSocketConstructor, WebSocketLike } from './options.js';
export type { SendResult } from './message-sender.js';
