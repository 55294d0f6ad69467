import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CartesiaEmulator } from '../../../../../testing/emulators/tts/cartesia.js';
import { describeTtsContract } from '../../../../../testing/contracts/tts/tts-contract.js';
import type { TtsChunk } from '../../tts.port.js';
import { cartesiaTts, CartesiaTts } from './cartesia.js';

describeTtsContract({
  name: CartesiaTts.name,
  async start(overrides) {
    const emulator = await new CartesiaEmulator().start();
    const provider = new CartesiaTts({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...overrides });
    return { provider, emulator };
  },
  withoutKey: () => new CartesiaTts(),
  wordTimes: true,
});

describe(CartesiaTts.name, () => {
  let emulator: CartesiaEmulator;
  let sut: CartesiaTts;
  const { signal } = new AbortController();

  const speak = async (clauses: AsyncIterable<string>) => {
    const chunks: TtsChunk[] = [];
    for await (const chunk of sut.synthesize(clauses, { language: 'fr-FR', signal })) chunks.push(chunk);
    return chunks;
  };

  beforeEach(async () => {
    emulator = await new CartesiaEmulator().start();
    emulator.msPerCharacter = 20;
    const { baseURL, apiKey } = emulator;
    sut = new CartesiaTts({ baseURL, apiKey, speed: 1.2, sampleRateHz: 16_000 });
  });

  afterEach(async () => {
    await sut.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });

  it('sends the options', async () => {
    await speak(each('Bonjour.'));
    expect(emulator.requests[0]).toMatchObject({
      model: 'sonic-3.5',
      details: {
        language: 'fr',
        max_buffer_delay_ms: 0,
        add_timestamps: true,
        generation_config: { speed: 1.2 },
        output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: 16_000 },
      },
    });
  });

  it('speaks all answers on one connection', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => speak(each(`Number ${i}.`))));
    expect(emulator.server.openWebSockets).toBe(1);
  });

  it('continues if the model pauses for longer than a context lasts', async () => {
    emulator.expiryMs = 40;
    async function* source() {
      yield 'Let me look.';
      await vi.waitFor(() => expect(emulator.firstAudioAt).toBeGreaterThan(0), { interval: 5 });
      await vi.waitFor(() => expect(emulator.busy, 'the context has expired').toBe(0), { interval: 5 });
      yield 'Here it is.';
    }
    const chunks = await speak(source());
    expect(emulator.requests.map(({ text }) => text)).toEqual(['Let me look.', 'Here it is.']);
    const words = chunks.flatMap((chunk) => chunk.words ?? []);
    expect(words.map(({ text }) => text)).toEqual(['Let', 'me', 'look.', 'Here', 'it', 'is.']);
    // The second context counts from its own beginning, 12 characters into the answer.
    expect(words[3]!.startMs).toBeCloseTo(12 * 20, 0);
    expect(chunks.map(({ clause }) => clause)).toEqual(chunks.map(({ clause }) => clause).toSorted());
  });

  it('sends the text again that crossed the expiry of its context', async () => {
    emulator.expiryMs = 0;
    async function* source() {
      yield 'Let me look.';
      // There is no turn of the event loop between its end on the server and more text from here.
      while (emulator.contexts === 0 || emulator.busy > 0) await new Promise(setImmediate);
      yield 'Here it is.';
    }
    let samples = 0;
    for (let i = 0; i < 5; i++) for (const { pcm } of await speak(source())) samples += pcm.length;
    expect(samples).toBe(5 * 23 * 20 * 16);
  });

  it('opens a new context before the vendor would refuse the text', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      let heardMs = 0;
      async function* source() {
        yield 'Let me look.';
        await vi.waitFor(() => expect(heardMs).toBe(12 * 20), { interval: 5 });
        // The end of the clause comes right after its last audio, in its own event.
        await new Promise((resolve) => setTimeout(resolve, 20));
        vi.advanceTimersByTime(700);
        yield 'Here it is.';
      }
      for await (const { pcm } of sut.synthesize(source(), { language: 'en', signal }))
        heardMs += pcm.length / 16;
    } finally {
      vi.useRealTimers();
    }
    expect(emulator.requests.map(({ text }) => text)).toEqual(['Let me look.', 'Here it is.']);
    expect(emulator.contexts).toBe(2);
  });

  it('stays in the same context if the model does not pause', async () => {
    await speak(each('One.', 'Two.', 'Three.'));
    expect(emulator.contexts).toBe(1);
  });

  it('lists voices', async () => {
    const { baseURL, apiKey } = emulator;
    const { voices } = await cartesiaTts.listCatalogue!({ baseURL, apiKey }, signal);
    expect(voices).toEqual(['voice-one', 'voice-two']);
  });
});

async function* each(...texts: string[]) {
  yield* texts;
}
