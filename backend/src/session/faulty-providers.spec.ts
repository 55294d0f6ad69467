import { afterEach, describe, expect, it } from 'vitest';
import type { LlmEvent } from '../llm/llm.port.js';
import { Stt } from '../stt/stt.port.js';
import { ScriptedLlm, ScriptedTts } from '../../../testing/scripted-providers.js';
import { Vad } from '../vad/vad.port.js';
import { TestSessions, audio, frame, hang, texts } from './testing/test-session.js';

describe('a session with faulty providers', () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

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
  ])('reports a model that %s and listens again', async (_, script, code) => {
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
      new ScriptedTts(async function* (clauses) {
        for await (const _ of clauses) await hang();
      }),
    ],
    [
      'hangs after a chunk',
      new ScriptedTts(async function* () {
        yield { pcm: new Int16Array(160), clause: 0 };
        await hang();
      }),
    ],
  ])('reports a TTS that %s, and the answer can still be read', async (_, tts) => {
    const { session, socket } = start({ tts });
    session.textInput({ text: 'hello' });
    expect(await socket.error()).toMatchObject({ stage: 'tts', turn_id: 1 });
    expect(await socket.text('assistant')).toMatchObject({ text: 'It is noon.', is_final: true });
    await socket.state('listening');
  });

  it('drops the output of a model that ignores the abort', async () => {
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
    expect(texts(socket.received).filter(({ turn_id, text }) => turn_id === 1 && /Late/.test(text))).toEqual(
      [],
    );
  });

  it('drops the audio of a TTS that ignores the abort', async () => {
    const tts = new ScriptedTts(async function* (clauses) {
      for await (const _ of clauses)
        for (let i = 0; i < 50; i++) yield { pcm: new Int16Array(160).fill(i), clause: 0 };
    });
    const { session, socket } = start({ tts });
    session.textInput({ text: 'one' });
    await socket.firstAudio();
    session.dispatch({ type: 'interrupt', turnId: 1 });
    const at = socket.received.findIndex((message) => message.type === 'cmd' && message.name === 'flush');
    expect(at).toBeGreaterThan(0);
    session.textInput({ text: 'two' });
    await socket.waitFor((messages) => audio(messages).find(({ metadata }) => metadata.turn_id === 2));
    expect(audio(socket.received.slice(at)).filter(({ metadata }) => metadata.turn_id === 1)).toEqual([]);
  });

  it('still answers typed turns when the recogniser fails', async () => {
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
  ])('still answers typed turns when the detector %s', async (_, script, code) => {
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
