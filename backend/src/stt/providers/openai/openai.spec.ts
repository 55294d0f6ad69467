import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writtenTerm } from '../../../language/en/spoken/written-term.js';
import { readOptions } from '../../../provider-kit/create-provider.js';
import { speak, wordsOf } from '../../../../../testing/emulators/stt/synthetic-speech.js';
import { OpenAiRealtimeEmulator } from '../../../../../testing/emulators/stt/openai-realtime.js';
import { framesOf, phrasesOf, SpokenSession } from '../../../../../testing/contracts/stt/spoken-session.js';
import { describeSttContract } from '../../../../../testing/contracts/stt/stt-contract.js';
import { trustLoopback } from '../../../../../testing/contracts/stt/trust-loopback.js';
import { OpenAiStt, openAiStt } from './openai.js';

const createSut = (options: Record<string, unknown>) =>
  new OpenAiStt(readOptions(openAiStt, options), { termOf: writtenTerm });

let tls: Awaited<ReturnType<typeof trustLoopback>>;
beforeAll(async () => {
  tls = await trustLoopback();
});

async function start(overrides: Record<string, unknown> = {}) {
  const emulator = await new OpenAiRealtimeEmulator().start(tls);
  const provider = createSut({ apiKey: 'emulator-key', baseURL: emulator.baseURL, ...overrides });
  return { emulator, provider };
}

describeSttContract({ name: 'OpenAI Realtime', start, withoutKey: () => createSut({}) });

describe(OpenAiStt.name, () => {
  let emulator: OpenAiRealtimeEmulator;
  let session: SpokenSession;

  const begin = async (options: Record<string, unknown> = {}, language?: string) => {
    const subject = await start(options);
    emulator = subject.emulator;
    session = new SpokenSession(subject.provider, language);
  };

  /** The first connection of a process loads the vendor's package, which takes long on a loaded machine. */
  const asked = () => vi.waitFor(() => expect(emulator.session).toBeDefined(), { timeout: 20_000 });

  afterEach(async () => {
    session.abort.abort();
    await emulator[Symbol.asyncDispose]();
  });

  it('asks for a transcription of 24 kHz with turn detection off', async () => {
    await begin(
      { keyterms: ['Earshot'], prompt: 'Timers.', delay: 'low', noiseReduction: 'near_field' },
      'de-DE',
    );
    await asked();
    expect(emulator.session).toEqual({
      type: 'transcription',
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24_000 },
          turn_detection: null,
          noise_reduction: { type: 'near_field' },
          transcription: {
            model: 'gpt-live-transcribe',
            languages: ['de'],
            keywords: ['Earshot'],
            prompt: 'Timers.',
          },
        },
      },
    });
  });

  it('sends an older model one language and no key terms', async () => {
    await begin({ model: 'gpt-realtime-whisper', keyterms: ['Earshot'], delay: 'low' });
    await asked();
    expect(emulator.session).toMatchObject({
      audio: { input: { transcription: { model: 'gpt-realtime-whisper', language: 'en', delay: 'low' } } },
    });
    expect(JSON.stringify(emulator.session)).not.toContain('Earshot');
  });

  const show = async (...names: string[]) => {
    const before = session.texts('final').length;
    session.give([phrasesOf(...names)]);
    session.say(wordsOf(4));
    await session.until((s) => s.texts('final').length > before);
  };

  it.each([
    [{ model: 'gpt-live-transcribe', keyterms: ['Earshot'] }, ['Earshot', 'Sign in', 'Save'], ['Earshot']],
    [{ model: 'gpt-transcribe', prompt: 'Timers.' }, ['Sign in', 'Save'], []],
    [{ model: 'whisper-1', prompt: 'Timers.' }, ['Timers. Sign in, Save'], ['Timers.']],
    [{ model: 'gpt-4o-mini-transcribe' }, ['Sign in, Save'], ['']],
  ])('tells a session of %j the names of the page, and takes them back', async (options, names, after) => {
    await begin(options);
    await show('Sign in', 'Save', '$5');
    const first = structuredClone(emulator.session);
    await show();
    expect(emulator.updates).toEqual([names, after]);
    expect(first).toMatchObject({
      type: 'transcription',
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24_000 },
          turn_detection: null,
          transcription: { model: options.model },
        },
      },
    });
  });

  it.each([{ model: 'gpt-realtime-whisper' }, { model: 'gpt-4o-transcribe-diarize' }, { pageNames: false }])(
    'tells a session of %j no names',
    async (options) => {
      await begin(options);
      await show('Sign in');
      expect(emulator.updates).toEqual([]);
      expect(JSON.stringify(emulator.session)).not.toContain('Sign in');
    },
  );

  it('lists the models that transcribe', async () => {
    await begin();
    const options = readOptions(openAiStt, { apiKey: 'emulator-key', baseURL: emulator.baseURL });
    const list = () => openAiStt.listCatalogue!(options, new AbortController().signal);
    expect(await list()).toEqual({ models: ['gpt-live-transcribe', 'whisper-1'] });
    emulator.misbehave = 'wrong_key';
    await expect(list()).rejects.toMatchObject({ code: 'provider_auth' });
  });

  it('sends no silence: what is given over is the speech and a bit before it', async () => {
    await begin();
    const words = wordsOf(20);
    session.give(framesOf(new Int16Array(5 * 16_000)));
    session.say(words);
    await session.until((s) => s.texts('final').length === 1);
    const spokenMs = words.length * 64 + 192;
    const sentMs = emulator.commits[0]! / 24;
    expect(sentMs).toBeGreaterThan(spokenMs);
    expect(sentMs).toBeLessThan(spokenMs + 320);
  });

  it('keeps the words that were shown if the final has none', async () => {
    await begin();
    emulator.dropsFinalWords = true;
    session.say(wordsOf(4));
    await session.until((s) => s.texts('final').length === 1);
    expect(session.texts('final')).toEqual([wordsOf(4).join(' ')]);
  });

  it('makes an empty final of a segment that is too short to be given over', async () => {
    await begin();
    session.give([{ type: 'speech_start' }, ...framesOf(speak(wordsOf(1))), { type: 'speech_end' }]);
    session.say(wordsOf(4));
    await session.until((s) => s.texts('final').length === 2);
    expect(session.texts('final')).toEqual(['', wordsOf(4).join(' ')]);
    expect(emulator.commits).toHaveLength(1);
  });
});
