import { describe, expect, it } from 'vitest';
import { createProvider } from '../../../provider-kit/create-provider.js';
import { OpenAiSpeechEmulator } from '../../../../../testing/emulators/tts/openai-speech.js';
import { describeTtsContract } from '../../../../../testing/contracts/tts/tts-contract.js';
import { TTS_PROVIDERS } from '../index.js';
import { OpenAiCompatibleTts } from './openai-compatible.js';

describeTtsContract({
  name: OpenAiCompatibleTts.name,
  async start(overrides) {
    const emulator = await new OpenAiSpeechEmulator().start();
    emulator.sampleRateHz = 22_050;
    const { baseURL, apiKey } = emulator;
    const provider = new OpenAiCompatibleTts({ baseURL, apiKey, sampleRateHz: 22_050, ...overrides });
    return { provider, emulator };
  },
});

describe(OpenAiCompatibleTts.name, () => {
  it('needs no key if the server requires none, and names the server in errors', async () => {
    await using emulator = await new OpenAiSpeechEmulator().start();
    emulator.apiKey = undefined;
    const sut = new OpenAiCompatibleTts({ baseURL: emulator.baseURL });
    const { signal } = new AbortController();
    await sut.connect(signal);
    emulator.misbehave = 'unknown_voice';
    await expect(
      sut.synthesize(only('Hello.'), { language: 'en', signal })[Symbol.asyncIterator]().next(),
    ).rejects.toThrow(`The speech server at ${emulator.server.address} has no voice "alloy"`);
    await sut.onModuleDestroy();
  });

  it('reports a base URL without the path of the API', async () => {
    await using emulator = await new OpenAiSpeechEmulator().start();
    const sut = new OpenAiCompatibleTts({ baseURL: new URL(emulator.baseURL).origin });
    const { signal } = new AbortController();
    await expect(
      sut.synthesize(only('Hello.'), { language: 'en', signal })[Symbol.asyncIterator]().next(),
    ).rejects.toThrow(/was not found at .*"baseURL".* ends in \/v1/);
    await sut.onModuleDestroy();
  });

  it('requires a base URL', async () => {
    const made = createProvider(TTS_PROVIDERS, 'openai-compatible', {}, { sentences: () => [] });
    await expect(made).rejects.toThrow('baseURL must be an address');
  });
});

async function* only(text: string) {
  yield text;
}
