import { bytesToBase64, pcmToBytes } from '#audio';
import {
  CLOSE,
  INPUT_SAMPLE_RATE_HZ,
  MAX_AUDIO_MESSAGE_MS,
  MAX_MESSAGE_BYTES,
  type ClientAudio,
  type ClientCommandName,
  type ClientCommands,
  type DataMessage,
  type ErrorMessage,
  type ServerCommand,
  type ServerMessage,
  type SessionData,
  type SessionStartData,
} from '#protocol';
import type { ClientAuth } from './auth/client-auth.js';
import { boundedClaim } from './auth/server-error.js';
import { tokenProtocols } from './auth/token-protocols.js';
import { Connection, type ConnectionState } from './connection.js';
import {
  ClientError,
  ClientEvents,
  type AudioEvent,
  type ClosedEvent,
  type ReconnectingEvent,
} from './events.js';
import type { Handler } from './typed-event.js';
import { Heartbeat } from './heartbeat.js';
import { DEFAULTS, systemClock, type EarshotClientOptions } from './options.js';
import { MessageReceiver, type ControlMessage } from './message-receiver.js';
import { MessageSender, type SendResult } from './message-sender.js';

type Unsubscribe = () => void;

const BYTES_PER_MS = (INPUT_SAMPLE_RATE_HZ * 2) / 1_000;
const MAX_AUDIO_BYTES = MAX_AUDIO_MESSAGE_MS * BYTES_PER_MS;

/**
 * A client of the backend: one connection that reconnects, and one session that is resumed on it. Runs in browsers and in
 * Node.
 */
export class EarshotClient {
  readonly #events = new ClientEvents();
  readonly #receiver = new MessageReceiver(this.#events, (message) => this.#onControl(message));
  readonly #connection: Connection;
  readonly #heartbeat: Heartbeat;
  readonly #sender: MessageSender;
  #session: EarshotClientOptions['session'];
  #resumeToken: string | undefined;
  #sessionId: string | undefined;
  /** What the server of this connection said when it took back its permission, just before it closes. */
  #unauthorized: string | undefined;

  constructor(options: EarshotClientOptions = {}) {
    // An option that is undefined must not replace its default.
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const settings = { ...DEFAULTS, ...given } as EarshotClientOptions & typeof DEFAULTS;
    const clock = settings.clock ?? systemClock;
    this.#session = settings.session;
    this.#heartbeat = new Heartbeat(clock, {
      intervalMs: settings.heartbeatIntervalMs,
      timeoutMs: settings.heartbeatTimeoutMs,
      ping: () => void this.sendCommand('ping', { t: clock.now() }),
      onDead: () => this.#connection.abandon('The server does not answer'),
    });
    this.#connection = new Connection({
      WebSocket: settings.WebSocket ?? globalThis.WebSocket,
      protocols: tokenProtocols(settings.token),
      clock,
      random: settings.random ?? Math.random,
      connectTimeoutMs: settings.connectTimeoutMs,
      backoff: {
        baseMs: settings.reconnectInterval,
        maxMs: settings.maxReconnectInterval,
        maxAttempts: settings.maxReconnectAttempts,
        jitter: settings.reconnectJitter,
      },
      onOpen: () => this.#onOpen(),
      onFrame: (frame) => this.#onFrame(frame),
      onClose: (event) => this.#onClose(event),
      onReconnecting: (event) => this.#events.reconnecting.emit(event),
      onError: (error) => this.#events.error.emit(error),
    });
    this.#connection.auth = settings.auth;
    this.#sender = new MessageSender(this.#connection, { ...settings, clock });
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  get isConnected(): boolean {
    return this.state === 'open';
  }

  /** For HTTP requests to the backend; undefined unless connected with `auth`. */
  get httpToken(): string | undefined {
    return this.#connection.httpToken;
  }

  /** Bytes in the socket that are not sent yet. */
  get bufferedAmount(): number {
    return this.#connection.bufferedAmount;
  }

  get stats(): { droppedAudioMs: number; droppedCommands: number; duplicateAudio: number } {
    const { droppedAudioMs, droppedCommands } = this.#sender;
    return { droppedAudioMs, droppedCommands, duplicateAudio: this.#receiver.duplicates };
  }

  /**
   * Connects, and reconnects after every loss. With the same address again it does nothing; with another one it ends the
   * first connection and its session.
   */
  connect(url: string): void {
    if (this.#connection.url !== undefined && url !== this.#connection.url) this.disconnect();
    this.#connection.connect(url);
  }

  /**
   * Closes the connection and does not reconnect. Drops the session and held messages, unless `keepSession` is set: then
   * the next `connect` to the same address resumes the session.
   */
  disconnect({ keepSession = false } = {}): void {
    if (!keepSession) this.#forgetSession();
    this.#connection.disconnect();
  }

  /** Reconnects now instead of after the delay, also if the client had given up. */
  retryNow(): void {
    this.#connection.retryNow();
  }

  /** @param session data of the next `session_start` */
  setSession(session: SessionStartData): void {
    this.#session = session;
  }

  /** @param auth the handshake of the next attempts to connect */
  setAuth(auth: ClientAuth | undefined): void {
    this.#connection.auth = auth;
  }

  /**
   * Sends microphone audio: PCM s16le mono 16 kHz as samples, as bytes, or as base64 of at most 2 s. Longer
   * audio is split into several messages. While the connection is lost or congested, the newest audio is held; `stats` counts
   * what is dropped.
   */
  sendAudio(audio: Int16Array | Uint8Array | string, metadata?: ClientAudio['metadata']): SendResult {
    if (typeof audio === 'string') return this.#sendAudioMessage(audio, (audio.length / 4) * 3, metadata);
    const bytes = audio instanceof Int16Array ? pcmToBytes(audio) : audio;
    let result: SendResult = 'dropped';
    for (let at = 0; at < bytes.length; at += MAX_AUDIO_BYTES) {
      const part = bytes.subarray(at, at + MAX_AUDIO_BYTES);
      result = this.#sendAudioMessage(bytesToBase64(part), part.length, metadata);
    }
    return result;
  }

  /** While the connection is lost, commands are held in order, except those that would be out of date later. */
  sendCommand<Name extends ClientCommandName>(name: Name, data: ClientCommands[Name]): SendResult {
    const frame = JSON.stringify({ type: 'cmd', name, data });
    if (isTooLarge(frame)) {
      const error = `The command "${name}" is larger than ${MAX_MESSAGE_BYTES} bytes and was not sent.`;
      this.#events.error.emit(new ClientError('message', error));
      return 'dropped';
    }
    return this.#sender.command(name, frame);
  }

  onOpen(handler: Handler<void>): Unsubscribe {
    return this.#events.open.add(handler);
  }

  onClose(handler: Handler<ClosedEvent>): Unsubscribe {
    return this.#events.close.add(handler);
  }

  /** Errors of the client itself, such as a lost connection or a handler that throws. */
  onError(handler: Handler<ClientError>): Unsubscribe {
    return this.#events.error.add(handler);
  }

  onReconnecting(handler: Handler<ReconnectingEvent>): Unsubscribe {
    return this.#events.reconnecting.add(handler);
  }

  /** Every message of the server, before the handlers of its type. */
  onMessage(handler: Handler<ServerMessage>): Unsubscribe {
    return this.#events.message.add(handler);
  }

  /** Decoded answer audio, without duplicates. */
  onAudio(handler: Handler<AudioEvent>): Unsubscribe {
    return this.#events.audio.add(handler);
  }

  onData(handler: Handler<DataMessage>): Unsubscribe {
    return this.#events.data.add(handler);
  }

  onCmd(handler: Handler<ServerCommand>): Unsubscribe {
    return this.#events.cmd.add(handler);
  }

  /** Errors that the server reports. */
  onErrorMessage(handler: Handler<ErrorMessage>): Unsubscribe {
    return this.#events.errorMessage.add(handler);
  }

  #sendAudioMessage(audio: string, bytes: number, metadata: ClientAudio['metadata']): SendResult {
    return this.#sender.audio(JSON.stringify({ audio, metadata }), bytes / BYTES_PER_MS);
  }

  #onOpen(): void {
    const session = typeof this.#session === 'function' ? this.#session() : this.#session;
    if (session) {
      const resume = this.#resumeToken && {
        resume_token: this.#resumeToken,
        received: this.#receiver.lastAudio,
      };
      this.#heartbeat.expectSession();
      this.sendCommand('session_start', { ...userZone(), ...session, ...resume });
    } else {
      this.#onReady();
    }
    this.#events.open.emit();
  }

  /** The session accepts messages now. */
  #onReady(): void {
    this.#connection.confirm();
    this.#sender.open();
  }

  #onClose(event: ClosedEvent): void {
    this.#heartbeat.stop();
    this.#sender.hold();
    const claim = this.#unauthorized;
    this.#unauthorized = undefined;
    const isRevoked = event.code === CLOSE.refused && !event.refusal && claim !== undefined;
    this.#events.close.emit(isRevoked ? { ...event, refusal: 'unauthorized', reason: claim } : event);
  }

  #onFrame(frame: unknown): void {
    this.#heartbeat.alive();
    this.#receiver.frame(frame);
  }

  #onControl(message: ControlMessage): void {
    if (message.type === 'data' && message.name === 'session') this.#onSession(message.data);
    // A server that refuses `session_start` accepts later messages, unless the error is fatal.
    if (message.type === 'error' && !message.fatal) this.#sender.open();
    if (message.type === 'error' && message.code === 'unauthorized')
      this.#unauthorized = boundedClaim(message.error);
  }

  #onSession({ session_id, resume_token }: SessionData): void {
    if (session_id !== this.#sessionId) this.#receiver.reset();
    this.#sessionId = session_id;
    this.#resumeToken = resume_token;
    this.#heartbeat.start();
    this.#onReady();
  }

  #forgetSession(): void {
    this.#resumeToken = undefined;
    this.#sessionId = undefined;
    this.#receiver.reset();
    this.#sender.clear();
  }
}

/** The user's time zone, asked anew at each connection, because the user may travel. */
function userZone(): Pick<SessionStartData, 'time_zone'> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // Browsers report this name if the system names no zone; the backend would not know it.
  return timeZone === 'Etc/Unknown' ? {} : { time_zone: timeZone };
}

/** Encodes only frames that could be too large: a UTF-16 unit takes at most three bytes. */
const isTooLarge = (frame: string): boolean =>
  frame.length * 3 > MAX_MESSAGE_BYTES && new TextEncoder().encode(frame).length > MAX_MESSAGE_BYTES;
