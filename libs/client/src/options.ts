import type { SessionStartData } from '#protocol';
import type { ClientAuth } from './auth/client-auth.js';

/** The clock and timers; tests inject their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** The part of a WebSocket that the client uses; browsers, Node and the `ws` package provide it. */
export interface WebSocketLike {
  readonly bufferedAmount: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocketLike;

export interface EarshotClientOptions {
  /**
   * Sent as `session_start` when a connection opens, with the data to resume; a function is called each time. Without it no
   * session is started or resumed, as for a server of the plain protocol. `time_zone` is this system's own unless it is given.
   */
  session?: SessionStartData | (() => SessionStartData);
  /**
   * The handshake before each session, in which server and client prove to each other that they hold the same key. Without it the
   * client trusts every server.
   */
  auth?: ClientAuth;
  /** A token of the backend (`npm run tokens`), for clients without a key. The client shows it to every server it connects to. */
  token?: string;
  /** Delay before the first reconnection attempt in ms; each further one doubles it. Default 1000. */
  reconnectInterval?: number;
  /** Longest delay between attempts in ms. Default 15,000. */
  maxReconnectInterval?: number;
  /** Reconnection attempts after a loss. -1: no limit (default); 0: none. */
  maxReconnectAttempts?: number;
  /** Share of the delay that is random, 0..1. Default 0.3. */
  reconnectJitter?: number;
  /** Longest time for a connection to open, with the handshake. Default 10,000. */
  connectTimeoutMs?: number;
  /** Time between pings, which start with the server's `session` message; 0: no pings. Default 15,000. */
  heartbeatIntervalMs?: number;
  /** The connection counts as lost if nothing arrives for this long after a ping. Default 10,000. */
  heartbeatTimeoutMs?: number;
  /** Microphone audio that is held while it cannot be sent; the oldest is dropped. Default 10,000. */
  maxHeldAudioMs?: number;
  /** Commands that are held while they cannot be sent; the oldest are dropped. Default 32. */
  maxHeldCommands?: number;
  /**
   * Audio is held while the socket has more unsent bytes than this. Default 128 KiB: about 3 s of base64 at 16 kHz, more
   * than a healthy connection accumulates.
   */
  maxBufferedBytes?: number;
  /** Default: the platform's own. Node before 22 has none; use the `ws` package there. */
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
