import type { ErrorCode, ServerMessage, SessionStartData } from '#protocol';
import {
  APPROVALS,
  CALL_CONTROL,
  CLOSE,
  DEFAULT_OUTPUT_SAMPLE_RATE_HZ,
  DICTATION,
  EARCONS,
  INPUT_SAMPLE_RATE_HZ,
  READING,
  MAX_MESSAGE_BYTES,
} from '#protocol';
import type { Handshake } from '../auth/handshake/handshake.js';
import { systemClock, type Clock } from '../common/clock/clock.js';
import { rateLimited, type RateLimited } from '../common/telemetry/channels.js';
import { knownTimeZone } from '../common/clock/time-zone.js';
import { RESTARTING, TRY_AGAIN_SOON } from '../session/draining.js';
import type { ResumeOptions, SessionOptions } from '../session/session-options.js';
import type { ClientSocket } from '../session/session-output.js';
import type { Graph } from '../session/graphs.js';
import type { SessionService } from '../session/session.service.js';
import type { Session } from '../session/session.js';
import { authCommands } from './commands/auth.commands.js';
import type { Command, CommandConnection } from './commands/command.js';
import { COMMANDS } from './commands/index.js';
import {
  decodeAudio,
  parseFrame,
  readCommand,
  type AudioFrame,
  type ClientFrame,
  type FrameError,
} from './frame-codec.js';
import { PendingCommands, type PendingCommand } from './pending-commands.js';
import { TokenBucket } from '../common/token-bucket.js';

/**
 * The audio that a client held during an outage (10 s in libs/client), and the audio since. Afterwards at most twice real
 * time, because all sessions share one detector.
 */
const AUDIO_BURST_SAMPLES = INPUT_SAMPLE_RATE_HZ * 15;
const AUDIO_SAMPLES_PER_SECOND = INPUT_SAMPLE_RATE_HZ * 2;
/**
 * Limits for all messages, because parsing 1 MiB blocks the event loop for tens of milliseconds. A microphone takes
 * 43 KB/s, a long page 300 KB.
 */
const BYTES_BURST = 4 * MAX_MESSAGE_BYTES;
const BYTES_PER_SECOND = MAX_MESSAGE_BYTES / 2;

const COMMAND_BURST = 200;
const COMMANDS_PER_SECOND = 50;

/** Minimum time between two `rate_limited` errors. */
const LIMIT_NOTICE_MS = 1_000;

const OUTPUT_RATES_HZ = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000];

/** A client's standing with the access rules. */
export interface ConnectionAccess {
  handshake: Handshake;
  /** Until then, only the commands of the handshake are taken. */
  isAdmitted(): boolean;
  /** For the log. @param error as the client gets it */
  onRefused(error: string): void;
}

/** More than a handshake's longest message. */
const MAX_UNPROVEN_BYTES = 1_024;

/** Twice what an honest client sends until it is admitted: validating a message takes longer than sending it. */
const MAX_UNPROVEN_MESSAGES = 8;

const HANDSHAKE_COMMANDS = Object.keys(authCommands);

const NO_ROOM = 'The backend has no room for another conversation. Please try again later.';
const TOO_MANY_SESSIONS = 'Too many sessions, try again later';

const UNPROVEN = 'Earshot talks to this client only with a token, or once it has proven who it is.';

/** One client's socket: passes its frames, in order, to the session that it belongs to. */
export class ClientConnection {
  #session: Session | undefined;
  readonly #pending = new PendingCommands();
  readonly #byteBudget: TokenBucket;
  readonly #audioBudget: TokenBucket;
  readonly #commandBudget: TokenBucket;
  #limitNoticeAtMs = -Infinity;
  #unprovenMessages = 0;
  /** The current message is over a limit. */
  #exceeds = false;

  readonly #forCommands: CommandConnection;

  constructor(
    private readonly socket: ClientSocket,
    private readonly sessions: SessionService,
    private readonly graph: Graph,
    private readonly access: ConnectionAccess,
    private readonly clock: Clock = systemClock,
  ) {
    this.#forCommands = {
      handshake: access.handshake,
      send: (message) => this.#send(message),
      startSession: (data) => this.#start(data),
    };
    this.#byteBudget = new TokenBucket(BYTES_BURST, BYTES_PER_SECOND, clock.now());
    this.#audioBudget = new TokenBucket(AUDIO_BURST_SAMPLES, AUDIO_SAMPLES_PER_SECOND, clock.now());
    this.#commandBudget = new TokenBucket(COMMAND_BURST, COMMANDS_PER_SECOND, clock.now());
  }

  get hasSession(): boolean {
    return this.#session !== undefined;
  }

  /** Undefined without a session, and once another connection has it. */
  get session(): Session | undefined {
    return this.#session?.isAttachedTo(this.socket) ? this.#session : undefined;
  }

  /** @returns false if the client exceeds a limit: the message was dropped */
  frame(data: Buffer): boolean {
    this.#exceeds = false;
    this.#frame(data);
    return !this.#exceeds;
  }

  #frame(data: Buffer): void {
    // The session was resumed on another connection: late messages of this one must not reach it.
    if (this.#session && !this.#session.isAttachedTo(this.socket)) return;
    if (!this.#byteBudget.take(data.length, this.clock.now())) {
      return this.#limited('bytes', 'Too much data in a short time.');
    }
    const isAdmitted = this.access.isAdmitted();
    if (!isAdmitted && (data.length > MAX_UNPROVEN_BYTES || ++this.#unprovenMessages > MAX_UNPROVEN_MESSAGES))
      return this.#refuseUnproven();
    const frame = parseFrame(data);
    if (!isAdmitted && !isOfHandshake(frame)) return this.#refuseUnproven();
    if (frame.kind === 'audio') return this.#audio(frame);
    if (frame.kind === 'error') return this.#refuse(frame);
    // Counted before its data is validated, which costs time too.
    if (!this.#takeCommand()) return;
    const read = readCommand(frame);
    if (read.kind === 'valid') return this.#command(read, data.length);
    this.#fail(read.code, read.error);
    const command: Command = COMMANDS[frame.name];
    if (this.#session && command.session === 'required') command.onInvalid?.(this.#session, frame.data);
  }

  /** The client may not stay: says why, and closes its socket. */
  refuse(error: string): void {
    this.access.onRefused(error);
    this.#fail('unauthorized', error, true);
    this.socket.close(CLOSE.refused, 'unauthorized');
  }

  #refuseUnproven(): void {
    this.refuse(`${UNPROVEN} ${this.access.handshake.howToGetIn}`);
  }

  closed(): void {
    if (this.#session) this.sessions.detach(this.#session, this.socket);
    this.#session = undefined;
  }

  #audio(frame: AudioFrame): void {
    // Counted before it is decoded, which costs time too.
    if (!this.#audioBudget.take(frame.samples, this.clock.now())) {
      return this.#limited('audio', 'Audio is arriving faster than real time. Send it as it is recorded.');
    }
    const decoded = decodeAudio(frame);
    if (decoded.kind === 'error') return this.#refuse(decoded);
    this.#open({})?.audio(decoded.pcm);
  }

  #refuse({ code, error }: FrameError): void {
    if (this.#takeCommand()) this.#fail(code, error);
  }

  #takeCommand(): boolean {
    const allowed = this.#commandBudget.take(1, this.clock.now());
    if (!allowed) this.#limited('messages', 'Too many messages in a short time.');
    return allowed;
  }

  #command({ name, data }: PendingCommand, bytes: number): void {
    const command: Command = COMMANDS[name];
    if (this.#session && HANDSHAKE_COMMANDS.includes(name))
      return this.#fail('invalid_message', `"${name}" must come before the session.`);
    if (command.session === 'none') return command.handle(this.#forCommands, data);
    const session = command.session === 'opens' ? this.#open(command.options ?? {}) : this.#session;
    if (session) return command.handle(session, data);
    if (command.session === 'awaited') this.#pending.add({ name, data }, bytes, command.latestOnly);
    if (command.session === 'required' && command.refusal) this.#fail('invalid_message', command.refusal);
  }

  #start(data: SessionStartData): void {
    if (this.#session) {
      return this.#fail('invalid_message', '"session_start" must be the first message of a connection.');
    }
    const timeZone = data.time_zone ? knownTimeZone(data.time_zone) : undefined;
    const options = {
      ...(timeZone && { timeZone }),
      ...(data.mode && { mode: data.mode }),
      ...(data.language && { language: data.language }),
      ...(data.capabilities && {
        outputHz: outputRateHz(data.capabilities),
        callControl: data.capabilities.includes(CALL_CONTROL),
        earcons: data.capabilities.includes(EARCONS),
        reading: data.capabilities.includes(READING),
        approvals: data.capabilities.includes(APPROVALS),
        dictation: data.capabilities.includes(DICTATION),
      }),
    };
    if (data.resume_token) {
      this.#session = this.sessions.resume(
        this.graph,
        this.socket,
        data.resume_token,
        data.received,
        options,
      );
    }
    if (this.#session) this.#runPending(this.#session, options);
    else this.#startNew({ ...options, ...(data.greeting !== undefined && { greet: data.greeting }) }, data);
    if (this.#session && data.time_zone && !timeZone) {
      this.#fail('invalid_message', unknownZone(data.time_zone, this.#session.timeZone));
    }
  }

  #startNew(options: Partial<SessionOptions>, { resume_token }: SessionStartData): void {
    this.#open(options);
    if (resume_token && this.#session) {
      this.#fail(
        'session_not_found',
        'The earlier conversation has ended (it is kept for one minute). A new one was started.',
      );
    }
  }

  #open(options: Partial<SessionOptions>): Session | undefined {
    if (this.#session) return this.#session;
    if (this.sessions.isEnding) return this.#refuseSession(TRY_AGAIN_SOON, CLOSE.restarting, RESTARTING);
    if (this.sessions.full) return this.#refuseSession(NO_ROOM, CLOSE.overloaded, TOO_MANY_SESSIONS);
    const prepare = (session: Session) => this.#runPending(session, options);
    return (this.#session = this.sessions.start(this.graph, this.socket, options, prepare));
  }

  #refuseSession(error: string, code: number, reason: string): undefined {
    this.#fail('busy', error, true);
    this.socket.close(code, reason);
  }

  #runPending(session: Session, options: ResumeOptions): void {
    for (const { name, data } of this.#pending.take(options)) {
      const command: Command = COMMANDS[name];
      if (command.session === 'awaited') command.handle(session, data);
    }
  }

  #limited(kind: RateLimited['kind'], error: string): void {
    this.#exceeds = true;
    rateLimited.publish(() => ({ kind }));
    if (this.clock.now() - this.#limitNoticeAtMs < LIMIT_NOTICE_MS) return;
    this.#limitNoticeAtMs = this.clock.now();
    this.#fail('rate_limited', error);
  }

  #fail(code: ErrorCode, error: string, fatal = false): void {
    this.#send({ type: 'error', error, code, fatal });
  }

  #send(message: ServerMessage): void {
    this.socket.send(JSON.stringify(message));
  }
}

const isOfHandshake = (frame: ClientFrame): boolean =>
  frame.kind === 'command' && HANDSHAKE_COMMANDS.includes(frame.name);

/** The session goes on: a browser may know newer zones than the backend's Node. */
const unknownZone = (name: string, used: string): string =>
  `The backend does not know the time zone "${name}", so dates and times are given in ${used}. ` +
  'Send the IANA name of a zone, such as "Europe/Berlin".';

function outputRateHz(capabilities: string[]): number {
  const asked = capabilities.map((capability) => /^sample_rate:(\d+)$/.exec(capability)?.[1]).find(Boolean);
  return OUTPUT_RATES_HZ.find((hz) => hz === Number(asked)) ?? DEFAULT_OUTPUT_SAMPLE_RATE_HZ;
}
