/**
 * Every vendor's emulator in one process of its own. Prints, as JSON, what a config says to use each. Those that are named
 * `delayed` take their time, as `ideal.ts` says.
 */
import { DeepgramListenEmulator } from '../../backend/src/testing/emulators/deepgram-listen.ts';
import { ElevenLabsEmulator } from '../../backend/src/testing/emulators/elevenlabs.ts';
import { OpenAiLlmEmulator } from '../../backend/src/testing/emulators/openai-llm.ts';
import { choiceOf, startVendors } from '../../backend/src/testing/emulators/vendors.ts';
import { trustLoopback } from '../../backend/src/stt/testing/trust-loopback.ts';
import type { EmulatedChoices } from './emulated.ts';
import { IDEAL } from './ideal.ts';

const tls = await trustLoopback();
const vendors = await startVendors(tls);

const stt = await new DeepgramListenEmulator().start();
stt.delayMs = IDEAL.sttFinalMs;
stt.tell = () => 'tell me something nice';
const llm = await new OpenAiLlmEmulator().start();
llm.firstDelayMs = IDEAL.llmFirstTokenMs;
llm.delayMs = IDEAL.llmTokenMs;
llm.answer = () => IDEAL.answer.map((text) => ({ type: 'text', text }));
const tts = await new ElevenLabsEmulator().start();
tts.delayMs = IDEAL.ttsFirstByteMs;

const choices: EmulatedChoices = {
  stt: { ...vendors.choices.stt, delayed: choiceOf('deepgram', stt) },
  llm: { ...vendors.choices.llm, delayed: choiceOf('openai', llm, { model: 'm' }) },
  tts: { ...vendors.choices.tts, delayed: choiceOf('elevenlabs', tts) },
};
console.log(JSON.stringify({ choices, certificate: tls.cert }));

// Whoever started it is done with it, or is gone.
process.stdin
  .once('end', () => {
    void Promise.all([vendors, stt, llm, tts].map((one) => one[Symbol.asyncDispose]())).then(() =>
      process.exit(0),
    );
  })
  .resume();
