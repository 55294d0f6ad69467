import { AnthropicEmulator } from './llm/anthropic.js';
import { AssemblyAiEmulator } from './stt/assemblyai.js';
import { CartesiaEmulator } from './tts/cartesia.js';
import { DeepgramFluxEmulator } from './tts/deepgram-flux.js';
import { DeepgramListenEmulator } from './stt/deepgram-listen.js';
import { DeepgramSpeakEmulator } from './tts/deepgram-speak.js';
import { ElevenLabsEmulator } from './tts/elevenlabs.js';
import { GoogleEmulator } from './llm/google.js';
import { OpenAiLlmEmulator } from './llm/openai-llm.js';
import { OpenAiRealtimeEmulator } from './stt/openai-realtime.js';
import { OpenAiSpeechEmulator } from './tts/openai-speech.js';
import { OpenAiTranscriptionsEmulator } from './stt/openai-transcriptions.js';

/** A stage of a config that uses an emulator. */
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
 * Starts the emulator of every vendor.
 * @param tls a certificate and its key in PEM, for vendors that accept only TLS
 * @returns the emulators, and a config for each way to use one
 */
export async function startVendors(tls: { cert: string; key: string }) {
  const stt = {
    deepgram: await new DeepgramListenEmulator().start(),
    openai: await new OpenAiRealtimeEmulator().start(tls),
    assemblyai: await new AssemblyAiEmulator().start(),
    transcriptions: await new OpenAiTranscriptionsEmulator().start(),
  };
  const llm = {
    openai: await new OpenAiLlmEmulator().start(),
    anthropic: await new AnthropicEmulator().start(),
    google: await new GoogleEmulator().start(),
  };
  const tts = {
    elevenlabs: await new ElevenLabsEmulator().start(),
    openai: await new OpenAiSpeechEmulator().start(),
    deepgram: await new DeepgramSpeakEmulator().start(),
    deepgramFlux: await new DeepgramFluxEmulator().start(),
    cartesia: await new CartesiaEmulator().start(),
  };
  const sttChoices = {
    'deepgram, nova': choiceOf('deepgram', stt.deepgram, { model: 'nova-3' }),
    'deepgram, flux': choiceOf('deepgram', stt.deepgram, { model: 'flux-general-en' }),
    openai: choiceOf('openai', stt.openai),
    assemblyai: choiceOf('assemblyai', stt.assemblyai),
    'openai-compatible': choiceOf('openai-compatible', stt.transcriptions),
  };
  const llmChoices = {
    'openai, chat': choiceOf('openai', llm.openai, { model: 'm' }),
    'openai, responses': choiceOf('openai', llm.openai, { model: 'm', api: 'responses' }),
    anthropic: choiceOf('anthropic', llm.anthropic),
    google: choiceOf('google', llm.google),
  };
  const ttsChoices = {
    'elevenlabs, socket': choiceOf('elevenlabs', tts.elevenlabs),
    'elevenlabs, http': choiceOf('elevenlabs', tts.elevenlabs, { transport: 'http' }),
    openai: choiceOf('openai', tts.openai),
    deepgram: choiceOf('deepgram', tts.deepgram),
    'deepgram, flux': choiceOf('deepgram', tts.deepgramFlux, { voice: 'flux-haley-en' }),
    cartesia: choiceOf('cartesia', tts.cartesia),
    'openai-compatible': choiceOf('openai-compatible', tts.openai),
  };
  const all = [stt, llm, tts].flatMap((group) => Object.values(group));
  return {
    emulators: { stt, llm, tts },
    choices: { stt: sttChoices, llm: llmChoices, tts: ttsChoices },
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((emulator) => emulator[Symbol.asyncDispose]()));
    },
  };
}
