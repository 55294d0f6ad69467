import type { OnModuleDestroy } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { concatPcm, samplesToMs } from '#audio';
import type { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import { leftOpenBy } from '../../left-open.js';
import type { Misbehaviour } from '../../emulators/misbehaviour.js';
import { emulatedSpeech, emulatedWords, type TtsEmulator } from '../../emulators/tts/tts-emulator.js';
import type { Tts, TtsChunk } from '../../../backend/src/tts/tts.port.js';

export interface TtsSubject {
  provider: Tts & Partial<OnModuleDestroy>;
  /** Started; undefined where the provider needs no server. */
  emulator?: TtsEmulator;
}

export interface TtsContract {
  name: string;
  /** @param overrides what the subject is to be told instead of what the emulator wants */
  start(overrides?: { apiKey?: string; baseURL?: string }): Promise<TtsSubject>;
  /** One without a key, at the vendor's own address; left out where none is needed. */
  withoutKey?(): Tts;
  /** It is a vendor's, behind an emulator. */
  remote?: boolean;
  /** It tells when words are audible. */
  words?: boolean;
  /** It closes its connections when it is destroyed. */
  closesConnections?: boolean;
  /** Its package forgets the timer of a request that was aborted or failed, and keeps it until it fires. */
  forgetsTimers?: boolean;
  /** The vendor speaks what it was given to its end, heard or not; the connection serves others meanwhile. */
  vendorSpeaksOn?: boolean;
}

const CLAUSES = ['Good morning, dear listener.', 'It is half past nine,', 'and the sun is out.'];

/** It is 50 ms, which the benchmark of providers measures; here, on a machine that has other things to do. */
const AT_ONCE_MS = 250;

/** What each provider of speech owes, whoever makes the speech. */
export function describeTtsContract({
  name,
  start,
  withoutKey,
  remote = true,
  words = false,
  closesConnections = true,
  forgetsTimers = false,
  vendorSpeaksOn = false,
}: TtsContract): void {
  describe(`${name} keeps the contract of speech synthesis`, () => {
    let provider: TtsSubject['provider'];
    let emulator: TtsEmulator;
    let abort: AbortController;

    const begin = async (overrides?: Parameters<typeof start>[0]) => {
      const subject = await start(overrides);
      provider = subject.provider;
      emulator = subject.emulator!;
      if (emulator) emulator.msPerCharacter = 20;
    };

    const stream = (pieces: AsyncIterable<string>, voice?: string) =>
      provider.synthesize(pieces, { language: 'en-US', voice, signal: abort.signal })[Symbol.asyncIterator]();

    const speak = async (texts: readonly string[], voice?: string) => {
      const chunks: TtsChunk[] = [];
      const reader = stream(each(texts), voice);
      for (let result = await reader.next(); !result.done; result = await reader.next()) {
        chunks.push(result.value);
      }
      return chunks;
    };

    const speechOf = (texts: readonly string[]) =>
      concatPcm(texts.map((text) => emulatedSpeech(text, provider.sampleRateHz, emulator.msPerCharacter)));

    const expectIdle = (timeout = AT_ONCE_MS) =>
      vi.waitFor(() => expect(emulator?.busy ?? 0, 'answers that the server still speaks').toBe(0), {
        timeout,
        interval: 5,
      });

    beforeEach(async () => {
      abort = new AbortController();
      await begin();
    });

    afterEach(async () => {
      abort.abort();
      await provider.onModuleDestroy?.();
      await emulator?.[Symbol.asyncDispose]();
    });

    it('speaks the pieces in order, each once, and ends', async () => {
      const chunks = await speak(CLAUSES);
      const pieces = chunks.flatMap(({ piece }) => (piece === undefined ? [] : [piece]));
      expect(pieces).toEqual(pieces.toSorted((a, b) => a - b));
      if (!remote) return void expect(new Set(pieces)).toEqual(new Set([0, 1, 2]));
      expect(emulator.requests.map(({ text }) => text)).toEqual(CLAUSES);
      expectSpeech(chunks, speechOf(CLAUSES));
      await expectIdle();
    });

    it('begins to speak with the first piece, before there is a second', async () => {
      let more = (_: void) => {};
      const second = new Promise<void>((resolve) => (more = resolve));
      async function* source() {
        yield CLAUSES[0]!;
        await second;
        yield CLAUSES[1]!;
      }
      const reader = stream(source());
      const first = await reader.next();
      expect(first.done).toBe(false);
      more();
      const rest: TtsChunk[] = [];
      for (let result = await reader.next(); !result.done; result = await reader.next()) {
        rest.push(result.value);
      }
      if (remote) expectSpeech([first.value as TtsChunk, ...rest], speechOf(CLAUSES.slice(0, 2)));
    });

    it('leaves out what has no words, and says nothing where nothing has any', async () => {
      expect(await speak(['', ' ... ', '?!'])).toEqual([]);
      expect(await speak([])).toEqual([]);
      const chunks = await speak(['—', CLAUSES[0]!]);
      const pieces = chunks.flatMap(({ piece }) => (piece === undefined ? [] : [piece]));
      expect(
        [...new Set(pieces)].filter((piece) => piece !== 1),
        'a piece counts, spoken or not',
      ).toEqual([]);
      if (remote) expectSpeech(chunks, speechOf([CLAUSES[0]!]));
    });

    it('speaks an answer of a thousand words', { timeout: 20_000 }, async () => {
      if (emulator) emulator.msPerCharacter = 4;
      // Nothing on the way of one that is here could be too long for it, and it has to make the sound.
      const clauses = remote ? 100 : 30;
      const texts = Array.from(
        { length: clauses },
        (_, i) => `Clause ${i} is one with ten words in it all told.`,
      );
      const chunks = await speak(texts);
      if (remote) expectSpeech(chunks, speechOf(texts));
      else expect(new Set(chunks.map(({ piece }) => piece)).size).toBe(clauses);
    });

    it('does not mix the answers of sessions that speak at once', async () => {
      const texts = Array.from({ length: 8 }, (_, i) => [`Session ${i} speaks.`, `And ${i} speaks on.`]);
      if (emulator) emulator.frameDelayMs = 1;
      const answers = await Promise.all(texts.map((own) => speak(own)));
      for (const [i, own] of texts.entries()) {
        expectSpeech(answers[i]!, remote ? speechOf(own) : pcmOf(await speak(own)));
      }
    });

    it('stops at once in mid-speech, and frees what it held', async () => {
      if (emulator) emulator.frameDelayMs = 10;
      const reader = stream(each([CLAUSES.join(' ').repeat(4), ...CLAUSES]));
      expect((await reader.next()).done).toBe(false);
      const pending = reader.next();
      const at = performance.now();
      abort.abort();
      await pending;
      expect((await reader.next()).done).toBe(true);
      expect(performance.now() - at).toBeLessThan(AT_ONCE_MS);
      await expectIdle(vendorSpeaksOn ? 4_000 : AT_ONCE_MS);
    });

    it('stops at once where its reader leaves while it waits', async () => {
      if (emulator) emulator.misbehave = 'stall';
      const reader = stream(remote ? unfinished(CLAUSES[0]!) : never());
      const pending = reader.next();
      if (remote) await vi.waitFor(() => expect(emulator.requests.length).toBeGreaterThan(0));
      // It would say again that it is done with an answer; what it was given stays unspoken.
      if (emulator) emulator.misbehave = undefined;
      const at = performance.now();
      void reader.return?.();
      expect((await pending).done).toBe(true);
      expect(performance.now() - at).toBeLessThan(AT_ONCE_MS);
      await expectIdle();
    });

    it('ends when it is aborted while it waits for text, and where it was aborted before', async () => {
      const next = stream(never()).next();
      abort.abort();
      expect((await next).done).toBe(true);
      expect((await stream(each(CLAUSES)).next()).done).toBe(true);
    });

    it('passes on what goes wrong with the text', async () => {
      async function* broken() {
        yield CLAUSES[0]!;
        throw new Error('no more text');
      }
      const reader = stream(broken());
      const all = async () => {
        while (!(await reader.next()).done);
      };
      await expect(all()).rejects.toThrow('no more text');
      await expectIdle();
    });

    if (withoutKey) {
      it('asks for its key when it is first used', async () => {
        const sut = withoutKey();
        const { signal } = abort;
        for (const use of [
          () => sut.connect(signal),
          () => readAll(sut.synthesize(each(CLAUSES), { language: 'en', signal })),
        ]) {
          const error = await failureOf(use);
          expect(error).toMatchObject({ code: 'provider_auth', retryable: false });
          expect(error.message).toMatch(/needs an API key.*[A-Z]+_API_KEY/);
        }
      });
    }

    if (!remote) return;

    it('speaks in the voice that is asked for', async () => {
      await speak(['Hello.'], 'somebody-else');
      await speak(['Hello.']);
      const [asked, own] = emulator.requests;
      expect(asked!.voice).toBe('somebody-else');
      expect(own!.voice).not.toBe('somebody-else');
    });

    if (words) {
      it('tells when words are audible, from the first sample of the answer on', async () => {
        const told = (await speak(CLAUSES)).flatMap((chunk) => chunk.words ?? []);
        let startMs = 0;
        const expected = CLAUSES.flatMap((text) => {
          const of = emulatedWords(text, emulator.msPerCharacter).map((word) => ({
            text: word.word,
            startMs: word.startMs + startMs,
            endMs: word.endMs + startMs,
          }));
          startMs += samplesToMs(speechOf([text]).length, provider.sampleRateHz);
          return of;
        });
        expect(told.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
        for (const [i, { startMs, endMs }] of told.entries()) {
          expect(Math.abs(startMs - expected[i]!.startMs), `start of word ${i}`).toBeLessThan(2);
          expect(Math.abs(endMs - expected[i]!.endMs), `end of word ${i}`).toBeLessThan(2);
        }
      });
    }

    it.each<[Misbehaviour, RegExp, Partial<ProviderError>]>([
      ['wrong_key', /refused the API key/, { code: 'provider_auth', retryable: false }],
      ['no_credit', /has no credit left/, { code: 'provider_unavailable', retryable: false }],
      ['rate_limited', /takes no more requests for now/, { retryable: true }],
      ['unknown_model', /has no (?:model|voice)/, { retryable: false }],
      ['unknown_voice', /has no voice/, { retryable: false }],
      ['malformed', /does not understand/, { retryable: false }],
    ])('says what to do about %s', async (misbehaviour, sentence, expected) => {
      emulator.misbehave = misbehaviour;
      const error = await failureOf(() => speak(CLAUSES));
      expect(error).toMatchObject({
        name: 'ProviderError',
        stage: 'tts',
        provider: provider.name,
        ...expected,
      });
      expect(error.message).toMatch(sentence);
      emulator.misbehave = undefined;
      expectSpeech(await speak(CLAUSES), speechOf(CLAUSES), 'it works again when the vendor does');
    });

    it('is refused with a wrong key, which it tells nobody, and learns of it before it is needed', async () => {
      await provider.onModuleDestroy?.();
      await emulator[Symbol.asyncDispose]();
      await begin({ apiKey: 'sk-not-the-right-one' });
      for (const use of [() => provider.connect(abort.signal), () => speak(CLAUSES)]) {
        const error = await failureOf(use);
        expect(error).toMatchObject({ code: 'provider_auth', retryable: false });
        expect(error.message).not.toContain('sk-not');
      }
    });

    it('says that nobody answers at its address', async () => {
      const { port } = emulator.server;
      await provider.onModuleDestroy?.();
      await emulator[Symbol.asyncDispose]();
      await begin({ baseURL: `http://127.0.0.1:${port}` });
      for (const use of [() => provider.connect(abort.signal), () => speak(CLAUSES)]) {
        const error = await failureOf(use);
        expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
        expect(error.message).toMatch(/cannot be reached/);
      }
    });

    it('says that the vendor broke off, after what had come', async () => {
      emulator.misbehave = 'drop';
      emulator.frameDelayMs = 5;
      const error = await failureOf(() => speak(CLAUSES));
      expect(error).toMatchObject({ code: 'provider_unavailable', retryable: true });
      expect(error.message).toMatch(/broke off in the middle/);
      emulator.misbehave = undefined;
      expectSpeech(await speak(CLAUSES), speechOf(CLAUSES), 'the next answer has a connection of its own');
    });

    it('waits in silence for a vendor that has stalled, until it is stopped', async () => {
      emulator.misbehave = 'stall';
      const reader = stream(each(CLAUSES));
      const next = reader.next();
      await vi.waitFor(() => expect(emulator.requests.length).toBeGreaterThan(0));
      const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 100));
      expect(await Promise.race([next, silence])).toBe('silence');
      const at = performance.now();
      abort.abort();
      expect((await next).done).toBe(true);
      expect(performance.now() - at).toBeLessThan(AT_ONCE_MS);
    });

    it('opens its connection ahead of the first answer, which then uses it', async () => {
      await provider.connect(abort.signal);
      const before = emulator.server.openConnections;
      expect(before).toBeGreaterThan(0);
      // An HTTP connection is free again a moment after its answer has been read; nothing tells.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await provider.connect(abort.signal);
      await speak(['Hello.']);
      expect(emulator.server.openConnections).toBe(before);
    });

    it('leaves no timer and no socket behind, however an answer ends', async () => {
      const options = { language: 'en-US', signal: abort.signal };
      const left = await leftOpenBy(async () => {
        const subject = await start();
        const own = subject.emulator!;
        await subject.provider.connect(abort.signal);
        await readAll(subject.provider.synthesize(each(CLAUSES), options));
        for (const misbehaviour of ['drop', 'malformed', 'wrong_key'] as const) {
          own.misbehave = misbehaviour;
          await readAll(subject.provider.synthesize(each(CLAUSES), options)).catch(() => undefined);
        }
        own.misbehave = undefined;
        own.frameDelayMs = 20;
        for await (const _ of subject.provider.synthesize(each(CLAUSES), options)) break;
        await subject.provider.onModuleDestroy?.();
        await own[Symbol.asyncDispose]();
      });
      expect(left.filter((kind) => kind !== 'Timeout' || !forgetsTimers)).toEqual([]);
    });

    it('leaves nothing open', async () => {
      await provider.connect(abort.signal);
      await Promise.all([speak(CLAUSES), speak(CLAUSES)]);
      await provider.onModuleDestroy?.();
      await expectIdle();
      if (!closesConnections) return;
      await vi.waitFor(() => expect(emulator.server.openConnections).toBe(0), {
        timeout: AT_ONCE_MS,
        interval: 5,
      });
    });
  });
}

async function* each(texts: readonly string[]): AsyncGenerator<string, void, undefined> {
  yield* texts;
}

/** A model that has not written on yet. */
async function* unfinished(text: string): AsyncGenerator<string, void, undefined> {
  yield text;
  await new Promise(() => undefined);
}

async function* never(): AsyncGenerator<string, void, undefined> {
  await new Promise(() => undefined);
}

async function readAll(chunks: AsyncIterable<TtsChunk>): Promise<void> {
  for await (const _ of chunks);
}

async function failureOf(use: () => Promise<unknown>): Promise<ProviderError> {
  const result = await use().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(result, 'it should have failed').toBeDefined();
  return result as ProviderError;
}

const pcmOf = (chunks: readonly TtsChunk[]) => concatPcm(chunks.map(({ pcm }) => pcm));

/** Compared as bytes: arrays of so many numbers take the test runner seconds. */
function expectSpeech(chunks: readonly TtsChunk[], expected: Int16Array, what = 'the speech'): void {
  const spoken = pcmOf(chunks);
  expect(spoken.length, `${what}: samples`).toBe(expected.length);
  const different = spoken.findIndex((sample, i) => sample !== expected[i]);
  expect(different, `${what}: the first sample that differs`).toBe(-1);
}
