import type { EarshotClient } from '#client';

/** The part of the WebSocket client that a session uses, so that tests need no socket. */
export type BackendClient = Pick<
  EarshotClient,
  | 'state'
  | 'connect'
  | 'disconnect'
  | 'retryNow'
  | 'setSession'
  | 'sendAudio'
  | 'sendCommand'
  | 'onOpen'
  | 'onClose'
  | 'onError'
  | 'onReconnecting'
  | 'onAudio'
  | 'onData'
  | 'onCmd'
  | 'onErrorMessage'
>;
