import { describe, expect, it } from 'vitest';
import { DeepgramSpeakEmulator } from '../../../../../testing/emulators/tts/deepgram-speak.js';
import { describeTtsContract } from '../../../../../testing/contracts/tts/tts-contract.js';
import { readAll } from '../../../../../testing/contracts/tts/tts-fixture.js';
import { DeepgramTts } from './deepgram.js';

describeTtsContract({
  name: DeepgramTts.name,
  async start(overrides) {
    const emulator = await new DeepgramSpeakEmulator().start();
    const provider = new DeepgramTts({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...overrides });
    return { provider, emulator };
  },
  withoutKey: () => new DeepgramTts(),
  leaksTimers: true,
});

describe(DeepgramTts.name, () => {
  it('sends the options', async () => {
    await using emulator = await new DeepgramSpeakEmulator().start();
    const { baseURL, apiKey } = emulator;
    const options = { voice: 'aura-2-apollo-en', speed: 0.9, sampleRateHz: 16_000 as const };
    const sut = new DeepgramTts({ baseURL, apiKey, ...options });
    const { signal } = new AbortController();
    for await (const _ of sut.synthesize(only('Hello.'), { language: 'en', signal }));
    await sut.onModuleDestroy();
    expect(emulator.requests).toMatchObject([
      { text: 'Hello.', voice: 'aura-2-apollo-en', details: { sample_rate: '16000', speed: '0.9' } },
    ]);
  });

  it.each([
    [400, 'speed is not supported by the requested model.', /refused the request \(HTTP 400\)/],
    [400, 'No such model/version combination found.', /has no voice "aura-x"/],
    [403, 'Project does not have access to the requested model.', /has no voice "aura-x"/],
  ])('tells a refused option from a missing voice: %i %s', async (status, err_msg, message) => {
    class RefusingEmulator extends DeepgramSpeakEmulator {
      protected override refuse() {
        return { status, body: { err_code: 'REFUSED', err_msg } };
      }
    }
    await using emulator = await new RefusingEmulator().start();
    emulator.misbehave = 'unknown_model';
    const sut = new DeepgramTts({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, voice: 'aura-x' });
    const { signal } = new AbortController();
    const speech = sut.synthesize(only('Hello.'), { language: 'en', signal });
    await expect(readAll(speech)).rejects.toThrow(message);
    await sut.onModuleDestroy();
  });
});

async function* only(text: string) {
  yield text;
}
