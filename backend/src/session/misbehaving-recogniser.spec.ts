import { afterEach, describe, expect, it } from 'vitest';
import { Stt, type SttEvent, type SttInput } from '../stt/stt.port.js';
import { humTts, sayingLlm, ScriptedTts } from '../../../testing/scripted-providers.js';
import { TestSessions, audio, commands, frame, hang, speak, states, texts } from './testing/test-session.js';

/** Does as told with each stretch of speech, the first one being number 1. */
class OddStt extends Stt {
  readonly name = 'odd';

  constructor(
    private readonly onSpeechEnd: (stretch: number) => AsyncIterable<SttEvent> | Iterable<SttEvent>,
  ) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
    let stretch = 0;
    for await (const item of input) if (item.type === 'speech_end') yield* this.onSpeechEnd(++stretch);
  }
}

const final = (text: string): SttEvent => ({ type: 'final', text });

describe('a session with a recogniser that misbehaves', () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

  const answers = (socket: ReturnType<typeof start>['socket'], count: number) =>
    socket.waitFor((messages) => {
      const done = texts(messages).filter(({ role, is_final }) => role === 'assistant' && is_final);
      return done.length >= count ? done : undefined;
    });

  it('answers once where a transcript comes twice', async () => {
    const stt = new OddStt((stretch) =>
      stretch === 1 ? [final('what time is it'), final('what time is it')] : [final('thank you')],
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

  it('answers the next question where one transcript never comes', async () => {
    const stt = new OddStt(async function* (stretch) {
      if (stretch === 1) await hang();
      else yield final('what day is it');
    });
    const { session, socket } = start({ stt });
    speak(session);
    expect(await socket.error()).toMatchObject({ stage: 'stt', code: 'provider_timeout' });
    session.textInput({ text: 'hello' });
    expect(await answers(socket, 1)).toMatchObject([{ text: 'It is noon.' }]);
  });

  it('lets an answer go on when the recogniser dies in the middle of a sound over it', async () => {
    const stt = new OddStt(() => {
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

  it('stops a voice that dies while it is being interrupted, once', async () => {
    const tts = new ScriptedTts(async function* (pieces) {
      for await (const _ of pieces) {
        yield { pcm: new Int16Array(16_000).fill(1_000), piece: 0 };
        throw new Error('connection reset');
      }
    });
    const { session, socket } = start({ stt: new OddStt(() => [final('stop')]), tts });
    session.textInput({ text: 'hello' });
    await socket.firstAudio();
    speak(session);
    await socket.waitFor((messages) =>
      texts(messages).find(({ role, is_final, text }) => role === 'user' && is_final && text === 'stop'),
    );
    await socket.state('listening');
    expect(commands(socket.received).filter((name) => name === 'flush').length).toBeLessThanOrEqual(1);
    expect(audio(socket.received)).toHaveLength(1);
  });

  it.each(['👍', '```\ncode\n```', ''])(
    'is listening after an answer that cannot be spoken: %s',
    async (text) => {
      const { session, socket } = start({
        stt: new OddStt(() => [final('what time is it')]),
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
