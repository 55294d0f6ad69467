import { expect, it, vi } from 'vitest';
import { samplesToMs } from '#audio';
import type { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import { CLOSED_ADDRESS } from '../../closed-address.js';
import { emulatedWords, type TtsMisbehaviour } from '../../emulators/tts/tts-emulator.js';
import { leftOpenBy } from '../../left-open.js';
import {
  CLAUSES,
  each,
  expectSpeech,
  failureOf,
  readAll,
  unfinished,
  type TtsContract,
  type TtsFixture,
} from './tts-fixture.js';

/** What a provider with a vendor must do: voices, errors, connections. */
export function vendorChecks(fixture: TtsFixture, contract: TtsContract): void {
  it('speaks in the voice that is asked for', async () => {
    const { otherVoice = 'another-voice' } = contract;
    await fixture.speak(['Hello.'], otherVoice);
    await fixture.speak(['Hello.']);
    const [asked, own] = fixture.emulator.requests;
    expect(asked!.voice).toBe(otherVoice);
    expect(own!.voice).not.toBe(otherVoice);
  });

  if (contract.wordTimes) wordTimeCheck(fixture);
  errorChecks(fixture);
  connectionChecks(fixture, contract);
}

function wordTimeCheck(fixture: TtsFixture): void {
  it('reports when words are audible, from the first sample of the answer on', async () => {
    const reported = (await fixture.speak(CLAUSES)).flatMap((chunk) => chunk.words ?? []);
    let clauseStartMs = 0;
    const expected = CLAUSES.flatMap((text) => {
      const words = emulatedWords(text, fixture.emulator.msPerCharacter).map((word) => ({
        text: word.word,
        startMs: word.startMs + clauseStartMs,
        endMs: word.endMs + clauseStartMs,
      }));
      clauseStartMs += samplesToMs(fixture.speechOf([text]).length, fixture.provider.sampleRateHz);
      return words;
    });
    expect(reported.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    for (const [i, { startMs, endMs }] of reported.entries()) {
      expect(Math.abs(startMs - expected[i]!.startMs), `start of word ${i}`).toBeLessThan(2);
      expect(Math.abs(endMs - expected[i]!.endMs), `end of word ${i}`).toBeLessThan(2);
    }
  });
}

function errorChecks(fixture: TtsFixture): void {
  it.each<[TtsMisbehaviour, RegExp, Partial<ProviderError>]>([
    ['wrong_key', /refused the API key/, { code: 'provider_auth', retryable: false }],
    ['no_credit', /has no credit left/, { code: 'provider_unavailable', retryable: false }],
    ['rate_limited', /accepts no more requests at the moment/, { retryable: true }],
    ['unknown_model', /has no (?:model|voice)/, { retryable: false }],
    ['unknown_voice', /has no voice/, { retryable: false }],
    ['malformed', /does not understand|sent .* where Earshot asked for raw PCM/, { retryable: false }],
    ['silent', /gave an empty answer/, { retryable: false }],
  ])('says what to do about %s', async (misbehaviour, sentence, expected) => {
    const { provider, emulator } = fixture;
    emulator.misbehave = misbehaviour;
    const error = await failureOf(() => fixture.speak(CLAUSES));
    expect(error).toMatchObject({
      name: 'ProviderError',
      stage: 'tts',
      provider: provider.name,
      ...expected,
    });
    expect(error.message).toMatch(sentence);
    emulator.misbehave = undefined;
    expectSpeech(await fixture.speak(CLAUSES), fixture.speechOf(CLAUSES), 'the next answer');
  });

  it('reports a wrong key when it connects and when it speaks, and does not quote it', async () => {
    await fixture.stop();
    await fixture.start({ apiKey: 'sk-not-the-right-one' });
    for (const use of [() => fixture.provider.connect(fixture.abort.signal), () => fixture.speak(CLAUSES)]) {
      const error = await failureOf(use);
      expect(error).toMatchObject({ code: 'provider_auth', retryable: false });
      expect(error.message).not.toContain('sk-not');
    }
  });

  it('reports that its address cannot be reached', async () => {
    await fixture.stop();
    await fixture.start({ baseURL: `http://${CLOSED_ADDRESS}` });
    for (const use of [() => fixture.provider.connect(fixture.abort.signal), () => fixture.speak(CLAUSES)]) {
      const error = await failureOf(use);
      expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
      expect(error.message).toMatch(/cannot be reached/);
    }
  });

  it('reports a connection that breaks off in mid-speech', async () => {
    const { emulator } = fixture;
    emulator.misbehave = 'drop';
    emulator.frameDelayMs = 5;
    const error = await failureOf(() => fixture.speak(CLAUSES));
    expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
    expect(error.message).toMatch(/stopped in the middle of the answer/);
    emulator.misbehave = undefined;
    expectSpeech(await fixture.speak(CLAUSES), fixture.speechOf(CLAUSES), 'the next answer');
  });

  it('reports a clause that got no audio after others did', async () => {
    const { emulator } = fixture;
    const heard = Promise.withResolvers<void>();
    async function* source() {
      yield CLAUSES[0]!;
      await heard.promise;
      emulator.misbehave = 'silent';
      yield CLAUSES[1]!;
    }
    const expected = fixture.speechOf([CLAUSES[0]!]).length;
    let samples = 0;
    const error = await failureOf(async () => {
      for await (const { pcm } of fixture.stream(source())) {
        samples += pcm.length;
        if (samples === expected) heard.resolve();
      }
    });
    expect(error).toMatchObject({ name: 'ProviderError', stage: 'tts' });
    expect(error.message).toMatch(/gave an empty answer|stopped in the middle of the answer/);
  });

  it('ends an answer whose audio has all come, even if the vendor never says so', async () => {
    fixture.emulator.misbehave = 'endless';
    fixture.emulator.msPerCharacter = 60;
    const text = CLAUSES.slice(0, 1);
    expectSpeech(await fixture.speak(text), fixture.speechOf(text));
    fixture.emulator.misbehave = undefined;
    expectSpeech(await fixture.speak(CLAUSES), fixture.speechOf(CLAUSES), 'the next answer');
  });

  it('waits for a vendor that stalls, until it is aborted', async () => {
    fixture.emulator.misbehave = 'stall';
    const next = fixture.stream(unfinished(CLAUSES[0]!)).next();
    await vi.waitFor(() => expect(fixture.emulator.requests.length).toBeGreaterThan(0));
    const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 100));
    expect(await Promise.race([next, silence])).toBe('silence');
    // From now on the emulator confirms the end of an answer.
    fixture.emulator.misbehave = undefined;
    fixture.abort.abort();
    expect((await next).done).toBe(true);
    await fixture.untilIdle();
  });
}

function connectionChecks(
  fixture: TtsFixture,
  { start, closesConnections = true, leaksTimers = false }: TtsContract,
): void {
  it('connects ahead of the first answer, which then uses that connection', async () => {
    const { provider, emulator, abort } = fixture;
    await provider.connect(abort.signal);
    const before = emulator.server.openConnections;
    expect(before).toBeGreaterThan(0);
    // An HTTP connection is free again a moment after its answer was read, and no event reports it.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await provider.connect(abort.signal);
    await fixture.speak(['Hello.']);
    expect(emulator.server.openConnections).toBe(before);
  });

  it('leaves no timer and no socket behind, however an answer ends', async () => {
    const options = { language: 'en-US', signal: fixture.abort.signal };
    const left = await leftOpenBy(async () => {
      const { provider, emulator } = await start();
      const speak = () => readAll(provider.synthesize(each(CLAUSES), options));
      await provider.connect(options.signal);
      await speak();
      for (const misbehaviour of ['drop', 'malformed', 'wrong_key'] as const) {
        emulator!.misbehave = misbehaviour;
        await speak().catch(() => undefined);
      }
      emulator!.misbehave = undefined;
      emulator!.frameDelayMs = 20;
      for await (const _ of provider.synthesize(each(CLAUSES), options)) break;
      await provider.onModuleDestroy?.();
      await emulator![Symbol.asyncDispose]();
    });
    expect(left.filter((kind) => kind !== 'Timeout' || !leaksTimers)).toEqual([]);
  });

  it('leaves nothing open when it is destroyed', async () => {
    const { provider, emulator, abort } = fixture;
    await provider.connect(abort.signal);
    await Promise.all([fixture.speak(CLAUSES), fixture.speak(CLAUSES)]);
    await provider.onModuleDestroy?.();
    await fixture.untilIdle();
    if (closesConnections) await vi.waitFor(() => expect(emulator.server.openConnections).toBe(0));
  });
}
