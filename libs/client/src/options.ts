import type { SessionStartData } from '#protocol';

/** Time, injectable for tests. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** What the client uses of a WebSocket: the browser's, Node's and the `ws` package's have it. */
export interface WebSocketLike {
  readonly bufferedAmount: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

export interface EarshotClientOptions {
  /**
   * Sent as `session_start` when a connection opens, with what is needed to resume; a function is asked each
   * time. Without it no session is started explicitly and none is resumed (a server of the plain protocol).
   */
  session?: SessionStartData | (() => SessionStartData);
  /** Delay before the first reconnection attempt in ms; each further one doubles it. Default 1000. */
  reconnectInterval?: number;
  /** Longest delay between attempts in ms. Default 15,000. */
  maxReconnectInterval?: number;
  /** Attempts after a loss. -1: for ever (default); 0: never. */
  maxReconnectAttempts?: number;
  /** Share of the delay that is random, 0..1. Default 0.3. */
  reconnectJitter?: number;
  /** A connection that does not open within this has failed. Default 10,000. */
  connectTimeoutMs?: number;
  /** Between pings; 0: none. Default 15,000. */
  heartbeatIntervalMs?: number;
  /** A server silent for this long after a ping is gone. Default 10,000. */
  heartbeatTimeoutMs?: number;
  /** Microphone audio kept while it cannot be sent; the oldest gives way. Default 10,000. */
  maxHeldAudioMs?: number;
  /** Commands kept while they cannot be sent; the oldest gives way. Default 32. */
  maxHeldCommands?: number;
  /**
   * Above this many unsent bytes in the socket, audio is held back. Default 128 KiB: about 3 s of base64 at
   * 16 kHz, more than any healthy connection lets pile up.
   */
  maxBufferedBytes?: number;
  /** Default: the platform's own. Node before 22 has none; the `ws` package's fits. */
  WebSocket?: WebSocketConstructor;
  clock?: Clock;
  /** 0 to below 1. */
  random?: () => number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (handle) => clearTimeout(handle as Parameters<typeof clearTimeout>[0]),
};

export const DEFAULTS = {
  reconnectInterval: 1_000,
  maxReconnectInterval: 15_000,
  maxReconnectAttempts: -1,
  reconnectJitter: 0.3,
  connectTimeoutMs: 10_000,
  heartbeatIntervalMs: 15_000,
  heartbeatTimeoutMs: 10_000,
  maxHeldAudioMs: 10_000,
  maxHeldCommands: 32,
  maxBufferedBytes: 128 * 1024,
} satisfies EarshotClientOptions;
