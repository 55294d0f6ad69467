import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { readOptions } from '../../../provider-kit/create-provider.js';
import { speak, wordsOf } from '../../../../../testing/emulators/stt/synthetic-speech.js';
import { DeepgramListenEmulator } from '../../../../../testing/emulators/stt/deepgram-listen.js';
import { ResilientStt } from '../../resilient-stt.js';
import { framesOf, SpokenSession } from '../../../../../testing/contracts/stt/spoken-session.js';
import { describeSttContract } from '../../../../../testing/contracts/stt/stt-contract.js';
import { DeepgramStt, deepgramStt } from './deepgram.js';

const createSut = (options: Record<string, unknown>) => new DeepgramStt(readOptions(deepgramStt, options));

async function start(model: string, overrides: Record<string, unknown> = {}) {
  const emulator = await new DeepgramListenEmulator().start();
  const options = { apiKey: 'emulator-key', baseURL: emulator.baseURL, model, ...overrides };
  return { emulator, provider: createSut(options) };
}

describeSttContract({
  name: 'Deepgram Nova',
  start: (overrides) => start('nova-3', overrides),
  withoutKey: () => createSut({}),
});

describeSttContract({
  name: 'Deepgram Flux',
  turns: true,
  start: (overrides) =>
    start(
      'flux-general-en',
      overrides && { ...overrides, model: overrides.model && `flux-${overrides.model}` },
    ),
  withoutKey: () => createSut({ model: 'flux-general-en' }),
});

describe(DeepgramStt.name, () => {
  let emulator: DeepgramListenEmulator;
  let session: SpokenSession;

  const begin = async (options: Record<string, unknown> = {}, language?: string) => {
    const { model = 'nova-3', ...others } = options;
    const subject = await start(model as string, others);
    emulator = subject.emulator;
    session = new SpokenSession(subject.provider, language);
    return subject.provider;
  };

  const query = async () => {
    await vi.waitFor(() => expect(emulator.requests).not.toEqual([]));
    return emulator.requests[0]!.url.searchParams;
  };

  afterEach(async () => {
    vi.useRealTimers();
    session.abort.abort();
    await emulator[Symbol.asyncDispose]();
  });

  it.each([
    ['en-GB', 'en-GB'],
    ['de-DE', 'de'],
    ['de-CH', 'de-CH'],
  ])('asks for %s as %s', async (language, expected) => {
    await begin({}, language);
    expect((await query()).get('language')).toBe(expected);
  });

  it('asks Nova for what its options say', async () => {
    await begin({
      language: 'multi',
      keyterms: ['Earshot', 'flite voice'],
      smartFormat: true,
      endpointingMs: 50,
    });
    const params = await query();
    expect(params.getAll('keyterm')).toEqual(['Earshot', 'flite voice']);
    expect(Object.fromEntries(params)).toMatchObject({
      model: 'nova-3',
      language: 'multi',
      encoding: 'linear16',
      sample_rate: '16000',
      channels: '1',
      interim_results: 'true',
      endpointing: '50',
      punctuate: 'true',
      smart_format: 'true',
      no_delay: 'true',
      numerals: 'false',
    });
  });

  it('asks Flux for what its options say', async () => {
    await begin({ model: 'flux-general-multi', eotThreshold: 0.8, eotTimeoutMs: 3_000 }, 'es-MX');
    expect(Object.fromEntries(await query())).toEqual({
      model: 'flux-general-multi',
      encoding: 'linear16',
      sample_rate: '16000',
      language_hint: 'es',
      eager_eot_threshold: '0.5',
      eot_threshold: '0.8',
      eot_timeout_ms: '3000',
      numerals: 'false',
    });
  });

  it('starts no early answer if that is turned off', async () => {
    await begin({ model: 'flux-general-en', eagerEotThreshold: 0 });
    expect((await query()).has('eager_eot_threshold')).toBe(false);
  });

  it('fails if Flux does not know the language', async () => {
    await begin({ model: 'flux-general-en' }, 'de-DE');
    expect(await session.ended).toMatchObject({
      name: 'ProviderError',
      retryable: false,
      message: expect.stringContaining('understands only English, not "de-DE"') as string,
    });
    expect(emulator.requests).toEqual([]);
  });

  it('keeps a connection without audio alive', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await begin();
    // Deepgram's own message, and the ping of any connection.
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(2));
    vi.advanceTimersByTime(8_000);
    await vi.waitFor(() => expect(emulator.keepAlives).toBe(2));
  });

  it('continues if a Finalize is not answered', async () => {
    await begin();
    emulator.answersEmptyFinalize = false;
    session.say([]);
    session.say(wordsOf(3));
    await session.until((s) => s.texts('final').length === 2);
    expect(session.texts('final')).toEqual(['', wordsOf(3).join(' ')]);
  });

  describe('a talk button pressed without a word, and a Finalize without answer', { timeout: 10_000 }, () => {
    const press = (provider: DeepgramStt, stallMs: number) => {
      session.abort.abort();
      emulator.answersEmptyFinalize = false;
      const warnings: ProviderError[] = [];
      const sut = new ResilientStt([provider], { stallMs });
      session = new SpokenSession(sut, undefined, (error) => warnings.push(error));
      // Shorter than the audio that Nova answers without a request.
      session.give([{ type: 'speech_start' }, ...framesOf(new Int16Array(8_000)), { type: 'speech_end' }]);
      return warnings;
    };

    it('is over when Nova has heard silence after it', async () => {
      const warnings = press(await begin(), 6_000);
      await session.until((s) => s.texts('final').length === 1);
      expect(session.texts('final')).toEqual(['']);
      expect(warnings).toEqual([]);
    });

    it('still detects a stalled Nova', async () => {
      const provider = await begin();
      emulator.misbehave = 'stall';
      const warnings = press(provider, 2_000);
      await session.until(() => warnings.length > 0);
      expect(warnings).toMatchObject([{ code: 'provider_timeout' }]);
      expect(session.texts('final')).toEqual([]);
    });
  });

  it('keeps the words of a slow Nova', async () => {
    await begin();
    emulator.delayMs = 2_000;
    emulator.sendsInterim = false;
    session.say(wordsOf(4));
    await session.until((s) => s.texts('final').length === 1);
    expect(session.texts('final')).toEqual([wordsOf(4).join(' ')]);
  });

  it('keeps the words that Nova showed if its final has none', async () => {
    await begin();
    emulator.dropsFinalWords = true;
    session.say(wordsOf(3));
    await session.until((s) => s.texts('final').length === 1);
    expect(session.texts('final')).toEqual([wordsOf(3).join(' ')]);
  });

  it('keeps the words that Flux showed if its end of turn has none', async () => {
    await begin({ model: 'flux-general-en' });
    emulator.dropsFinalWords = true;
    session.give(framesOf(speak(wordsOf(3))));
    session.give(framesOf(new Int16Array(16_000)));
    await session.until((s) => s.texts('end_of_turn').length === 1);
    expect(session.texts('end_of_turn')).toEqual([wordsOf(3).join(' ')]);
  });

  it("reports Flux's turn events: start, likely end, resumption, end", async () => {
    await begin({ model: 'flux-general-en' });
    const [first, second] = [wordsOf(2), wordsOf(2, 40)];
    session.give(framesOf(speak(first)));
    session.give(framesOf(new Int16Array(16_000 * 0.3)));
    session.give(framesOf(speak(second)));
    session.give(framesOf(new Int16Array(16_000)));
    await session.until((s) => s.texts('end_of_turn').length === 1);
    const types = session.events.map(({ type }) => type).filter((type) => type !== 'partial');
    expect(types).toEqual(['speech_start', 'eager_end', 'resumed', 'eager_end', 'end_of_turn']);
    const whole = [...first, ...second].join(' ');
    expect(session.texts('eager_end')).toEqual([first.join(' '), whole]);
    expect(session.texts('end_of_turn')).toEqual([whole]);
  });

  it('tells Flux that the turn is over when the microphone stops, as on the release of push-to-talk', async () => {
    await begin({ model: 'flux-general-en' });
    session.give(framesOf(speak(wordsOf(3))));
    await session.until((s) => s.texts('end_of_turn').length === 1);
    expect(session.texts('end_of_turn')).toEqual([wordsOf(3).join(' ')]);
    expect(emulator.forcedEnds).toBe(1);
  });

  it('requests no end in the middle of speech, when audio is only late', async () => {
    await begin({ model: 'flux-general-en' });
    session.give([{ type: 'speech_start' }, ...framesOf(speak(wordsOf(3)))]);
    await session.until((s) => s.texts('end_of_turn').length === 1);
    expect(emulator.forcedEnds, 'silence ended it').toBe(0);
  });

  it('sends Flux silence if it refuses that request', async () => {
    const provider = await begin({ model: 'flux-general-en' });
    session.abort.abort();
    emulator.takesForceEndTurn = false;
    session = new SpokenSession(new ResilientStt([provider]));
    for (const words of [wordsOf(3), wordsOf(4)]) {
      session.give(framesOf(speak(words)));
      const before = session.texts('end_of_turn').length;
      await session.until((s) => s.texts('end_of_turn').length > before);
      expect(session.texts('end_of_turn').at(-1)).toBe(words.join(' '));
    }
    expect(
      session.events.filter(({ type }) => type === 'connecting'),
      'it asks once',
    ).toHaveLength(2);
  });

  it('ends an open Flux turn with its last text when the input ends', async () => {
    await begin({ model: 'flux-general-en' });
    session.give(framesOf(speak(wordsOf(3))));
    session.finish();
    expect(await session.ended).toBeUndefined();
    expect(session.texts('end_of_turn')).toEqual([wordsOf(3).join(' ')]);
  });

  it('lists the models that stream, and Flux', async () => {
    await begin();
    const options = readOptions(deepgramStt, { apiKey: 'emulator-key', baseURL: emulator.baseURL });
    const { models } = await deepgramStt.listCatalogue!(options, new AbortController().signal);
    expect(models).toEqual(['nova-3-general', 'flux-general-en', 'flux-general-multi']);
    emulator.misbehave = 'wrong_key';
    await expect(deepgramStt.listCatalogue!(options, new AbortController().signal)).rejects.toMatchObject({
      code: 'provider_auth',
    });
  });
});
