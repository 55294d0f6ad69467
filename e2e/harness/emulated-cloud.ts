import { DeepgramListenEmulator } from '../../testing/emulators/stt/deepgram-listen.ts';
import { ElevenLabsEmulator } from '../../testing/emulators/tts/elevenlabs.ts';
import { OpenAiLlmEmulator } from '../../testing/emulators/llm/openai-llm.ts';
import type { BackendOptions } from './backend.ts';

const KEY = 'emulator-key';

/** Emulators of Deepgram, OpenAI and ElevenLabs, and the options with which a backend uses them. */
export interface EmulatedCloud extends AsyncDisposable {
  deepgram: DeepgramListenEmulator;
  openai: OpenAiLlmEmulator;
  elevenlabs: ElevenLabsEmulator;
  backend: BackendOptions;
}

/** @param heard the transcript of each utterance, whatever was said */
export async function startEmulatedCloud(heard: () => string): Promise<EmulatedCloud> {
  const deepgram = await new DeepgramListenEmulator().start();
  deepgram.nextTranscript = heard;
  const openai = await new OpenAiLlmEmulator().start();
  const elevenlabs = await new ElevenLabsEmulator().start();
  const at = (baseURL: string, variable: string) => ({
    // With a `baseURL` of its own, a key from the environment is used only if the config names it.
    options: { baseURL, apiKey: `\${env:${variable}}` },
  });
  return {
    deepgram,
    openai,
    elevenlabs,
    backend: {
      config: {
        profile: 'cloud',
        stt: at(deepgram.baseURL, 'DEEPGRAM_API_KEY'),
        llm: at(openai.baseURL, 'OPENAI_API_KEY'),
        tts: at(elevenlabs.baseURL, 'ELEVENLABS_API_KEY'),
        conversation: { greeting: '' },
      },
      env: { DEEPGRAM_API_KEY: KEY, OPENAI_API_KEY: KEY, ELEVENLABS_API_KEY: KEY },
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([deepgram, openai, elevenlabs].map((emulator) => emulator[Symbol.asyncDispose]()));
    },
  };
}
