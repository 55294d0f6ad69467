import { expect, it } from 'vitest';
import { CartesiaEmulator } from '../../../../testing/emulators/tts/cartesia.js';
import { DeepgramSpeakEmulator } from '../../../../testing/emulators/tts/deepgram-speak.js';
import { ElevenLabsEmulator } from '../../../../testing/emulators/tts/elevenlabs.js';
import { OpenAiSpeechEmulator } from '../../../../testing/emulators/tts/openai-speech.js';
import type { Tts } from '../tts.port.js';
import { CartesiaTts } from './cartesia/cartesia.js';
import { DeepgramTts } from './deepgram/deepgram.js';
import { ElevenLabsTts } from './elevenlabs/elevenlabs.js';
import { OpenAiTts } from './openai/openai.js';

type Provider = Tts & { onModuleDestroy(): Promise<void> };

/** Speaks at the rates in turn. @returns the answers' speeds as the vendor got them */
async function speeds(
  sut: Provider,
  rates: readonly (number | undefined)[],
  sent: () => unknown,
): Promise<unknown[]> {
  const { signal } = new AbortController();
  const all: unknown[] = [];
  for (const speakingRate of rates) {
    for await (const _ of sut.synthesize(only('Hello.'), { language: 'en', speakingRate, signal }));
    all.push(sent());
  }
  await sut.onModuleDestroy();
  return all;
}

it('asks OpenAI for the user’s speed', async () => {
  await using emulator = await new OpenAiSpeechEmulator().start();
  const { baseURL, apiKey } = emulator;
  const sent = () => emulator.requests.at(-1)!.details['speed'];
  const sut = new OpenAiTts({ baseURL, apiKey, speed: 1.5 });
  expect(await speeds(sut, [undefined, 0.8, 10], sent)).toEqual([1.5, 1.2, 4]);
});

it('asks Deepgram for the user’s speed, with voices that have it', async () => {
  await using emulator = await new DeepgramSpeakEmulator().start();
  const { baseURL, apiKey } = emulator;
  const sent = () => emulator.requests.at(-1)!.details['speed'];
  expect(await speeds(new DeepgramTts({ baseURL, apiKey }), [undefined, 0.8, 0.1], sent)).toEqual([
    ...[undefined, '0.8', '0.7'],
  ]);
  const spanish = new DeepgramTts({ baseURL, apiKey, voice: 'aura-2-celeste-es' });
  expect(spanish.speakingRates).toBeUndefined();
  expect(await speeds(spanish, [0.8], sent)).toEqual([undefined]);
});

it('asks Cartesia for the user’s speed', async () => {
  await using emulator = await new CartesiaEmulator().start();
  const { baseURL, apiKey } = emulator;
  const sent = () => emulator.requests.at(-1)!.details['generation_config'];
  expect(await speeds(new CartesiaTts({ baseURL, apiKey }), [undefined, 0.8, 2], sent)).toEqual([
    ...[undefined, { speed: 0.8 }, { speed: 1.5 }],
  ]);
  expect(new CartesiaTts({ apiKey, model: 'sonic-2' }).speakingRates).toBeUndefined();
});

it.each(['websocket', 'http'] as const)(
  'asks ElevenLabs for the user’s speed, over %s',
  async (transport) => {
    await using emulator = await new ElevenLabsEmulator().start();
    const { baseURL, apiKey } = emulator;
    const sent = () => emulator.voiceSettings.at(-1) ?? emulator.requests.at(-1)!.details['voice_settings'];
    const sut = new ElevenLabsTts({ baseURL, apiKey, transport, stability: 0.5 });
    expect(await speeds(sut, [undefined, 0.8, 2], sent)).toEqual([
      ...[{ stability: 0.5 }, { stability: 0.5, speed: 0.8 }, { stability: 0.5, speed: 1.2 }],
    ]);
  },
);

async function* only(text: string) {
  yield text;
}
