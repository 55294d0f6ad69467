/**
 * Every vendor's emulator in one process of its own. Prints, as JSON, what a config says to use each. Those that are named
 * `delayed` take their time, as `ideal.ts` says.
 */
import { AnthropicEmulator } from '../../backend/src/testing/emulators/anthropic.ts';
import { AssemblyAiEmulator } from '../../backend/src/testing/emulators/assemblyai.ts';
import { CartesiaEmulator } from '../../backend/src/testing/emulators/cartesia.ts';
import { DeepgramListenEmulator } from '../../backend/src/testing/emulators/deepgram-listen.ts';
import { DeepgramSpeakEmulator } from '../../backend/src/testing/emulators/deepgram-speak.ts';
import { ElevenLabsEmulator } from '../../backend/src/testing/emulators/elevenlabs.ts';
import { GoogleEmulator } from '../../backend/src/testing/emulators/google.ts';
import { OpenAiLlmEmulator } from '../../backend/src/testing/emulators/openai-llm.ts';
import { OpenAiRealtimeEmulator } from '../../backend/src/testing/emulators/openai-realtime.ts';
import { OpenAiSpeechEmulator } from '../../backend/src/testing/emulators/openai-speech.ts';
import { OpenAiTranscriptionsEmulator } from '../../backend/src/testing/emulators/openai-transcriptions.ts';
import { trustLoopback } from '../../backend/src/stt/testing/trust-loopback.ts';
import type { EmulatedChoices } from './emulated.ts';
import { IDEAL } from './ideal.ts';

const openai = await new OpenAiLlmEmulator().start();
const anthropic = await new AnthropicEmulator().start();
const google = await new GoogleEmulator().start();
const elevenlabs = await new ElevenLabsEmulator().start();
const openaiSpeech = await new OpenAiSpeechEmulator().start();
const aura = await new DeepgramSpeakEmulator().start();
const cartesia = await new CartesiaEmulator().start();
const deepgram = await new DeepgramListenEmulator().start();
const assemblyai = await new AssemblyAiEmulator().start();
const tls = await trustLoopback();
const realtime = await new OpenAiRealtimeEmulator().start(tls);
const transcriptions = await new OpenAiTranscriptionsEmulator().start();

const delayedStt = await new DeepgramListenEmulator().start();
delayedStt.delayMs = IDEAL.sttFinalMs;
delayedStt.tell = () => 'tell me something nice';
const delayedLlm = await new OpenAiLlmEmulator().start();
delayedLlm.firstDelayMs = IDEAL.llmFirstTokenMs;
delayedLlm.delayMs = IDEAL.llmTokenMs;
delayedLlm.answer = () => IDEAL.answer.map((text) => ({ type: 'text', text }));
const delayedTts = await new ElevenLabsEmulator().start();
delayedTts.delayMs = IDEAL.ttsFirstByteMs;
const delayed = [delayedStt, delayedLlm, delayedTts];

const recognisers = [deepgram, assemblyai, realtime, transcriptions];
const emulators = [
  openai,
  anthropic,
  google,
  elevenlabs,
  openaiSpeech,
  aura,
  cartesia,
  ...recognisers,
  ...delayed,
];

const choice = (
  provider: string,
  { baseURL, apiKey }: { baseURL: string; apiKey: string | undefined },
  more: Record<string, unknown> = {},
) => ({ provider, options: { baseURL, apiKey, ...more } });

const choices: EmulatedChoices = {
  llm: {
    'openai, chat': choice('openai', openai, { model: 'm' }),
    'openai, responses': choice('openai', openai, { model: 'm', api: 'responses' }),
    anthropic: choice('anthropic', anthropic),
    google: choice('google', google),
    delayed: choice('openai', delayedLlm, { model: 'm' }),
  },
  tts: {
    'elevenlabs, socket': choice('elevenlabs', elevenlabs),
    'elevenlabs, http': choice('elevenlabs', elevenlabs, { transport: 'http' }),
    openai: choice('openai', openaiSpeech),
    deepgram: choice('deepgram', aura),
    cartesia: choice('cartesia', cartesia),
    'openai-compatible': choice('openai-compatible', openaiSpeech),
    delayed: choice('elevenlabs', delayedTts),
  },
  stt: {
    delayed: choice('deepgram', delayedStt, { model: 'nova-3' }),
    'deepgram, nova': choice('deepgram', deepgram, { model: 'nova-3' }),
    'deepgram, flux': choice('deepgram', deepgram, { model: 'flux-general-en' }),
    openai: choice('openai', realtime),
    assemblyai: choice('assemblyai', assemblyai),
    'openai-compatible': choice('openai-compatible', transcriptions),
  },
};
console.log(JSON.stringify({ choices, certificate: tls.cert }));

// Whoever started it is done with it, or is gone.
process.stdin
  .once(
    'end',
    () => void Promise.all(emulators.map((one) => one[Symbol.asyncDispose]())).then(() => process.exit(0)),
  )
  .resume();
