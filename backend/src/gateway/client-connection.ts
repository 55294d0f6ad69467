import type { ClientCommand, ErrorCode } from '#protocol';
import { CLOSE, DEFAULT_OUTPUT_SAMPLE_RATE_HZ, INPUT_SAMPLE_RATE_HZ } from '#protocol';
import type { Session } from '../session/session.js';
import type { ClientSocket } from '../session/session-output.js';
import type { SessionService } from '../session/session.service.js';
import { parseFrame } from './frame-codec.js';
import { TokenBucket } from './rate-limit.js';

/** A recording may be sent at once (a minute of it), but not for long faster than somebody can speak. */
const AUDIO_BURST_SAMPLES = INPUT_SAMPLE_RATE_HZ * 60;
const AUDIO_SAMPLES_PER_SECOND = INPUT_SAMPLE_RATE_HZ * 2;
const COMMAND_BURST = 200;
const COMMANDS_PER_SECOND = 50;

/** A limit that is hit is said once, and again when this long has passed. */
const LIMIT_NOTICE_MS = 1_000;

const OUTPUT_RATES_HZ = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000];

/** One socket: frames in, in order, to the session that it belongs to. */
export class ClientConnection {
  #session: Session | undefined;
  readonly #audioBudget: TokenBucket;
  readonly #commandBudget: TokenBucket;
  #limitSaidAt = -Infinity;

  constructor(
    private readonly socket: ClientSocket,
    private readonly sessions: SessionService,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#audioBudget = new TokenBucket(AUDIO_BURST_SAMPLES, AUDIO_SAMPLES_PER_SECOND, now());
    this.#commandBudget = new TokenBucket(COMMAND_BURST, COMMANDS_PER_SECOND, now());
  }

  frame(data: Buffer): void {
    const frame = parseFrame(data);
    if (frame.kind === 'audio') return this.#audio(frame.pcm);
    if (!this.#commandBudget.take(1, this.now())) return this.#limited('Too many messages in a short time.');
    if (frame.kind === 'error') return this.#fail(frame.code, frame.error);
    this.#command(frame.command);
  }

  closed(): void {
    if (this.#session) this.sessions.leave(this.#session, this.socket);
    this.#session = undefined;
  }

  #audio(pcm: Int16Array): void {
    if (!this.#audioBudget.take(pcm.length, this.now())) {
      return this.#limited('Audio comes faster than it can be heard. Send it in real time.');
    }
    this.#open({})?.audio(pcm);
  }

  #command(command: ClientCommand): void {
    switch (command.name) {
      case 'ping':
        return this.socket.send(JSON.stringify({ type: 'cmd', name: 'pong', data: { t: command.data.t } }));
      case 'session_start':
        return this.#start(command.data);
      case 'text_input':
        // Somebody who begins by typing has a question, and wants no greeting over the answer.
        return this.#open({ greet: false })?.textInput(command.data);
      case 'interrupt':
        return this.#session?.interrupt(command.data);
      case 'playback':
        return this.#session?.playback(command.data);
      case 'push_to_talk':
        return this.#open({})?.pushToTalk(command.data);
      case 'update_config':
        return this.#updateConfig(command.data);
      default:
        return this.#fail('unknown_message', `The command "${command.name}" is not known to this version.`);
    }
  }

  #start(data: Extract<ClientCommand, { name: 'session_start' }>['data']): void {
    if (this.#session) {
      return this.#fail(
        'invalid_message',
        'This connection has a session already. "session_start" comes first.',
      );
    }
    if (data.resume_token !== undefined) {
      this.#session = this.sessions.resume(this.socket, data.resume_token, data.received);
      if (this.#session) return;
    }
    this.#open({
      ...(data.mode && { mode: data.mode }),
      ...(data.language && { language: data.language }),
      ...(data.greeting !== undefined && { greet: data.greeting }),
      outputHz: outputRate(data.capabilities),
    });
    if (data.resume_token !== undefined && this.#session) {
      this.#fail(
        'session_not_found',
        'The earlier conversation is over (it is kept for a minute). A new one began.',
      );
    }
  }

  #updateConfig(data: Extract<ClientCommand, { name: 'update_config' }>['data']): void {
    this.#open({})?.updateConfig(data);
  }

  #open(settings: Parameters<SessionService['start']>[1]): Session | undefined {
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
    return (this.#session = this.sessions.start(this.socket, settings));
  }

  #limited(error: string): void {
    if (this.now() - this.#limitSaidAt < LIMIT_NOTICE_MS) return;
    this.#limitSaidAt = this.now();
    this.#fail('rate_limited', error);
  }

  #fail(code: ErrorCode, error: string, fatal = false): void {
    this.socket.send(JSON.stringify({ type: 'error', error, code, fatal }));
  }
}

function outputRate(capabilities: string[] = []): number {
  const asked = capabilities.map((capability) => /^sample_rate:(\d+)$/.exec(capability)?.[1]).find(Boolean);
  return OUTPUT_RATES_HZ.find((hz) => hz === Number(asked)) ?? DEFAULT_OUTPUT_SAMPLE_RATE_HZ;
}
