import type { OnModuleDestroy } from '@nestjs/common';
import { expect, vi } from 'vitest';
import { concatPcm } from '#audio';
import type { StreamReader } from '../../../backend/src/common/streams/stream-reader.js';
import type { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import { STALL_MS } from '../../../backend/src/provider-kit/resilience.js';
import { streamOf } from '../../../backend/src/tts/resilient-tts.js';
import type { Tts, TtsChunk } from '../../../backend/src/tts/tts.port.js';
import { emulatedSpeech, type TtsEmulator } from '../../emulators/tts/tts-emulator.js';

export interface TtsSubject {
  provider: Tts & Partial<OnModuleDestroy>;
  /** Started; undefined if the provider needs no server. */
  emulator?: TtsEmulator;
}

export interface TtsContract {
  name: string;
  /** @param overrides options that replace those of the emulator */
  start(overrides?: SubjectOverrides): Promise<TtsSubject>;
  /** A provider without a key, at the vendor's own address; left out if it needs no key. */
  withoutKey?(): Tts;
  /** Whether it uses a vendor, which the emulator replaces. Default: true. */
  remote?: boolean;
  /** A voice that is not its own. Default: `another-voice`. */
  otherVoice?: string;
  /** Whether it reports word times. */
  wordTimes?: boolean;
  /** Whether it closes its connections when it is destroyed. Default: true. */
  closesConnections?: boolean;
  /** Its SDK leaves the timer of an aborted or failed request running until it fires. */
  leaksTimers?: boolean;
  /** The vendor synthesizes all text that it got, even after a cancel; meanwhile the connection serves others. */
  vendorFinishesAfterCancel?: boolean;
}

export interface SubjectOverrides {
  apiKey?: string;
  baseURL?: string;
}

export const CLAUSES = ['Good morning, dear listener.', 'It is half past nine,', 'and the sun is out.'];

/** The provider under test, its emulator, and one request's abort signal: new for each test. */
export class TtsFixture {
  provider!: TtsSubject['provider'];
  emulator!: TtsEmulator;
  abort = new AbortController();

  constructor(private readonly contract: Pick<TtsContract, 'start'>) {}

  async start(overrides?: SubjectOverrides): Promise<void> {
    this.abort = new AbortController();
    const { provider, emulator } = await this.contract.start(overrides);
    this.provider = provider;
    this.emulator = emulator!;
    if (emulator) emulator.msPerCharacter = 20;
  }

  async stop(): Promise<void> {
    this.abort.abort();
    await this.provider.onModuleDestroy?.();
    await this.emulator?.[Symbol.asyncDispose]();
  }

  /** Reads the provider as the stage does. */
  stream(clauses: AsyncIterable<string>, voice?: string): StreamReader<TtsChunk> {
    const { sampleRateHz } = this.provider;
    const options = { language: 'en-US', voice, signal: this.abort.signal };
    return streamOf(this.provider, clauses, options, { stallMs: STALL_MS, sampleRateHz });
  }

  speak(texts: readonly string[], voice?: string): Promise<TtsChunk[]> {
    return readRest(this.stream(each(texts), voice));
  }

  /** The emulator's audio for these texts. */
  speechOf(texts: readonly string[]): Int16Array {
    const { sampleRateHz } = this.provider;
    const { msPerCharacter } = this.emulator;
    return concatPcm(texts.map((text) => emulatedSpeech(text, sampleRateHz, msPerCharacter)));
  }

  /** Waits until the emulator has finished all speech. */
  async untilIdle(): Promise<void> {
    await vi.waitFor(() => expect(this.emulator?.busy ?? 0, 'answers that the server still speaks').toBe(0), {
      timeout: 5_000,
      interval: 5,
    });
  }
}

export async function* each(texts: readonly string[]): AsyncGenerator<string, void, undefined> {
  yield* texts;
}

/** The answer of a model that has not written its second clause yet. */
export async function* unfinished(text: string): AsyncGenerator<string, void, undefined> {
  yield text;
  await new Promise(() => undefined);
}

/** The answer of a model that has written nothing yet. */
export async function* never(): AsyncGenerator<string, void, undefined> {
  await new Promise(() => undefined);
}

export async function readRest(reader: AsyncIterator<TtsChunk, unknown>): Promise<TtsChunk[]> {
  const chunks: TtsChunk[] = [];
  for (let result = await reader.next(); !result.done; result = await reader.next()) {
    chunks.push(result.value);
  }
  return chunks;
}

export async function readAll(chunks: AsyncIterable<TtsChunk>): Promise<void> {
  for await (const _ of chunks);
}

/** The error of a call that must fail. */
export async function failureOf(call: () => Promise<unknown>): Promise<ProviderError> {
  const result = await call().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(result, 'an error').toBeDefined();
  return result as ProviderError;
}

export const pcmOf = (chunks: readonly TtsChunk[]): Int16Array => concatPcm(chunks.map(({ pcm }) => pcm));

/** The clause numbers of the chunks, in order. */
export const clausesOf = (chunks: readonly TtsChunk[]): number[] =>
  chunks.flatMap(({ clause }) => (clause === undefined ? [] : [clause]));

/** Compares in a loop: vitest takes seconds to compare arrays of this size. */
export function expectSpeech(chunks: readonly TtsChunk[], expected: Int16Array, label = 'the speech'): void {
  const spoken = pcmOf(chunks);
  expect(spoken.length, `${label}: samples`).toBe(expected.length);
  const different = spoken.findIndex((sample, i) => sample !== expected[i]);
  expect(different, `${label}: the first sample that differs`).toBe(-1);
}
