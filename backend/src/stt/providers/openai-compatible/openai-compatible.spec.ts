import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { readOptions } from '../../../provider-kit/create-provider.js';
import { speak, wordsOf } from '../../../../../testing/emulators/stt/synthetic-speech.js';
import { OpenAiTranscriptionsEmulator } from '../../../../../testing/emulators/stt/openai-transcriptions.js';
import { MAX_SEGMENT_SAMPLES } from '../../adapter/http/segment-recorder.js';
import { framesOf, phrasesOf, SpokenSession } from '../../../../../testing/contracts/stt/spoken-session.js';
import { describeSttContract } from '../../../../../testing/contracts/stt/stt-contract.js';
import { OpenAiCompatibleStt, openAiCompatibleStt } from './openai-compatible.js';

async function start(overrides: Record<string, unknown> = {}) {
  const emulator = await new OpenAiTranscriptionsEmulator().start();
  const given = { apiKey: 'emulator-key', baseURL: emulator.baseURL, ...overrides };
  const provider = new OpenAiCompatibleStt(readOptions(openAiCompatibleStt, given));
  return { emulator, provider };
}

describeSttContract({ name: 'A transcription server', partials: false, start });

describe(OpenAiCompatibleStt.name, () => {
  let subject: Awaited<ReturnType<typeof start>>;
  let session: SpokenSession;

  const begin = async (options: Record<string, unknown> = {}, language?: string) => {
    subject = await start(options);
    session = new SpokenSession(subject.provider, language);
  };

  afterEach(async () => {
    session.abort.abort();
    await subject.provider.onModuleDestroy();
    await subject.emulator[Symbol.asyncDispose]();
  });

  it('sends the speech and a bit before it, with what the server is told', async () => {
    await begin({ model: 'large-v3', prompt: 'Timers.', temperature: 0.2 }, 'de-DE');
    session.give(framesOf(new Int16Array(5 * 16_000)));
    session.say(wordsOf(20));
    await session.until((s) => s.texts('final').length === 1);
    expect(subject.emulator.form).toEqual({
      model: 'large-v3',
      language: 'de',
      response_format: 'json',
      prompt: 'Timers.',
      temperature: '0.2',
    });
    const speechMs = 20 * 64 + 192;
    expect(subject.emulator.files[0]! / 16).toBeGreaterThan(speechMs);
    expect(subject.emulator.files[0]! / 16).toBeLessThan(speechMs + 320);
  });

  it('sends the names of the page with each segment, behind the prompt', async () => {
    await begin({ prompt: 'Timers.' });
    for (const [i, names] of [['Sign in', 'Save'], []].entries()) {
      session.give([phrasesOf(...names)]);
      session.say(wordsOf(4));
      await session.until((s) => s.texts('final').length > i);
    }
    expect(subject.emulator.updates).toEqual([['Timers. Sign in, Save'], ['Timers.']]);
  });

  it('sends no names if the config says so', async () => {
    await begin({ pageNames: false });
    session.give([phrasesOf('Sign in')]);
    session.say(wordsOf(4));
    await session.until((s) => s.texts('final').length > 0);
    expect(subject.emulator.form).not.toHaveProperty('prompt');
  });

  it('keeps the names out of the error if the server fails because of them', async () => {
    await begin();
    subject.emulator.refusesNames = true;
    subject.emulator.refusesNamesWith = 500;
    session.give([phrasesOf('Confidential')]);
    session.say(wordsOf(4));
    const error = await session.ended;
    expect(error).toMatchObject({ code: 'provider_unavailable' });
    expect(inspect(error, { depth: 10 })).not.toContain('Confidential');
  });

  it('drops a transcript that only repeats the list of names, which Whisper writes for noise', async () => {
    await begin();
    subject.emulator.nextTranscript = () => 'Sign in, Save, Open.';
    session.give([phrasesOf('Sign in', 'Save', 'Open')]);
    session.say(wordsOf(4));
    await session.until((s) => s.texts('final').length > 0);
    expect(session.texts('final')).toEqual(['']);
  });

  it('sends no request if the sound is too short for a word', async () => {
    await begin();
    session.give([{ type: 'speech_start' }, ...framesOf(speak(wordsOf(1))), { type: 'speech_end' }]);
    await session.until((s) => s.texts('final').length === 1);
    expect(subject.emulator.files).toEqual([]);
  });

  it('keeps no more than two minutes of a segment', async () => {
    await begin();
    const second = new Int16Array(16_000);
    session.give([{ type: 'speech_start' }]);
    for (let i = 0; i < 125; i++) session.give([{ type: 'audio', pcm: second }]);
    session.give([{ type: 'speech_end' }]);
    await session.until((s) => s.texts('final').length === 1);
    expect(subject.emulator.files).toEqual([MAX_SEGMENT_SAMPLES]);
  });

  it('lists the models of the server', async () => {
    await begin();
    const options = readOptions(openAiCompatibleStt, {
      baseURL: subject.emulator.baseURL,
      apiKey: 'emulator-key',
    });
    const list = () => openAiCompatibleStt.listCatalogue!(options, new AbortController().signal);
    expect(await list()).toEqual({ models: ['gpt-5', 'gpt-transcribe', 'whisper-1'] });
    subject.emulator.misbehave = 'wrong_key';
    await expect(list()).rejects.toMatchObject({ code: 'provider_auth' });
  });

  it('fails if there is no API at the address', async () => {
    await begin();
    const { origin } = new URL(subject.emulator.baseURL);
    const options = readOptions(openAiCompatibleStt, { baseURL: origin, apiKey: 'emulator-key' });
    const elsewhere = new OpenAiCompatibleStt(options);
    const lost = new SpokenSession(elsewhere);
    lost.say(wordsOf(4));
    expect(await lost.ended).toMatchObject({
      retryable: false,
      message: expect.stringMatching(/was not found at .*"baseURL".* ends in \/v1/) as string,
    });
    await elsewhere.onModuleDestroy();
  });

  it('asks for a key if the server wants one and the config has none', async () => {
    await begin({ apiKey: undefined });
    session.say(wordsOf(4));
    expect(await session.ended).toMatchObject({
      code: 'provider_auth',
      message: expect.stringContaining('needs an API key. Set "apiKey" in its options') as string,
    });
  });
});
