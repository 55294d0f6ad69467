import { describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { ScriptedTts } from '../../../testing/scripted-providers.js';
import { ResilientTts } from './resilient-tts.js';
import type { TtsChunk, TtsOptions } from './tts.port.js';

const down = () => new ProviderError('tts', 'first', 'provider_unavailable', 'Speech synthesis is down.');

async function* source(...texts: string[]) {
  yield* texts;
}

/** Speaks each clause as one chunk with one sample per character, and records what it was asked for. */
function speaking(asked: { clauses: string[]; voice?: string } = { clauses: [] }): ScriptedTts {
  return new ScriptedTts(async function* (clauses, { voice }) {
    asked.voice = voice;
    for await (const clause of clauses) {
      asked.clauses.push(clause);
      yield { pcm: new Int16Array(clause.length) };
    }
  });
}

const failingAfter = (chunks: number) =>
  new ScriptedTts(async function* (clauses) {
    let left = chunks;
    for await (const clause of clauses) {
      if (left-- === 0) throw down();
      yield { pcm: new Int16Array(clause.length) };
    }
  });

describe(ResilientTts.name, () => {
  async function speak(sut: ResilientTts, clauses: AsyncIterable<string>, options: Partial<TtsOptions> = {}) {
    const chunks: TtsChunk[] = [];
    const { signal } = new AbortController();
    for await (const chunk of sut.synthesize(clauses, { language: 'en', signal, ...options }))
      chunks.push(chunk);
    return chunks.map(({ pcm }) => pcm.length);
  }

  it('lets the fallback speak the whole text in its own voice if nothing was spoken yet', async () => {
    const asked: { clauses: string[]; voice?: string } = { clauses: [] };
    const warn = vi.fn();
    const sut = new ResilientTts([failingAfter(0), speaking(asked)]);
    expect(await speak(sut, source('One.', 'Three.'), { voice: 'rachel', warn })).toEqual([4, 6]);
    expect(asked).toEqual({ clauses: ['One.', 'Three.'], voice: undefined });
    expect(warn).toHaveBeenCalledOnce();
  });

  it('does not start an answer again: a failure after the first audio is an error', async () => {
    const asked: { clauses: string[] } = { clauses: [] };
    const sut = new ResilientTts([failingAfter(1), speaking(asked)]);
    await expect(speak(sut, source('One.', 'Two.'))).rejects.toThrow('Speech synthesis is down.');
    expect(asked.clauses).toEqual([]);
  });

  it('does not count a wait for text as a stall', async () => {
    const more = Promise.withResolvers<void>();
    async function* slow() {
      yield 'One.';
      await more.promise;
      yield 'Two.';
    }
    const sut = new ResilientTts([speaking()], { stallMs: 20 });
    const spoken = speak(sut, slow());
    setTimeout(() => more.resolve(), 80);
    expect(await spoken).toEqual([4, 4]);
  });

  it('fails a provider that gives no audio for its text, even while it asks for more', async () => {
    const greedy = new ScriptedTts(async function* (clauses): AsyncGenerator<TtsChunk> {
      for await (const _ of clauses);
      yield { pcm: new Int16Array(0) };
    });
    async function* endless() {
      yield 'One.';
      await new Promise(() => undefined);
    }
    const sut = new ResilientTts([greedy], { stallMs: 20 });
    await expect(speak(sut, endless())).rejects.toMatchObject({ code: 'provider_timeout' });
  });

  it('resamples a fallback to the rate of the first provider', async () => {
    const other = Object.assign(speaking(), { sampleRateHz: 8_000 });
    const sut = new ResilientTts([failingAfter(0), other]);
    expect(sut.sampleRateHz).toBe(16_000);
    const [samples] = await speak(sut, source('x'.repeat(1_000)));
    expect(samples).toBeGreaterThan(1_900);
    expect(samples).toBeLessThanOrEqual(2_000);
  });
});
