/** Sessions with scripted providers and a socket that records its messages, for tests. */
import { EventEmitter, once } from 'node:events';
import type { AudioMessage, ErrorMessage, ServerMessage, TextData } from '#protocol';
import { systemClock } from '../../common/clock/clock.js';
import { ResilientLlm } from '../../llm/resilient-llm.js';
import { DEFAULT_CONVERSATION_OPTIONS } from '../../main-control/options/conversation-options.js';
import { ResilientStt } from '../../stt/resilient-stt.js';
import { humTts, LoudnessVad, sayingLlm, ScriptedStt } from '../../../../testing/scripted-providers.js';
import type { Recording } from '../../recording/recording.js';
import { SkillAnswerer } from '../../skills/skill-answerer.js';
import { UserData } from '../../user-data/user-data.js';
import { ResilientTts } from '../../tts/resilient-tts.js';
import type { ClientSocket } from '../session-output.js';
import type { SessionDeps, SessionOptions } from '../session-options.js';
import type { ProviderChoosers, ProviderSet } from '../session-providers.js';
import { Session } from '../session.js';

export class FakeSocket extends EventEmitter implements ClientSocket {
  readonly received: ServerMessage[] = [];
  bufferedAmount = 0;
  closedWith: number | undefined;

  send(frame: string): void {
    this.received.push(JSON.parse(frame) as ServerMessage);
    this.emit('message');
  }

  close(code: number): void {
    this.closedWith = code;
  }

  async waitFor<T>(find: (messages: ServerMessage[]) => T | undefined): Promise<T> {
    for (;;) {
      const found = find(this.received);
      if (found !== undefined) return found;
      await once(this, 'message');
    }
  }

  text(role: TextData['role'], final = true): Promise<TextData> {
    return this.waitFor((messages) =>
      texts(messages).find((data) => data.role === role && data.is_final === final),
    );
  }

  error(): Promise<ErrorMessage> {
    return this.waitFor((messages) =>
      messages.find((message): message is ErrorMessage => message.type === 'error'),
    );
  }

  /** Resolves when this is the newest state. */
  state(state: string): Promise<true> {
    return this.waitFor((messages) => (states(messages).at(-1) === state ? true : undefined));
  }

  /** Resolves when all audio of the turn was sent. */
  audioEnd(turnId: number): Promise<ServerMessage> {
    return this.waitFor((messages) =>
      messages.find(
        (message) =>
          message.type === 'cmd' && message.name === 'audio_end' && message.data.turn_id === turnId,
      ),
    );
  }

  firstAudio(): Promise<AudioMessage> {
    return this.waitFor((messages) => audio(messages)[0]);
  }
}

export const texts = (messages: ServerMessage[]): TextData[] =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'text_data' ? [message.data] : [],
  );
export const states = (messages: ServerMessage[]): string[] =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'state' ? [message.data.state] : [],
  );
export const audio = (messages: ServerMessage[]): AudioMessage[] =>
  messages.filter((message): message is AudioMessage => message.type === 'audio');
export const samplesSent = (messages: ServerMessage[]): number =>
  audio(messages).reduce((sum, { metadata }) => sum + metadata.samples_per_channel, 0);
export const commands = (messages: ServerMessage[]): string[] =>
  messages.flatMap((message) => (message.type === 'cmd' ? [message.name] : []));

/** Wrapped like in the stage modules, with shorter timeouts. */
const resilient = ({ vad, stt, llm, tts }: ProviderSet): ProviderSet => ({
  vad,
  stt: new ResilientStt([stt], { stallMs: 100 }),
  llm: new ResilientLlm([llm], { stallMs: 100 }),
  tts: new ResilientTts([tts], { stallMs: 100 }),
});

export const hang = (): Promise<never> => new Promise(() => undefined);
/** One loud or silent message of 20 ms. */
export const frame = (loud: boolean): Int16Array => new Int16Array(320).fill(loud ? 8_000 : 0);

export interface TestSession {
  session: Session;
  socket: FakeSocket;
  user: UserData;
}

/** Starts sessions for a test and closes them at its end. */
export class TestSessions {
  readonly #open: Session[] = [];

  start(
    providers: Partial<ProviderSet> = {},
    greeting = '',
    choosers?: ProviderChoosers,
    answererFirst = false,
    options: Partial<SessionOptions> = {},
    recording?: Recording,
    more: Partial<SessionDeps> = {},
  ): TestSession {
    const socket = new FakeSocket();
    const user = new UserData();
    const session = new Session(
      {
        ...{ mode: 'hands_free', language: 'en-US', timeZone: 'UTC', greet: true },
        ...{ outputHz: 16_000, callControl: false, earcons: false, reading: false },
        ...{ approvals: false, dictation: false },
        ...options,
      },
      {
        providers: resilient({
          vad: new LoudnessVad(),
          stt: new ScriptedStt(['what time is it']),
          llm: sayingLlm('It is noon.'),
          tts: humTts(),
          ...providers,
        }),
        ...(choosers && { choosers }),
        user,
        ...(recording && { recording }),
        answerer: new SkillAnswerer(),
        answererFirst,
        options: { ...DEFAULT_CONVERSATION_OPTIONS, greeting },
        vadStallMs: 100,
        clock: systemClock,
        log: () => undefined,
        ...more,
      },
    );
    this.#open.push(session);
    session.start(socket);
    return { session, socket, user };
  }

  end(): void {
    this.#open.splice(0).forEach((session) => session.close());
  }
}

/** Simulates an utterance: 0.4 s of sound, then 0.4 s of silence. */
export function speak(session: Session): void {
  for (let i = 0; i < 20; i++) session.audio(frame(true));
  for (let i = 0; i < 20; i++) session.audio(frame(false));
}
