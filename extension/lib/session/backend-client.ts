import type { EarshotClient } from '#client';

/** What a session needs of the WebSocket client manager. */
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
  | 'onReconnecting'
  | 'onAudio'
  | 'onData'
  | 'onCmd'
  | 'onErrorMessage'
>;
