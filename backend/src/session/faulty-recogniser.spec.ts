import { afterEach, describe, expect, it } from 'vitest';
import { Stt, type SttEvent, type SttInput } from '../stt/stt.port.js';
import { humTts, sayingLlm, ScriptedTts } from '../../../testing/scripted-providers.js';
import {
  TestSessions,
  commands,
  frame,
  hang,
  samplesSent,
  speak,
  states,
  texts,
} from './testing/test-session.js';

/** Transcribes each segment of speech with the given function; the first segment is number 1. */
class ScriptableStt extends Stt {
  readonly name = 'scriptable';

  constructor(
    private readonly onSpeechEnd: (segment: number) => AsyncIterable<SttEvent> | Iterable<SttEvent>,
  ) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
    let segment = 0;
    for await (const item of input) if (item.type === 'speech_end') yield* this.onSpeechEnd(++segment);
  }
}

const final = (text: string): SttEvent => ({ type: 'final', text });

describe('a session with a faulty recogniser', () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

  const answers = (socket: ReturnType<typeof start>['socket'], count: number) =>
    socket.waitFor((messages) => {
      const done = texts(messages).filter(({ role, is_final }) => role === 'assistant' && is_final);
      return done.length >= count ? done : undefined;
    });

  it('answers once when a transcript comes twice', async () => {
    const stt = new ScriptableStt((segment) =>
      segment === 1 ? [final('what time is it'), final('what time is it')] : [final('thank you')],
    );
    const { session, socket } = start({ stt });
    speak(session);
    await answers(socket, 1);
    speak(session);
    await answers(socket, 2);
    const questions = texts(socket.received).filter(({ role, is_final }) => role === 'user' && is_final);
    expect(questions.map(({ turn_id, text }) => [turn_id, text])).toEqual([
      [1, 'what time is it'],
      [2, 'thank you'],
    ]);
  });

  it('answers the next question when a transcript never comes', async () => {
    const stt = new ScriptableStt(async function* (segment) {
      if (segment === 1) await hang();
      else yield final('what day is it');
    });
    const { session, socket } = start({ stt });
    speak(session);
    expect(await socket.error()).toMatchObject({ stage: 'stt', code: 'provider_timeout' });
    session.textInput({ text: 'hello' });
    expect(await answers(socket, 1)).toMatchObject([{ text: 'It is noon.' }]);
  });

  it('resumes the answer when the recogniser fails during a sound over it', async () => {
    const stt = new ScriptableStt(() => {
      throw new Error('no library');
    });
    const { session, socket } = start({ stt, tts: humTts(2_000) });
    session.textInput({ text: 'hello' });
    await socket.firstAudio();
    for (let i = 0; i < 10; i++) session.audio(frame(true));
    for (let i = 0; i < 30; i++) session.audio(frame(false));
    await socket.waitFor((messages) => commands(messages).find((name) => name === 'resume_playback'));
    expect(commands(socket.received)).not.toContain('flush');
  });

  it('flushes at most once when the TTS fails during an interruption', async () => {
    const tts = new ScriptedTts(async function* (clauses) {
      for await (const _ of clauses) {
        yield { pcm: new Int16Array(16_000).fill(1_000), clause: 0 };
        throw new Error('connection reset');
      }
    });
    const { session, socket } = start({ stt: new ScriptableStt(() => [final('stop')]), tts });
    session.textInput({ text: 'hello' });
    await socket.firstAudio();
    speak(session);
    await socket.waitFor((messages) =>
      texts(messages).find(({ role, is_final, text }) => role === 'user' && is_final && text === 'stop'),
    );
    await socket.state('listening');
    expect(commands(socket.received).filter((name) => name === 'flush').length).toBeLessThanOrEqual(1);
    expect(samplesSent(socket.received)).toBeLessThanOrEqual(16_000);
  });

  it.each(['👍', '```\ncode\n```', ''])(
    'listens again after an answer that cannot be spoken: %s',
    async (text) => {
      const { session, socket } = start({
        stt: new ScriptableStt(() => [final('what time is it')]),
        llm: sayingLlm(text),
      });
      speak(session);
      await answers(socket, 1);
      await socket.state('listening');
      session.textInput({ text: 'hello' });
      await answers(socket, 2);
      expect(states(socket.received).at(-1)).toBe('listening');
    },
  );
});
