import { describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { ScriptedTts } from '../../../testing/scripted-providers.js';
import { ResilientTts } from './resilient-tts.js';
import type { TtsChunk, TtsOptions } from './tts.port.js';

const down = () => new ProviderError('tts', 'first', 'provider_unavailable', 'The voice is down.');

async function* source(...texts: string[]) {
  yield* texts;
}

/** Speaks each piece as one chunk whose length is that of the text; `told` are the pieces and the voice. */
function speaking(told: { pieces: string[]; voice?: string } = { pieces: [] }): ScriptedTts {
  return new ScriptedTts(async function* (pieces, { voice }) {
    told.voice = voice;
    for await (const piece of pieces) {
      told.pieces.push(piece);
      yield { pcm: new Int16Array(piece.length) };
    }
  });
}

const failingAfter = (chunks: number) =>
  new ScriptedTts(async function* (pieces) {
    let left = chunks;
    for await (const piece of pieces) {
      if (left-- === 0) throw down();
      yield { pcm: new Int16Array(piece.length) };
    }
  });

describe(ResilientTts.name, () => {
  async function speak(sut: ResilientTts, pieces: AsyncIterable<string>, options: Partial<TtsOptions> = {}) {
    const chunks: TtsChunk[] = [];
    const { signal } = new AbortController();
    for await (const chunk of sut.synthesize(pieces, { language: 'en', signal, ...options }))
      chunks.push(chunk);
    return chunks.map(({ pcm }) => pcm.length);
  }

  it('lets the fallback speak all of the text where nothing was spoken yet, in its own voice', async () => {
    const told: { pieces: string[]; voice?: string } = { pieces: [] };
    const warn = vi.fn();
    const sut = new ResilientTts([failingAfter(0), speaking(told)]);
    expect(await speak(sut, source('One.', 'Three.'), { voice: 'rachel', warn })).toEqual([4, 6]);
    expect(told).toEqual({ pieces: ['One.', 'Three.'], voice: undefined });
    expect(warn).toHaveBeenCalledOnce();
  });

  it('does not begin an answer twice: a voice that fails after its first word is an error', async () => {
    const told: { pieces: string[] } = { pieces: [] };
    const sut = new ResilientTts([failingAfter(1), speaking(told)]);
    await expect(speak(sut, source('One.', 'Two.'))).rejects.toThrow('The voice is down.');
    expect(told.pieces).toEqual([]);
  });

  it('waits for text as long as it takes, but not for the voice', async () => {
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

  it('fails where the voice owes audio, even while it asks for more text', async () => {
    const greedy = new ScriptedTts(async function* (pieces): AsyncGenerator<TtsChunk> {
      for await (const _ of pieces);
      yield { pcm: new Int16Array(0) };
    });
    async function* endless() {
      yield 'One.';
      await new Promise(() => undefined);
    }
    const sut = new ResilientTts([greedy], { stallMs: 20 });
    await expect(speak(sut, endless())).rejects.toMatchObject({ code: 'provider_timeout' });
  });

  it('gives all voices the rate of the first', async () => {
    const other = Object.assign(speaking(), { sampleRateHz: 8_000 });
    const sut = new ResilientTts([failingAfter(0), other]);
    expect(sut.sampleRateHz).toBe(16_000);
    const [samples] = await speak(sut, source('x'.repeat(1_000)));
    expect(samples).toBeGreaterThan(1_900);
    expect(samples).toBeLessThanOrEqual(2_000);
  });
});
