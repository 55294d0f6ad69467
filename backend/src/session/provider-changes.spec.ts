import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import type { LlmEvent } from '../llm/llm.port.js';
import { ChoiceError, type ProviderChange } from '../provider-kit/leases/stage-providers.js';
import { sayingLlm, ScriptedLlm, ScriptedStt, ScriptedTts } from '../../../testing/scripted-providers.js';
import type { ChoosableStage, ProviderChoosers, SessionProviders } from './session-providers.js';
import { type FakeSocket, speak, TestSessions } from './testing/test-session.js';

/** Gives a session the provider of that name; remembers what was asked for and what was given back. */
class FakeChooser<Stage extends ChoosableStage> {
  readonly asked: ProviderChange[] = [];
  readonly released: string[] = [];

  constructor(private readonly providers: Record<string, SessionProviders[Stage]>) {}

  async acquire(change: ProviderChange) {
    this.asked.push(change);
    const provider = this.providers[change.provider!];
    if (!provider) throw new ChoiceError(`There is no such provider: ${change.provider}.`);
    return {
      provider,
      change,
      release: async () => void this.released.push(change.provider!),
    };
  }
}

const choosers = (own: Partial<ProviderChoosers>): ProviderChoosers => ({
  stt: new FakeChooser<'stt'>({}),
  llm: new FakeChooser<'llm'>({}),
  tts: new FakeChooser<'tts'>({}),
  ...own,
});

describe('changing the providers of a session', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  async function answerTo(session: ReturnType<TestSessions['start']>, text: string): Promise<string> {
    const before = session.socket.received.length;
    session.session.textInput({ text });
    const found = await session.socket.waitFor((messages) =>
      messages
        .slice(before)
        .find(
          (message) =>
            message.type === 'data' &&
            message.name === 'text_data' &&
            message.data.role === 'assistant' &&
            message.data.is_final,
        ),
    );
    return (found as { data: { text: string } }).data.text;
  }

  it('lets another language model answer the next turn, and gives it back at the end', async () => {
    const llm = new FakeChooser<'llm'>({ other: sayingLlm('From the other.') });
    const test = sessions.start({}, '', choosers({ llm }));
    expect(await answerTo(test, 'hello')).toBe('It is noon.');
    test.session.updateConfig({ llm: { provider: 'other', model: 'm' } });
    await vi.waitFor(() => expect(llm.asked).toEqual([{ provider: 'other', model: 'm' }]));
    expect(await answerTo(test, 'hello again')).toBe('From the other.');
    expect(llm.released).toEqual([]);
    test.session.close();
    await vi.waitFor(() => expect(llm.released).toEqual(['other']));
  });

  it('tells the client what cannot be had, and goes on as before', async () => {
    const test = sessions.start({}, '', choosers({}));
    test.session.updateConfig({ llm: { provider: 'nope' } });
    expect(await test.socket.error()).toMatchObject({
      code: 'invalid_message',
      error: 'There is no such provider: nope.',
    });
    expect(await answerTo(test, 'hello')).toBe('It is noon.');
  });

  it('leaves the provider of an answer that is under way alone until it is over', async () => {
    const rest = Promise.withResolvers<void>();
    const slow = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      yield { type: 'text', text: 'Slowly ' };
      await rest.promise;
      yield { type: 'text', text: 'said.' };
    });
    const llm = new FakeChooser<'llm'>({ slow, other: sayingLlm('From the other.') });
    const test = sessions.start({}, '', choosers({ llm }));
    test.session.updateConfig({ llm: { provider: 'slow' } });
    await vi.waitFor(() => expect(llm.asked).toHaveLength(1));
    const answer = answerTo(test, 'hello');
    await vi.waitFor(() => expect(slow.requests).toHaveLength(1));
    test.session.updateConfig({ llm: { provider: 'other' } });
    await vi.waitFor(() => expect(llm.asked).toHaveLength(2));
    expect(llm.released).toEqual([]);
    rest.resolve();
    expect(await answer).toBe('Slowly said.');
    await vi.waitFor(() => expect(llm.released).toEqual(['slow']));
  });

  it('lets another recogniser listen', async () => {
    const stt = new FakeChooser<'stt'>({ other: new ScriptedStt(['from the other']) });
    const { session, socket } = sessions.start({}, '', choosers({ stt }));
    session.updateConfig({ stt: { provider: 'other' } });
    await vi.waitFor(() => expect(stt.asked).toHaveLength(1));
    speak(session);
    expect(await socket.text('user')).toMatchObject({ text: 'from the other' });
  });

  describe('the voice that a client asked for', () => {
    /** A provider of speech that tells in which voice it was to speak. */
    function speaker(name: string) {
      const voices: (string | undefined)[] = [];
      const provider = new ScriptedTts(async function* (pieces, { voice }) {
        voices.push(voice);
        for await (const _ of pieces) yield { pcm: new Int16Array(160) };
      });
      return Object.assign(provider, { name, voices });
    }

    function begin() {
      const [first, other] = [speaker('first'), speaker('other')];
      const tts = new FakeChooser<'tts'>({ first, other });
      const changed = (times: number) => vi.waitFor(() => expect(tts.asked).toHaveLength(times));
      return { first, other, changed, ...sessions.start({ tts: first }, '', choosers({ tts })) };
    }

    it('goes with the provider that has it', async () => {
      const test = begin();
      test.session.updateConfig({ voice: 'rachel' });
      await answerTo(test, 'hello');
      test.session.updateConfig({ tts: { provider: 'other' } });
      await test.changed(1);
      await answerTo(test, 'hello again');
      expect([test.first.voices, test.other.voices]).toEqual([['rachel'], [undefined]]);
    });

    it('is meant for the provider that it comes with or after', async () => {
      const test = begin();
      test.session.updateConfig({ voice: 'rachel' });
      test.session.updateConfig({ tts: { provider: 'other' }, voice: 'sonia' });
      await test.changed(1);
      await answerTo(test, 'hello');
      test.session.updateConfig({ tts: { provider: 'first' } });
      test.session.updateConfig({ voice: 'george' });
      await test.changed(2);
      await answerTo(test, 'hello again');
      expect([test.other.voices, test.first.voices]).toEqual([['sonia'], ['george']]);
    });

    it('stays where the change cannot be had, or is one of options alone', async () => {
      const test = begin();
      test.session.updateConfig({ voice: 'rachel' });
      test.session.updateConfig({ tts: { provider: 'nope' } });
      test.session.updateConfig({ tts: { provider: 'first', speed: 1.1 } });
      await test.socket.error();
      await answerTo(test, 'hello');
      expect(test.first.voices).toEqual(['rachel']);
    });
  });

  it('gives back what comes when the session is over', async () => {
    const llm = new FakeChooser<'llm'>({ other: sayingLlm('x') });
    const { session } = sessions.start({}, '', choosers({ llm }));
    session.updateConfig({ llm: { provider: 'other' } });
    session.close();
    await vi.waitFor(() => expect(llm.released).toEqual(['other']));
  });
});

describe('the connections of a session', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  const refusing = (code: 'provider_auth' | 'provider_unavailable') => {
    const llm = sayingLlm('It is noon.');
    llm.connect = vi.fn(async () => {
      throw new ProviderError('llm', 'scripted', code, 'It refused the key.');
    });
    return llm;
  };

  it('are opened when the session starts and when the user begins to speak', async () => {
    const llm = sayingLlm('It is noon.');
    const connect = vi.spyOn(llm, 'connect');
    const { session, socket } = sessions.start({ llm });
    expect(connect).toHaveBeenCalledOnce();
    speak(session);
    await socket.text('user');
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('are for the voice and the language of this session', async () => {
    const tts = new ScriptedTts(async function* () {
      yield { pcm: new Int16Array(160) };
    });
    const connect = vi.spyOn(tts, 'connect');
    const { session, socket } = sessions.start({ tts });
    session.updateConfig({ voice: 'rachel', language: 'fr-FR' });
    speak(session);
    await socket.text('user');
    expect(connect).toHaveBeenLastCalledWith(expect.any(AbortSignal), { voice: 'rachel', language: 'fr-FR' });
  });

  it('tell the user at once, and once, that a key is refused', async () => {
    const llm = refusing('provider_auth');
    const { session, socket } = sessions.start({ llm });
    expect(await socket.error()).toMatchObject({ code: 'provider_auth', stage: 'llm', fatal: false });
    speak(session);
    await socket.text('assistant');
    expect(errorsOf(socket)).toHaveLength(1);
  });

  it('say nothing of other troubles, which may have passed when the answer is wanted', async () => {
    const { session, socket } = sessions.start({ llm: refusing('provider_unavailable') });
    session.textInput({ text: 'hello' });
    await socket.text('assistant');
    expect(errorsOf(socket)).toEqual([]);
  });
});

const errorsOf = (socket: FakeSocket) => socket.received.filter(({ type }) => type === 'error');
