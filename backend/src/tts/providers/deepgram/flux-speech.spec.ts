import { describe, expect, it } from 'vitest';
import { DeepgramFluxEmulator } from '../../../../../testing/emulators/tts/deepgram-flux.js';
import { describeTtsContract } from '../../../../../testing/contracts/tts/tts-contract.js';
import { each, readAll } from '../../../../../testing/contracts/tts/tts-fixture.js';
import { DeepgramTts } from './deepgram.js';
import { FluxSocket } from './flux-speech.js';

const VOICE = 'flux-haley-en';

describeTtsContract({
  name: FluxSocket.name,
  async start(overrides) {
    const emulator = await new DeepgramFluxEmulator().start();
    const { baseURL, apiKey } = emulator;
    return { provider: new DeepgramTts({ baseURL, apiKey, voice: VOICE, ...overrides }), emulator };
  },
  withoutKey: () => new DeepgramTts({ voice: VOICE }),
  otherVoice: 'flux-jack-en',
});

describe(FluxSocket.name, () => {
  const { signal } = new AbortController();

  it('sends the options, with a speed in steps that Deepgram accepts', async () => {
    await using emulator = await new DeepgramFluxEmulator().start();
    const { baseURL, apiKey } = emulator;
    const sut = new DeepgramTts({ baseURL, apiKey, voice: VOICE, speed: 0.88, sampleRateHz: 16_000 });
    await readAll(sut.synthesize(each(['Hello.']), { language: 'en', signal }));
    await sut.onModuleDestroy();
    expect(emulator.requests).toMatchObject([
      {
        text: 'Hello.',
        voice: VOICE,
        details: { encoding: 'linear16', sample_rate: '16000', speed: '0.90' },
      },
    ]);
  });

  it('speaks answers in a row on one connection, and those at a time on one each', async () => {
    await using emulator = await new DeepgramFluxEmulator().start();
    emulator.msPerCharacter = 10;
    const { baseURL, apiKey } = emulator;
    const sut = new DeepgramTts({ baseURL, apiKey, voice: VOICE });
    const speak = () => readAll(sut.synthesize(each(['Hello.']), { language: 'en', signal }));
    for (let i = 0; i < 3; i++) await speak();
    expect(emulator.server.openWebSockets).toBe(1);
    await Promise.all([speak(), speak()]);
    expect(emulator.server.openWebSockets).toBe(2);
    await sut.onModuleDestroy();
  });
});
