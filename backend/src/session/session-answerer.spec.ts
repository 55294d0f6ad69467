import { afterEach, describe, expect, it } from 'vitest';
import type { SessionProviders } from './session-providers.js';
import { NoModelLlm } from '../llm/providers/skills/no-model-llm.js';
import { sayingLlm, ScriptedStt, ScriptedTts } from '../../../testing/scripted-providers.js';
import { commands, speak, TestSessions } from './testing/test-session.js';

describe('the answerer of a session', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  it.each([
    ['goes before the language model', true, '23 times 17 is 391.'],
    ['is not asked first where that is switched off', false, 'About four hundred.'],
  ])('%s', async (_, answererFirst, answer) => {
    const llm = sayingLlm('About four hundred.');
    const { session, socket } = sessions.start({ llm }, '', undefined, answererFirst);
    session.textInput({ text: 'what is 23 times 17' });
    expect((await socket.text('assistant', false)).text).toBe(answer);
    expect(llm.requests).toHaveLength(answererFirst ? 0 : 1);
  });

  it('also goes before a model that the client chooses', async () => {
    const own = sayingLlm('About four hundred.');
    const none = { acquire: () => Promise.reject(new Error('Not asked for.')) };
    const llm = { acquire: async () => ({ provider: own, change: {}, release: async () => undefined }) };
    const choosers = { stt: none, llm, tts: none };
    const { session, socket } = sessions.start({}, '', choosers, true);
    session.updateConfig({ llm: { provider: 'own' } });
    await new Promise(setImmediate);
    session.textInput({ text: 'what is 23 times 17' });
    expect((await socket.text('assistant', false)).text).toBe('23 times 17 is 391.');
    expect(own.requests).toEqual([]);
  });

  it.each<[string, Partial<SessionProviders>]>([
    ['before a language model', {}],
    ['without one', { llm: new NoModelLlm() }],
  ])('sets a timer once, when the turn is over, %s', async (_, providers) => {
    const stt = new ScriptedStt(['set a timer for five minutes', 'how many timers are set']);
    const { session, socket } = sessions.start({ ...providers, stt }, '', undefined, true);
    speak(session);
    expect((await socket.text('assistant', false)).text).toBe('Okay, 5 minutes, starting now.');
    session.textInput({ text: 'how many timers are set' });
    const counted = await socket.waitFor((messages) =>
      messages.find((message) => JSON.stringify(message).includes('running')),
    );
    expect(JSON.stringify(counted)).toContain('One timer is running');
  });

  it('tells the model later about its action, even if the user heard nothing of it', async () => {
    const llm = sayingLlm('A poem.');
    const { session, socket } = sessions.start({ llm }, '', undefined, true);
    session.textInput({ text: 'set a timer for five minutes' });
    await socket.text('assistant', false);
    session.dispatch({ type: 'interrupt' });
    session.textInput({ text: 'write me a poem' });
    await socket.waitFor((messages) =>
      messages.find((message) => JSON.stringify(message).includes('A poem.')),
    );
    expect(llm.requests[0]!.messages).toContainEqual(
      expect.objectContaining({ role: 'assistant', actionResult: 'Okay, 5 minutes, starting now.' }),
    );
  });
});

describe('the user’s own way with the call', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  it.each([
    ['stop listening', 'mute'],
    ['goodbye', 'hang_up'],
  ])('tells a client that can on “%s”', async (said, name) => {
    const { session, socket } = sessions.start({}, '', undefined, true, { callControl: true });
    session.textInput({ text: said });
    const { turn_id } = await socket.text('assistant', false);
    expect(socket.received).toContainEqual({ type: 'cmd', name, data: { turn_id } });
  });

  it('tells no other client', async () => {
    const { session, socket } = sessions.start({}, '', undefined, true);
    session.textInput({ text: 'stop listening' });
    expect((await socket.text('assistant', false)).text).toMatch(/^Press Mute/);
    expect(commands(socket.received)).not.toContain('mute');
  });

  it('speaks at the chosen speed from the very answer on', async () => {
    const rates: (number | undefined)[] = [];
    const tts = new (class extends ScriptedTts {
      override get speakingRates() {
        return { min: 0.5, max: 2 };
      }
    })(async function* (clauses, { speakingRate }) {
      rates.push(speakingRate);
      for await (const _ of clauses) yield { pcm: new Int16Array(160).fill(1_000) };
    });
    const { session, socket } = sessions.start({ tts }, '', undefined, true);
    session.textInput({ text: 'speak slower' });
    await socket.firstAudio();
    expect(rates).toEqual([0.83]);
  });
});
