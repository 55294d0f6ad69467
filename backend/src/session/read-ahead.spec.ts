import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { humTts, ScriptedLlm, ScriptedTts } from '../../../testing/scripted-providers.js';
import { audio, TestSessions } from './testing/test-session.js';

const SENTENCE = 'This is one more sentence. ';

/** A model that never stops, and how much of it was read. */
function endlessLlm() {
  const state = { chars: 0, closed: Promise.withResolvers<void>() };
  const llm = new ScriptedLlm(async function* () {
    try {
      for (;;) {
        state.chars += SENTENCE.length;
        yield { type: 'text', text: SENTENCE };
        await nextTick();
      }
    } finally {
      state.closed.resolve();
    }
  });
  return { llm, state };
}

describe('an answer of a model that never stops', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  it('is read only a few sentences ahead of speech', async () => {
    const { llm, state } = endlessLlm();
    const { session, socket } = sessions.start({ llm, tts: humTts(300) });
    session.textInput({ text: 'go' });
    await socket.firstAudio();
    await vi.waitFor(() => expect(state.chars).toBeGreaterThan(600));
    for (let i = 0; i < 1_000; i++) await nextTick();
    const sent = audio(socket.received).length;
    expect(state.chars).toBeLessThan(Math.ceil(sent / 3) * SENTENCE.length + 1_000);
  });

  it('is not read on for a client that is away, and ends with its session', async () => {
    const { llm, state } = endlessLlm();
    const { session, socket } = sessions.start({ llm, tts: humTts(300) });
    session.textInput({ text: 'go' });
    await socket.firstAudio();
    session.detach(socket);
    await vi.waitFor(() => expect(state.chars).toBeGreaterThan(600));
    for (let i = 0; i < 1_000; i++) await nextTick();
    expect(state.chars).toBeLessThan(2_000);
    session.close();
    await state.closed.promise;
  });
});

describe('a long answer', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  const answer = SENTENCE.repeat(60);
  const llm = new ScriptedLlm(async function* () {
    for (let i = 0; i < 60; i++) yield { type: 'text', text: SENTENCE };
  });

  it.each([
    ['a voice faster than the estimate that does not say what it speaks', new Int16Array(16).fill(1_000)],
    ['a voice that has no sound for the text', new Int16Array(0)],
  ])('comes to its end with %s', async (_what, pcm) => {
    const tts = new ScriptedTts(async function* (clauses) {
      for await (const _ of clauses) yield { pcm };
    });
    const { session, socket } = sessions.start({ llm, tts });
    session.textInput({ text: 'go' });
    expect((await socket.text('assistant')).text).toBe(answer);
  });
});
