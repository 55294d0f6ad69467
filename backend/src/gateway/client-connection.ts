import { systemClock, type Clock } from '../common/clock/clock.js';
import type { ClientCommand, ErrorCode } from '#protocol';
import { CLOSE, DEFAULT_OUTPUT_SAMPLE_RATE_HZ, INPUT_SAMPLE_RATE_HZ, MAX_MESSAGE_BYTES } from '#protocol';
import type { SessionSettings, SessionWishes } from '../session/session-options.js';
import type { Session } from '../session/session.js';
import type { ClientSocket } from '../session/session-output.js';
import type { SessionService } from '../session/session.service.js';
import { EarlyWishes, type Wish } from './pending-commands.js';
import { decodeAudio, parseFrame, readCommand, type AudioFrame, type FrameError } from './frame-codec.js';
import { TokenBucket } from './rate-limit.js';

/**
 * What a client kept of an outage may come at once (libs/client keeps 10 s), and what is said meanwhile; but not for long
 * more than somebody can say. All of it waits for one detector, and other people's with it.
 */
const AUDIO_BURST_SAMPLES = INPUT_SAMPLE_RATE_HZ * 15;
const AUDIO_SAMPLES_PER_SECOND = INPUT_SAMPLE_RATE_HZ * 2;
/**
 * Of all messages, before anything is done with them: reading one of 1 MiB takes tens of milliseconds of everybody's time.
 * A microphone takes 43 KB/s, and a long page now and then 300 KB.
 */
const BYTES_BURST = 4 * MAX_MESSAGE_BYTES;
const BYTES_PER_SECOND = MAX_MESSAGE_BYTES / 2;

const COMMAND_BURST = 200;
const COMMANDS_PER_SECOND = 50;

/** A limit that is hit is said once, and again when this long has passed. */
const LIMIT_NOTICE_MS = 1_000;

const OUTPUT_RATES_HZ = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000];

/** One socket: frames in, in order, to the session that it belongs to. */
export class ClientConnection {
  #session: Session | undefined;
  readonly #early = new EarlyWishes();
  readonly #byteBudget: TokenBucket;
  readonly #audioBudget: TokenBucket;
  readonly #commandBudget: TokenBucket;
  #limitSaidAt = -Infinity;

  constructor(
    private readonly socket: ClientSocket,
    private readonly sessions: SessionService,
    private readonly clock: Clock = systemClock,
  ) {
    this.#byteBudget = new TokenBucket(BYTES_BURST, BYTES_PER_SECOND, clock.now());
    this.#audioBudget = new TokenBucket(AUDIO_BURST_SAMPLES, AUDIO_SAMPLES_PER_SECOND, clock.now());
    this.#commandBudget = new TokenBucket(COMMAND_BURST, COMMANDS_PER_SECOND, clock.now());
  }

  get hasSession(): boolean {
    return this.#session !== undefined;
  }

  frame(data: Buffer): void {
    // Another connection has the session now: what still comes from here must not be mixed into it.
    if (this.#session && !this.#session.isAttachedTo(this.socket)) return;
    if (!this.#byteBudget.take(data.length, this.clock.now())) {
      return this.#limited('Too much data in a short time.');
    }
    const frame = parseFrame(data);
    if (frame.kind === 'audio') return this.#audio(frame);
    if (frame.kind === 'error') return this.#refuse(frame);
    // Before its data is checked: see above.
    if (!this.#mayTell()) return;
    const read = readCommand(frame);
    if (read.kind === 'error') return this.#fail(read.code, read.error);
    this.#command(read.command, data.length);
  }

  closed(): void {
    if (this.#session) this.sessions.leave(this.#session, this.socket);
    this.#session = undefined;
  }

  #audio(frame: AudioFrame): void {
    // Before it is decoded: who sends too much is to cost little.
    if (!this.#audioBudget.take(frame.samples, this.clock.now())) {
      return this.#limited('Audio comes faster than it can be heard. Send it in real time.');
    }
    const decoded = decodeAudio(frame);
    if (decoded.kind === 'error') return this.#refuse(decoded);
    this.#open({})?.audio(decoded.pcm);
  }

  #refuse({ code, error }: FrameError): void {
    if (this.#mayTell()) this.#fail(code, error);
  }

  #mayTell(): boolean {
    const may = this.#commandBudget.take(1, this.clock.now());
    if (!may) this.#limited('Too many messages in a short time.');
    return may;
  }

  #command(command: ClientCommand, bytes: number): void {
    switch (command.name) {
      case 'ping':
        return this.socket.send(JSON.stringify({ type: 'cmd', name: 'pong', data: { t: command.data.t } }));
      case 'session_start':
        return this.#start(command.data);
      case 'text_input':
        // Somebody who begins by typing has a question, and wants no greeting over the answer.
        return this.#open({ greet: false })?.textInput(command.data);
      case 'push_to_talk':
        return this.#open({})?.pushToTalk(command.data);
      case 'interrupt':
        return this.#session?.interrupt(command.data);
      case 'playback':
        return this.#session?.playback(command.data);
      case 'tool_result':
        if (this.#session) return this.#session.toolResult(command.data);
        return this.#fail('invalid_message', 'No tool call waits for a result: there is no session yet.');
      default:
        if (this.#session) return this.#wish(this.#session, command);
        this.#early.add(command, bytes);
    }
  }

  #wish(session: Session, command: Wish): void {
    switch (command.name) {
      case 'update_config':
        return session.updateConfig(command.data);
      case 'page_context':
        return session.pageContext(command.data);
      case 'tool_register':
        return session.toolRegister(command.data);
    }
  }

  #start(data: Extract<ClientCommand, { name: 'session_start' }>['data']): void {
    if (this.#session) {
      return this.#fail(
        'invalid_message',
        'This connection has a session already. "session_start" comes first.',
      );
    }
    const wishes = {
      ...(data.mode && { mode: data.mode }),
      ...(data.language && { language: data.language }),
      ...(data.capabilities && { outputHz: outputRate(data.capabilities) }),
    };
    if (data.resume_token) {
      this.#session = this.sessions.resume(this.socket, data.resume_token, data.received, wishes);
      if (this.#session) return this.#catchUp(this.#session, wishes);
    }
    this.#open({ ...wishes, ...(data.greeting !== undefined && { greet: data.greeting }) });
    if (data.resume_token && this.#session) {
      this.#fail(
        'session_not_found',
        'The earlier conversation is over (it is kept for a minute). A new one began.',
      );
    }
  }

  #open(settings: Partial<SessionSettings>): Session | undefined {
    if (this.#session) return this.#session;
    if (this.sessions.full) {
      this.#fail(
        'busy',
        'The backend has as many conversations as it can hold. Please try again later.',
        true,
      );
      this.socket.close(CLOSE.overloaded, 'Too many sessions, try again later');
      return undefined;
    }
    const prepare = (session: Session) => this.#catchUp(session, settings);
    return (this.#session = this.sessions.start(this.socket, settings, prepare));
  }

  #catchUp(session: Session, wishes: SessionWishes): void {
    for (const command of this.#early.take(wishes)) this.#wish(session, command);
  }

  #limited(error: string): void {
    if (this.clock.now() - this.#limitSaidAt < LIMIT_NOTICE_MS) return;
    this.#limitSaidAt = this.clock.now();
    this.#fail('rate_limited', error);
  }

  #fail(code: ErrorCode, error: string, fatal = false): void {
    this.socket.send(JSON.stringify({ type: 'error', error, code, fatal }));
  }
}

function outputRate(capabilities: string[]): number {
  const asked = capabilities.map((capability) => /^sample_rate:(\d+)$/.exec(capability)?.[1]).find(Boolean);
  return OUTPUT_RATES_HZ.find((hz) => hz === Number(asked)) ?? DEFAULT_OUTPUT_SAMPLE_RATE_HZ;
}
