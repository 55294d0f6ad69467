import { AnthropicEmulator } from './llm/anthropic.js';
import { AssemblyAiEmulator } from './stt/assemblyai.js';
import { CartesiaEmulator } from './tts/cartesia.js';
import { DeepgramListenEmulator } from './stt/deepgram-listen.js';
import { DeepgramSpeakEmulator } from './tts/deepgram-speak.js';
import { ElevenLabsEmulator } from './tts/elevenlabs.js';
import { GoogleEmulator } from './llm/google.js';
import { OpenAiLlmEmulator } from './llm/openai-llm.js';
import { OpenAiRealtimeEmulator } from './stt/openai-realtime.js';
import { OpenAiSpeechEmulator } from './tts/openai-speech.js';
import { OpenAiTranscriptionsEmulator } from './stt/openai-transcriptions.js';

/** What a config says of a stage to use a provider. */
export interface EmulatedChoice {
  provider: string;
  options: Record<string, unknown>;
}

interface Emulator {
  baseURL: string;
  apiKey: string | undefined;
}

export const choiceOf = (
  provider: string,
  { baseURL, apiKey }: Emulator,
  more: Record<string, unknown> = {},
): EmulatedChoice => ({ provider, options: { baseURL, apiKey, ...more } });

/**
 * Every vendor's emulator, and every way to use it.
 * @param tls a certificate and its key in PEM, for those that only speak TLS
 */
export async function startVendors(tls: { cert: string; key: string }) {
  const recognisers = {
    deepgram: await new DeepgramListenEmulator().start(),
    openai: await new OpenAiRealtimeEmulator().start(tls),
    assemblyai: await new AssemblyAiEmulator().start(),
    transcriptions: await new OpenAiTranscriptionsEmulator().start(),
  };
  const models = {
    openai: await new OpenAiLlmEmulator().start(),
    anthropic: await new AnthropicEmulator().start(),
    google: await new GoogleEmulator().start(),
  };
  const voices = {
    elevenlabs: await new ElevenLabsEmulator().start(),
    openai: await new OpenAiSpeechEmulator().start(),
    deepgram: await new DeepgramSpeakEmulator().start(),
    cartesia: await new CartesiaEmulator().start(),
  };
  const stt = {
    'deepgram, nova': choiceOf('deepgram', recognisers.deepgram, { model: 'nova-3' }),
    'deepgram, flux': choiceOf('deepgram', recognisers.deepgram, { model: 'flux-general-en' }),
    openai: choiceOf('openai', recognisers.openai),
    assemblyai: choiceOf('assemblyai', recognisers.assemblyai),
    'openai-compatible': choiceOf('openai-compatible', recognisers.transcriptions),
  };
  const llm = {
    'openai, chat': choiceOf('openai', models.openai, { model: 'm' }),
    'openai, responses': choiceOf('openai', models.openai, { model: 'm', api: 'responses' }),
    anthropic: choiceOf('anthropic', models.anthropic),
    google: choiceOf('google', models.google),
  };
  const tts = {
    'elevenlabs, socket': choiceOf('elevenlabs', voices.elevenlabs),
    'elevenlabs, http': choiceOf('elevenlabs', voices.elevenlabs, { transport: 'http' }),
    openai: choiceOf('openai', voices.openai),
    deepgram: choiceOf('deepgram', voices.deepgram),
    cartesia: choiceOf('cartesia', voices.cartesia),
    'openai-compatible': choiceOf('openai-compatible', voices.openai),
  };
  const all = [recognisers, models, voices].flatMap((group) => Object.values(group));
  return {
    recognisers,
    models,
    voices,
    choices: { stt, llm, tts },
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((emulator) => emulator[Symbol.asyncDispose]()));
    },
  };
}
