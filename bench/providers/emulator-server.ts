/** Every vendor's emulator in one process of its own. Prints, as JSON, what a config says to use each. */
import { AnthropicEmulator } from '../../backend/src/testing/emulators/anthropic.ts';
import { CartesiaEmulator } from '../../backend/src/testing/emulators/cartesia.ts';
import { DeepgramSpeakEmulator } from '../../backend/src/testing/emulators/deepgram-speak.ts';
import { ElevenLabsEmulator } from '../../backend/src/testing/emulators/elevenlabs.ts';
import { GoogleEmulator } from '../../backend/src/testing/emulators/google.ts';
import { OpenAiLlmEmulator } from '../../backend/src/testing/emulators/openai-llm.ts';
import { OpenAiSpeechEmulator } from '../../backend/src/testing/emulators/openai-speech.ts';
import type { EmulatedChoices } from './emulated.ts';

const openai = await new OpenAiLlmEmulator().start();
const anthropic = await new AnthropicEmulator().start();
const google = await new GoogleEmulator().start();
const elevenlabs = await new ElevenLabsEmulator().start();
const openaiSpeech = await new OpenAiSpeechEmulator().start();
const aura = await new DeepgramSpeakEmulator().start();
const cartesia = await new CartesiaEmulator().start();

const emulators = [openai, anthropic, google, elevenlabs, openaiSpeech, aura, cartesia];

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
  },
  tts: {
    'elevenlabs, socket': choice('elevenlabs', elevenlabs),
    'elevenlabs, http': choice('elevenlabs', elevenlabs, { transport: 'http' }),
    openai: choice('openai', openaiSpeech),
    deepgram: choice('deepgram', aura),
    cartesia: choice('cartesia', cartesia),
    'openai-compatible': choice('openai-compatible', openaiSpeech),
  },
  stt: {},
};
console.log(JSON.stringify(choices));

// Whoever started it is done with it, or is gone.
process.stdin
  .once(
    'end',
    () => void Promise.all(emulators.map((one) => one[Symbol.asyncDispose]())).then(() => process.exit(0)),
  )
  .resume();
