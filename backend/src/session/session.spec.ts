import { afterEach, describe, expect, it } from 'vitest';
import { Stt, type SttEvent, type SttInput } from '../stt/stt.port.js';
import { LoudnessVad, humTts, sayingLlm, ScriptedTts } from '../../../testing/scripted-providers.js';
import { type VadFrame } from '../vad/vad.port.js';
import { Session } from './session.js';
import {
  TestSessions,
  audio,
  commands,
  frame,
  speak,
  samplesSent,
  states,
  texts,
} from './testing/test-session.js';

describe(Session.name, () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

  it('answers a spoken question', async () => {
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

  it('sends the times of words that come after their audio', async () => {
    const tts = new ScriptedTts(async function* (clauses) {
      for await (const _ of clauses) {
        yield { pcm: new Int16Array(16_000) };
        yield { pcm: new Int16Array(0), words: [{ text: 'noon.', startMs: 600, endMs: 1_000 }] };
      }
    });
    const { session, socket } = start({ tts });
    session.textInput({ text: 'what time is it' });
    const marks = await socket.waitFor((messages) =>
      messages.find((message) => message.type === 'data' && message.name === 'speech_marks'),
    );
    expect(marks).toMatchObject({ data: { turn_id: 1, marks: [{ end: 11, start_ms: 600, end_ms: 1_000 }] } });
    expect(samplesSent(socket.received)).toBe(16_000);
  });

  it('replaces lone surrogates in typed text, because models reject them', async () => {
    const llm = sayingLlm('Yes.');
    const { session, socket } = start({ llm });
    session.textInput({ text: 'half a smile \ud83d ' });
    await socket.text('assistant');
    expect(llm.requests[0]!.messages.at(-1)).toMatchObject({ content: 'half a smile \ufffd' });
  });

  it('speaks the greeting', async () => {
    const { socket } = start({}, 'Hello there.');
    expect(await socket.text('assistant')).toMatchObject({ text: 'Hello there.', turn_id: 1 });
  });

  it('is quiet until an answer is owed, and again once the client has played it', async () => {
    const { session, socket } = start({
      llm: sayingLlm('The first sentence is spoken. The second sentence is spoken, too.'),
    });
    const report = (played_ms: number, state: 'playing' | 'drained') =>
      session.playback({ turn_id: 1, played_ms, state });
    expect(session.isQuiet).toBe(true);
    session.textInput({ text: 'hello' });
    expect(session.isQuiet).toBe(false);
    await socket.audioEnd(1);
    const played = [0, 200, 300, 500].map((playedMs) => {
      report(playedMs, 'playing');
      return session.clausesPlayed;
    });
    expect(played).toEqual([0, 0, 1, 1]);
    expect(session.isQuiet).toBe(false);
    report(600, 'drained');
    expect(session.isQuiet).toBe(true);
    expect(session.clausesPlayed).toBe(0);
  });

  it('is not quiet while the user speaks', () => {
    const { session } = start();
    session.dispatch({ type: 'speech_start', agoMs: 0 });
    expect(session.isQuiet).toBe(false);
  });

  it('sends no more than 3 s ahead of playback', async () => {
    const { session, socket } = start({ tts: humTts(20_000) });
    session.textInput({ text: 'hello' });
    await socket.waitFor((messages) => (audio(messages).length >= 30 ? true : undefined));
    const sent = audio(socket.received).length;
    // Played audio makes room for as much new audio.
    session.playback({ turn_id: 1, played_ms: 2_000, state: 'playing' });
    await socket.waitFor((messages) => (audio(messages).length >= 50 ? true : undefined));
    expect(sent).toBeLessThanOrEqual(32);
    expect(audio(socket.received).length).toBeLessThanOrEqual(54);
  });

  it('waits while the socket is congested', async () => {
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

  it('holds the answer once for uncertain speech, and again only for more certain speech', async () => {
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
    session.audio(frame(false));
    for (let i = 0; i < 10; i++) session.audio(frame(true));
    for (let i = 0; i < 10; i++) session.audio(new Int16Array(320).fill(20_000));
    await socket.waitFor((messages) => (commands(messages).includes('pause_playback') ? true : undefined));
    const doubtful = start({ vad: new DoubtfulVad(), tts: humTts(20_000) });
    doubtful.session.textInput({ text: 'hello' });
    await doubtful.socket.firstAudio();
    doubtful.session.audio(frame(false));
    for (let i = 0; i < 50; i++) doubtful.session.audio(frame(true));
    await doubtful.socket.waitFor((messages) =>
      commands(messages).find((name) => name === 'resume_playback'),
    );
    for (let i = 0; i < 50; i++) doubtful.session.audio(frame(false));
    for (let i = 0; i < 50; i++) doubtful.session.audio(frame(true));
    for (let i = 0; i < 10; i++) doubtful.session.audio(new Int16Array(320).fill(20_000));
    const holds = await doubtful.socket.waitFor((messages) =>
      commands(messages).length >= 3 ? commands(messages) : undefined,
    );
    expect(holds).toEqual(['pause_playback', 'resume_playback', 'pause_playback']);
  });

  it('sends the recogniser all audio of a push-to-talk turn before its end', async () => {
    const heard: string[] = [];
    class RecordingStt extends Stt {
      readonly name = 'recording';
      async warmUp(): Promise<void> {}
      async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent, void, undefined> {
        for await (const item of input) {
          heard.push(item.type);
          if (item.type === 'speech_end') yield { type: 'final', text: 'hello' };
        }
      }
    }
    const { session, socket } = start({ stt: new RecordingStt() });
    session.updateConfig({ mode: 'push_to_talk' });
    session.pushToTalk({ state: 'down' });
    for (let i = 0; i < 20; i++) session.audio(new Int16Array(512).fill(8_000));
    session.pushToTalk({ state: 'up' });
    expect(await socket.text('user')).toMatchObject({ text: 'hello' });
    expect(heard).toEqual(['speech_start', ...Array<string>(20).fill('audio'), 'speech_end']);
  });
});
