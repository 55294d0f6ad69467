import { EventEmitter, once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { AudioMessage, ErrorMessage, ServerMessage, TextData } from '#protocol';
import { systemClock } from '../common/clock.js';
import type { LlmEvent } from '../llm/llm.port.js';
import { ResilientLlm } from '../llm/resilient-llm.js';
import { DEFAULT_CONVERSATION_OPTIONS } from '../main-control/conversation-options.js';
import { Stt, type SttEvent, type SttInput } from '../stt/stt.port.js';
import { ResilientStt } from '../stt/resilient-stt.js';
import { ResilientTts } from '../tts/resilient-tts.js';
import {
  humTts,
  LoudnessVad,
  sayingLlm,
  ScriptedLlm,
  ScriptedStt,
  ScriptedTts,
} from '../testing/scripted-providers.js';
import { Vad, type VadFrame } from '../vad/vad.port.js';
import type { ClientSocket } from './session-output.js';
import { Session, type SessionProviders } from './session.js';

class FakeSocket extends EventEmitter implements ClientSocket {
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

  /** The newest state is this one. */
  state(state: string): Promise<true> {
    return this.waitFor((messages) => (states(messages).at(-1) === state ? true : undefined));
  }

  firstAudio(): Promise<AudioMessage> {
    return this.waitFor((messages) => audio(messages)[0]);
  }
}

const texts = (messages: ServerMessage[]): TextData[] =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'text_data' ? [message.data] : [],
  );
const states = (messages: ServerMessage[]): string[] =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'state' ? [message.data.state] : [],
  );
const audio = (messages: ServerMessage[]): AudioMessage[] =>
  messages.filter((message): message is AudioMessage => message.type === 'audio');
const commands = (messages: ServerMessage[]): string[] =>
  messages.flatMap((message) => (message.type === 'cmd' ? [message.name] : []));

/** As the modules of the stages wrap them, but less patient. */
const resilient = ({ vad, stt, llm, tts }: SessionProviders): SessionProviders => ({
  vad,
  stt: new ResilientStt([stt], { stallMs: 100 }),
  llm: new ResilientLlm([llm], { stallMs: 100 }),
  tts: new ResilientTts([tts], { stallMs: 100 }),
});

const hang = (): Promise<never> => new Promise(() => undefined);
/** One loud or silent message of 20 ms. */
const frame = (loud: boolean): Int16Array => new Int16Array(320).fill(loud ? 8_000 : 0);

describe(Session.name, () => {
  const open: Session[] = [];
  afterEach(() => open.splice(0).forEach((session) => session.close()));

  function start(providers: Partial<SessionProviders> = {}, greeting = '') {
    const socket = new FakeSocket();
    const session = new Session(
      { mode: 'hands_free', language: 'en-US', greet: true, outputHz: 16_000 },
      {
        providers: resilient({
          vad: new LoudnessVad(),
          stt: new ScriptedStt(['what time is it']),
          llm: sayingLlm('It is noon.'),
          tts: humTts(),
          ...providers,
        }),
        options: { ...DEFAULT_CONVERSATION_OPTIONS, greeting },
        vadStallMs: 100,
        clock: systemClock,
        log: () => undefined,
      },
    );
    open.push(session);
    session.start(socket);
    return { session, socket };
  }

  function speak(session: Session): void {
    for (let i = 0; i < 20; i++) session.audio(frame(true));
    for (let i = 0; i < 20; i++) session.audio(frame(false));
  }

  it('hears, thinks and speaks', async () => {
    const { session, socket } = start();
    speak(session);
    expect(await socket.text('user')).toMatchObject({ text: 'what time is it', turn_id: 1 });
    expect(await socket.text('assistant')).toMatchObject({
      text: 'It is noon.',
      turn_id: 1,
      interrupted: false,
    });
    expect(states(socket.received)).toEqual(['listening', 'listening', 'thinking', 'speaking', 'listening']);
    const chunks = audio(socket.received);
    expect(chunks.map(({ metadata }) => metadata.seq)).toEqual([0, 1, 2]);
    expect(chunks[0]!.metadata).toEqual({
      sample_rate: 16_000,
      channels: 1,
      bytes_per_sample: 2,
      samples_per_channel: 1_600,
      turn_id: 1,
      seq: 0,
    });
    expect(commands(socket.received)).toEqual(['audio_end']);
  });

  it('greets', async () => {
    const { socket } = start({}, 'Hello there.');
    expect(await socket.text('assistant')).toMatchObject({ text: 'Hello there.', turn_id: 1 });
  });

  it('sends no more than 3 s ahead of playback', async () => {
    const { session, socket } = start({ tts: humTts(20_000) });
    session.textInput({ text: 'hello' });
    await socket.waitFor((messages) => (audio(messages).length >= 30 ? true : undefined));
    const sent = audio(socket.received).length;
    // What is reported as played makes room for as much again.
    session.playback({ turn_id: 1, played_ms: 2_000, state: 'playing' });
    await socket.waitFor((messages) => (audio(messages).length >= 50 ? true : undefined));
    expect(sent).toBeLessThanOrEqual(32);
    expect(audio(socket.received).length).toBeLessThanOrEqual(54);
  });

  it('waits for a socket that does not take more', async () => {
    const { session, socket } = start({ tts: humTts(2_000) });
    session.textInput({ text: 'hello' });
    await socket.firstAudio();
    const sent = audio(socket.received).length;
    socket.bufferedAmount = 10_000_000;
    session.textInput({ text: 'hello again' });
    await socket.waitFor((messages) =>
      texts(messages).find(({ turn_id, role }) => turn_id === 2 && role === 'assistant'),
    );
    expect(audio(socket.received).filter(({ metadata }) => metadata.turn_id === 2)).toEqual([]);
    socket.bufferedAmount = 0;
    await socket.waitFor((messages) => audio(messages).find(({ metadata }) => metadata.turn_id === 2));
    expect(sent).toBeGreaterThan(0);
  });

  it('takes a surer voice to hold the answer while it is audible', async () => {
    class DoubtfulVad extends LoudnessVad {
      override async *detect(audio: AsyncIterable<Int16Array>): AsyncGenerator<VadFrame, void, undefined> {
        for await (const { pcm, speechProbability } of super.detect(audio)) {
          yield { pcm, speechProbability: speechProbability * (pcm[0]! > 10_000 ? 1 : 0.6) };
        }
      }
    }
    const { session, socket } = start({ vad: new DoubtfulVad(), tts: humTts(20_000) });
    session.textInput({ text: 'hello' });
    await socket.firstAudio();
    for (let i = 0; i < 10; i++) session.audio(frame(true));
    for (let i = 0; i < 10; i++) session.audio(new Int16Array(320).fill(20_000));
    await socket.waitFor((messages) => (commands(messages).includes('pause_playback') ? true : undefined));
    const doubtful = start({ vad: new DoubtfulVad(), tts: humTts(20_000) });
    doubtful.session.textInput({ text: 'hello' });
    await doubtful.socket.firstAudio();
    for (let i = 0; i < 50; i++) doubtful.session.audio(frame(true));
    await doubtful.socket.waitFor((messages) => (audio(messages).length >= 25 ? true : undefined));
    expect(commands(doubtful.socket.received)).toEqual([]);
  });

  it('gives the recogniser all audio of a push-to-talk turn before its end', async () => {
    const heard: string[] = [];
    class NotingStt extends Stt {
      readonly name = 'noting';
      async warmUp(): Promise<void> {}
      async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
        for await (const item of input) {
          heard.push(item.type);
          if (item.type === 'speech_end') yield { type: 'final', text: 'hello' };
        }
      }
    }
    const { session, socket } = start({ stt: new NotingStt() });
    session.updateConfig({ mode: 'push_to_talk' });
    session.pushToTalk({ state: 'down' });
    for (let i = 0; i < 20; i++) session.audio(new Int16Array(512).fill(8_000));
    session.pushToTalk({ state: 'up' });
    expect(await socket.text('user')).toMatchObject({ text: 'hello' });
    expect(heard).toEqual(['speech_start', ...Array<string>(20).fill('audio'), 'speech_end']);
  });

  describe('with providers that misbehave', () => {
    it.each<[string, () => AsyncGenerator<LlmEvent, void, undefined>, string]>([
      [
        'throws',
        async function* () {
          throw new Error('secret internals');
        },
        'provider_unavailable',
      ],
      [
        'hangs',
        async function* () {
          await hang();
        },
        'provider_timeout',
      ],
      [
        'hangs after a word',
        async function* () {
          yield { type: 'text', text: 'Well' };
          await hang();
        },
        'provider_timeout',
      ],
    ])('a model that %s ends in an error and in listening', async (_, script, code) => {
      const { session, socket } = start({ llm: new ScriptedLlm(script) });
      session.textInput({ text: 'hello' });
      expect(await socket.error()).toMatchObject({ code, stage: 'llm', turn_id: 1, fatal: false });
      await socket.state('listening');
      expect((await socket.error()).error).not.toContain('secret');
    });

    it.each<[string, ScriptedTts]>([
      [
        'throws',
        new ScriptedTts(async function* () {
          throw new Error('boom');
        }),
      ],
      [
        'hangs',
        new ScriptedTts(async function* (pieces) {
          for await (const _ of pieces) await hang();
        }),
      ],
      [
        'hangs after a chunk',
        new ScriptedTts(async function* () {
          yield { pcm: new Int16Array(160), piece: 0 };
          await hang();
        }),
      ],
    ])('a voice that %s ends in an error, and the answer can be read', async (_, tts) => {
      const { session, socket } = start({ tts });
      session.textInput({ text: 'hello' });
      expect(await socket.error()).toMatchObject({ stage: 'tts', turn_id: 1 });
      expect(await socket.text('assistant')).toMatchObject({ text: 'It is noon.', is_final: true });
      await socket.state('listening');
    });

    it('a model that ignores the abort gets nothing out', async () => {
      const late = Promise.withResolvers<void>();
      const llm = new ScriptedLlm(async function* ({ messages }) {
        const last = messages.at(-1)!.content;
        yield { type: 'text', text: `Answer to ${last}. ` };
        if (last === 'one') await late.promise;
        yield { type: 'text', text: 'Late words. ' };
      });
      const { session, socket } = start({ llm });
      session.textInput({ text: 'one' });
      await socket.firstAudio();
      session.textInput({ text: 'two' });
      late.resolve();
      await socket.waitFor((messages) =>
        texts(messages).find(({ turn_id, text }) => turn_id === 2 && /Late/.test(text)),
      );
      expect(
        texts(socket.received).filter(({ turn_id, text }) => turn_id === 1 && /Late/.test(text)),
      ).toEqual([]);
    });

    it('a voice that ignores the abort gets nothing out after the flush', async () => {
      const tts = new ScriptedTts(async function* (pieces) {
        for await (const _ of pieces)
          for (let i = 0; i < 50; i++) yield { pcm: new Int16Array(160).fill(i), piece: 0 };
      });
      const { session, socket } = start({ tts });
      session.textInput({ text: 'one' });
      await socket.firstAudio();
      session.interrupt({ turn_id: 1 });
      const at = socket.received.findIndex((message) => message.type === 'cmd' && message.name === 'flush');
      expect(at).toBeGreaterThan(0);
      session.textInput({ text: 'two' });
      await socket.waitFor((messages) => audio(messages).find(({ metadata }) => metadata.turn_id === 2));
      expect(audio(socket.received.slice(at)).filter(({ metadata }) => metadata.turn_id === 1)).toEqual([]);
    });

    it('a recogniser that fails leaves typed turns', async () => {
      class DeadStt extends Stt {
        readonly name = 'dead';
        async warmUp(): Promise<void> {}
        async *transcribe(): AsyncGenerator<never, void, undefined> {
          throw new Error('no library');
        }
      }
      const { session, socket } = start({ stt: new DeadStt() });
      session.audio(frame(true));
      expect(await socket.error()).toMatchObject({ stage: 'stt', code: 'provider_unavailable' });
      session.textInput({ text: 'hello' });
      expect(await socket.text('assistant')).toMatchObject({ text: 'It is noon.' });
    });

    it.each<[string, () => AsyncGenerator<never, void, undefined>, string]>([
      [
        'fails',
        async function* () {
          throw new Error('no model');
        },
        'provider_unavailable',
      ],
      [
        'hangs',
        async function* () {
          await hang();
        },
        'provider_timeout',
      ],
    ])('a detector that %s leaves typed turns', async (_, script, code) => {
      class DeadVad extends Vad {
        readonly name = 'dead';
        async warmUp(): Promise<void> {}
        detect = script;
      }
      const { session, socket } = start({ vad: new DeadVad() });
      session.audio(frame(true));
      expect(await socket.error()).toMatchObject({ stage: 'vad', code });
      session.textInput({ text: 'hello' });
      expect(await socket.text('assistant')).toMatchObject({ text: 'It is noon.' });
    });
  });

  describe('resume', () => {
    it('goes on with the answer on the new socket, without a gap and without a repeat', async () => {
      const { session, socket } = start({ tts: humTts(20_000) });
      session.textInput({ text: 'hello' });
      await socket.waitFor((messages) => (audio(messages).length >= 30 ? true : undefined));
      session.detach(socket);
      const last = audio(socket.received).at(-1)!.metadata;
      const next = new FakeSocket();
      // The client lost the last ten messages with the socket.
      session.resume(next, { turn_id: last.turn_id, seq: last.seq - 10 });
      session.playback({ turn_id: 1, played_ms: 2_500, state: 'playing' });
      await next.waitFor((messages) => (audio(messages).length >= 20 ? true : undefined));
      expect(next.received[0]).toMatchObject({ type: 'data', name: 'session', data: { resumed: true } });
      const seqs = audio(next.received).map(({ metadata }) => metadata.seq);
      expect(seqs).toEqual(seqs.map((_, i) => last.seq - 9 + i));
    });

    it('tells what happened meanwhile', async () => {
      const words = Promise.withResolvers<void>();
      const llm = new ScriptedLlm(async function* () {
        yield { type: 'text', text: 'One. ' };
        await words.promise;
        yield { type: 'text', text: 'Two. ' };
      });
      const { session, socket } = start({ llm });
      session.textInput({ text: 'count' });
      await socket.firstAudio();
      session.detach(socket);
      words.resolve();
      const next = new FakeSocket();
      await new Promise(setImmediate);
      session.resume(next);
      expect(await next.text('assistant')).toMatchObject({ text: 'One. Two. ', is_final: true });
      expect(socket.received.some((message) => JSON.stringify(message).includes('Two'))).toBe(false);
    });

    it('closes an older socket that is still open', () => {
      const { session, socket } = start();
      session.resume(new FakeSocket());
      expect(socket.closedWith).toBe(1000);
      expect(session.detach(socket)).toBe(false);
      expect(session.attached).toBe(true);
    });
  });
});
