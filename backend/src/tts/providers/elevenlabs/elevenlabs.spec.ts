import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ElevenLabsEmulator } from '../../../../../testing/emulators/tts/elevenlabs.js';
import { describeTtsContract } from '../../../../../testing/contracts/tts/tts-contract.js';
import { elevenLabsTts, ElevenLabsTts, type ElevenLabsTtsOptions } from './elevenlabs.js';

for (const transport of ['websocket', 'http'] as const) {
  describeTtsContract({
    name: `${ElevenLabsTts.name} over ${transport}`,
    async start(overrides) {
      const emulator = await new ElevenLabsEmulator().start();
      const { baseURL, apiKey } = emulator;
      return { provider: new ElevenLabsTts({ baseURL, apiKey, transport, ...overrides }), emulator };
    },
    withoutKey: () => new ElevenLabsTts({ transport }),
    wordTimes: true,
    // Over HTTP the package uses connections that this provider cannot close.
    closesConnections: transport === 'websocket',
    leaksTimers: transport === 'http',
    vendorFinishesAfterCancel: transport === 'websocket',
  });
}

describe(ElevenLabsTts.name, () => {
  let emulator: ElevenLabsEmulator;
  const suts: ElevenLabsTts[] = [];

  const create = (options: ElevenLabsTtsOptions = {}) => {
    const sut = new ElevenLabsTts({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...options });
    suts.push(sut);
    return sut;
  };

  const begin = (sut: ElevenLabsTts, text: string, signal = new AbortController().signal, voice?: string) =>
    sut.synthesize(only(text), { language: 'de-DE', signal, voice })[Symbol.asyncIterator]();

  const speak = async (sut: ElevenLabsTts, text: string, voice?: string) => {
    const reader = begin(sut, text, undefined, voice);
    while (!(await reader.next()).done);
  };

  beforeEach(async () => {
    emulator = await new ElevenLabsEmulator().start();
    emulator.msPerCharacter = 20;
  });

  afterEach(async () => {
    for (const sut of suts.splice(0)) await sut.onModuleDestroy();
    await emulator[Symbol.asyncDispose]();
  });

  it('opens a second connection for the sixth answer', async () => {
    const sut = create();
    emulator.frameDelayMs = 5;
    await Promise.all(Array.from({ length: 6 }, (_, i) => speak(sut, `Answer number ${i}.`)));
    expect({ most: emulator.mostContexts, open: emulator.server.openWebSockets }).toEqual({
      most: 5,
      open: 2,
    });
  });

  it('counts an answer that was cut off until the vendor confirms its end', async () => {
    const sut = create();
    emulator.frameDelayMs = 5;
    emulator.finalDelayMs = 150;
    for (let i = 0; i < 7; i++) {
      const abort = new AbortController();
      const reader = begin(sut, `A long answer that is number ${i}.`, abort.signal);
      expect((await reader.next()).done, `answer ${i} is heard`).toBe(false);
      abort.abort();
      expect((await reader.next()).done).toBe(true);
    }
    expect(emulator.mostContexts).toBeLessThanOrEqual(5);
    expect(emulator.server.openWebSockets).toBe(2);
    await vi.waitFor(() => expect(emulator.busy).toBe(0));
  });

  it('uses one connection for answers in a row, and sends the voice settings once', async () => {
    const sut = create({ stability: 0.4, similarityBoost: 0.8, speed: 1.1 });
    for (const text of ['One.', 'Two.', 'Three.']) await speak(sut, text);
    await sut.connect(new AbortController().signal, { language: 'de-DE' });
    expect(emulator.server.openWebSockets).toBe(1);
    expect(emulator.requests.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.']);
    expect(emulator.voiceSettings).toEqual([{ stability: 0.4, similarity_boost: 0.8, speed: 1.1 }]);
  });

  it('connects ahead for the voice and language of a session', async () => {
    const sut = create();
    const { signal } = new AbortController();
    await sut.connect(signal, { language: 'fr-FR' });
    await speak(sut, 'Hallo.', 'voice-2');
    await sut.connect(signal, { language: 'de-DE', voice: 'voice-2' });
    await sut.connect(signal, { language: 'fr-FR' });
    expect(emulator.server.openWebSockets).toBe(2);
  });

  it('continues if the model pauses for longer than a context lasts', async () => {
    emulator.inactivityMs = 40;
    async function* source() {
      yield 'Let me look.';
      await vi.waitFor(() => expect(emulator.firstAudioAt).toBeGreaterThan(0), { interval: 5 });
      await vi.waitFor(() => expect(emulator.busy, 'the context is over').toBe(0), { interval: 5 });
      // The end has arrived here.
      await new Promise((resolve) => setTimeout(resolve, 20));
      yield 'Here it is.';
    }
    const words: string[] = [];
    const { signal } = new AbortController();
    for await (const chunk of create().synthesize(source(), { language: 'en', signal }))
      words.push(...(chunk.words ?? []).map(({ text }) => text));
    expect(words).toEqual(['Let', 'me', 'look.', 'Here', 'it', 'is.']);
    expect(emulator.server.openWebSockets).toBe(1);
  });

  it('sends a text again, once, whose context ended without audio for it', async () => {
    emulator.inactivityMs = 60;
    emulator.misbehave = 'silent';
    async function* source() {
      yield 'Hello there.';
      await vi.waitFor(() => expect(emulator.requests).toHaveLength(1), { interval: 5 });
      emulator.misbehave = undefined;
      await vi.waitFor(() => expect(emulator.requests).toHaveLength(2), { interval: 5 });
    }
    let samples = 0;
    const { signal } = new AbortController();
    for await (const { pcm } of create().synthesize(source(), { language: 'en', signal }))
      samples += pcm.length;
    expect(samples).toBe(12 * 20 * 24);
    expect(emulator.requests.map(({ text }) => text)).toEqual(['Hello there.', 'Hello there.']);
  });

  it('opens a connection for each voice, and keeps only a few idle ones', async () => {
    const sut = create();
    for (let i = 0; i < 7; i++) await speak(sut, 'Hello.', `voice-${i}`);
    expect(new Set(emulator.requests.map(({ voice }) => voice)).size).toBe(7);
    await vi.waitFor(() => expect(emulator.server.openWebSockets).toBe(4));
  });

  it("requests speech without buffering, in the user's language if the model accepts one", async () => {
    await speak(create(), 'Hallo.');
    await speak(create({ model: 'eleven_multilingual_v2' }), 'Hallo.');
    const [flash, multilingual] = emulator.requests;
    expect(flash!.details).toMatchObject({
      auto_mode: 'true',
      output_format: 'pcm_24000',
      language_code: 'de',
    });
    expect(multilingual!.details).not.toHaveProperty('language_code');
  });

  it('fails only the answers of the connection that dies', async () => {
    const sut = create();
    emulator.frameDelayMs = 10;
    const text = 'An answer that takes a while to be spoken to its very end.';
    const one = begin(sut, text);
    const other = begin(create(), text);
    await Promise.all([one.next(), other.next()]);
    emulator.misbehave = 'drop';
    await expect(speak(sut, 'It breaks off.')).rejects.toThrow(/stopped in the middle/);
    emulator.misbehave = undefined;
    await speak(sut, 'And goes on.');
  });

  it.each([
    [401, /refused the API key/],
    [429, /accepts no more requests/],
    [503, /internal problem/],
  ])('maps a handshake that is refused with %i', async (status, sentence) => {
    emulator.handshakeStatus = status;
    await expect(speak(create(), 'Hello.')).rejects.toThrow(sentence);
  });

  it('lists the voices of the account', async () => {
    const { baseURL, apiKey } = emulator;
    const { signal } = new AbortController();
    const { voices } = await elevenLabsTts.listCatalogue!({ baseURL, apiKey }, signal);
    expect(voices).toEqual(['voice-one', 'voice-two']);
  });
});

async function* only(text: string) {
  yield text;
}
