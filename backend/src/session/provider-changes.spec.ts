import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import type { LlmEvent } from '../llm/llm.port.js';
import { ChoiceError, type ProviderChange } from '../provider-kit/leases/configured-stage.js';
import { sayingLlm, ScriptedLlm, ScriptedStt, ScriptedTts } from '../../../testing/scripted-providers.js';
import type { ChoosableStage, ProviderChoosers, ProviderSet } from './session-providers.js';
import { type FakeSocket, speak, TestSessions } from './testing/test-session.js';

/** Provides by name, and records what was acquired and released. */
class FakeChooser<Stage extends ChoosableStage> {
  readonly acquired: ProviderChange[] = [];
  readonly released: string[] = [];

  constructor(private readonly providers: Record<string, ProviderSet[Stage]>) {}

  async acquire(change: ProviderChange) {
    this.acquired.push(change);
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

  it('uses another language model from the next turn, and releases it at the end', async () => {
    const llm = new FakeChooser<'llm'>({ other: sayingLlm('From the other.') });
    const test = sessions.start({}, '', choosers({ llm }));
    expect(await answerTo(test, 'hello')).toBe('It is noon.');
    test.session.updateConfig({ llm: { provider: 'other', model: 'm' } });
    await vi.waitFor(() => expect(llm.acquired).toEqual([{ provider: 'other', model: 'm' }]));
    expect(await answerTo(test, 'hello again')).toBe('From the other.');
    expect(llm.released).toEqual([]);
    test.session.close();
    await vi.waitFor(() => expect(llm.released).toEqual(['other']));
  });

  it('reports an unknown provider and keeps the previous one', async () => {
    const test = sessions.start({}, '', choosers({}));
    test.session.updateConfig({ llm: { provider: 'nope' } });
    expect(await test.socket.error()).toMatchObject({
      code: 'invalid_message',
      error: 'There is no such provider: nope.',
    });
    expect(await answerTo(test, 'hello')).toBe('It is noon.');
  });

  it('keeps the provider of the current answer until it has ended', async () => {
    const rest = Promise.withResolvers<void>();
    const slow = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      yield { type: 'text', text: 'Slowly ' };
      await rest.promise;
      yield { type: 'text', text: 'said.' };
    });
    const llm = new FakeChooser<'llm'>({ slow, other: sayingLlm('From the other.') });
    const test = sessions.start({}, '', choosers({ llm }));
    test.session.updateConfig({ llm: { provider: 'slow' } });
    await vi.waitFor(() => expect(llm.acquired).toHaveLength(1));
    const answer = answerTo(test, 'hello');
    await vi.waitFor(() => expect(slow.requests).toHaveLength(1));
    test.session.updateConfig({ llm: { provider: 'other' } });
    await vi.waitFor(() => expect(llm.acquired).toHaveLength(2));
    expect(llm.released).toEqual([]);
    rest.resolve();
    expect(await answer).toBe('Slowly said.');
    await vi.waitFor(() => expect(llm.released).toEqual(['slow']));
  });

  it('uses another recogniser', async () => {
    const stt = new FakeChooser<'stt'>({ other: new ScriptedStt(['from the other']) });
    const { session, socket } = sessions.start({}, '', choosers({ stt }));
    session.updateConfig({ stt: { provider: 'other' } });
    await vi.waitFor(() => expect(stt.acquired).toHaveLength(1));
    speak(session);
    expect(await socket.text('user')).toMatchObject({ text: 'from the other' });
  });

  describe('the TTS voice that a client chose', () => {
    /** A TTS provider that records the voices it is given. */
    function speaker(name: string) {
      const voices: (string | undefined)[] = [];
      const provider = new ScriptedTts(async function* (clauses, { voice }) {
        voices.push(voice);
        for await (const _ of clauses) yield { pcm: new Int16Array(160) };
      });
      return Object.assign(provider, { name, voices });
    }

    function begin() {
      const [first, other] = [speaker('first'), speaker('other')];
      const tts = new FakeChooser<'tts'>({ first, other });
      const changed = (times: number) => vi.waitFor(() => expect(tts.acquired).toHaveLength(times));
      return { first, other, changed, ...sessions.start({ tts: first }, '', choosers({ tts })) };
    }

    it('is dropped with its provider', async () => {
      const test = begin();
      test.session.updateConfig({ voice: 'rachel' });
      await answerTo(test, 'hello');
      test.session.updateConfig({ tts: { provider: 'other' } });
      await test.changed(1);
      await answerTo(test, 'hello again');
      expect([test.first.voices, test.other.voices]).toEqual([['rachel'], [undefined]]);
    });

    it('applies to the provider that it comes with or after', async () => {
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

    it('stays when the change fails, or changes only options', async () => {
      const test = begin();
      test.session.updateConfig({ voice: 'rachel' });
      test.session.updateConfig({ tts: { provider: 'nope' } });
      test.session.updateConfig({ tts: { provider: 'first', speed: 1.1 } });
      await test.socket.error();
      await answerTo(test, 'hello');
      expect(test.first.voices).toEqual(['rachel']);
    });
  });

  it('releases a provider that arrives after the end of the session', async () => {
    const llm = new FakeChooser<'llm'>({ other: sayingLlm('x') });
    const { session } = sessions.start({}, '', choosers({ llm }));
    session.updateConfig({ llm: { provider: 'other' } });
    session.close();
    await vi.waitFor(() => expect(llm.released).toEqual(['other']));
  });
});

describe('connection prewarming', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  const refusing = (code: 'provider_auth' | 'provider_unavailable') => {
    const llm = sayingLlm('It is noon.');
    llm.connect = vi.fn(async () => {
      throw new ProviderError('llm', 'scripted', code, 'It refused the key.');
    });
    return llm;
  };

  it('connects when the session starts and when the user starts to speak', async () => {
    const llm = sayingLlm('It is noon.');
    const connect = vi.spyOn(llm, 'connect');
    const { session, socket } = sessions.start({ llm });
    expect(connect).toHaveBeenCalledOnce();
    speak(session);
    await socket.text('user');
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('connects with the voice and language of the session', async () => {
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

  it('reports a refused key at once, and only once', async () => {
    const llm = refusing('provider_auth');
    const { session, socket } = sessions.start({ llm });
    expect(await socket.error()).toMatchObject({ code: 'provider_auth', stage: 'llm', fatal: false });
    speak(session);
    await socket.text('assistant');
    expect(errorsOf(socket)).toHaveLength(1);
  });

  it('does not report other errors, which may have passed when the answer is needed', async () => {
    const { session, socket } = sessions.start({ llm: refusing('provider_unavailable') });
    session.textInput({ text: 'hello' });
    await socket.text('assistant');
    expect(errorsOf(socket)).toEqual([]);
  });
});

const errorsOf = (socket: FakeSocket) => socket.received.filter(({ type }) => type === 'error');
