import { describe, expect, it } from 'vitest';
import { OpenAiSpeechEmulator } from '../../../../../testing/emulators/tts/openai-speech.js';
import { describeTtsContract } from '../../../../../testing/contracts/tts/tts-contract.js';
import { OpenAiTts } from './openai.js';

describeTtsContract({
  name: OpenAiTts.name,
  async start(overrides) {
    const emulator = await new OpenAiSpeechEmulator().start();
    const provider = new OpenAiTts({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...overrides });
    return { provider, emulator };
  },
  withoutKey: () => new OpenAiTts(),
});

describe(OpenAiTts.name, () => {
  it('sends the options, and none that were not set', async () => {
    await using emulator = await new OpenAiSpeechEmulator().start();
    const { baseURL, apiKey } = emulator;
    const speak = async (options: ConstructorParameters<typeof OpenAiTts>[0]) => {
      const sut = new OpenAiTts({ baseURL, apiKey, ...options });
      const { signal } = new AbortController();
      for await (const _ of sut.synthesize(only('Hello.'), { language: 'en', signal }));
      await sut.onModuleDestroy();
    };
    await speak({ model: 'tts-1', voice: 'nova', speed: 1.2, instructions: 'calm' });
    await speak({});
    expect(emulator.requests).toMatchObject([
      { model: 'tts-1', voice: 'nova', details: { speed: 1.2, instructions: 'calm' } },
      { model: 'gpt-4o-mini-tts', voice: 'coral', details: { response_format: 'pcm' } },
    ]);
    expect(Object.keys(emulator.requests[1]!.details)).toEqual(['response_format']);
  });
});

async function* only(text: string) {
  yield text;
}
