/**
 * Runs every vendor's emulator in one process and prints, as JSON, the config that selects each. Emulators named `delayed`
 * answer with the delays of `ideal.ts`. With `--slow`, answers begin and do not end soon. Answers to a message with the name
 * of a stage when the vendors of that stage have nothing to do.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DeepgramListenEmulator } from '../../testing/emulators/stt/deepgram-listen.ts';
import { ElevenLabsEmulator } from '../../testing/emulators/tts/elevenlabs.ts';
import { OpenAiLlmEmulator } from '../../testing/emulators/llm/openai-llm.ts';
import { choiceOf, startVendors } from '../../testing/emulators/vendors.ts';
import { trustLoopback } from '../../testing/contracts/stt/trust-loopback.ts';
import type { EmulatedChoices, EmulatedStage } from './emulated.ts';
import { IDEAL } from './ideal.ts';

const NEVER_MS = 600_000;

/** ElevenLabs finishes the text that it has after a cancel, so its answers must end: after about 100 ms. */
const FINISHING = { frameDelayMs: 10, msPerCharacter: 10 };

const MAX_BUSY_MS = 5_000;

const tls = await trustLoopback();
const vendors = await startVendors(tls);

const stt = await new DeepgramListenEmulator().start();
stt.delayMs = IDEAL.sttFinalMs;
stt.nextTranscript = () => 'tell me something nice';
const llm = await new OpenAiLlmEmulator().start();
llm.firstDelayMs = IDEAL.llmFirstTokenMs;
llm.delayMs = IDEAL.llmTokenMs;
llm.answer = () => IDEAL.answer.map((text) => ({ type: 'text', text }));
const tts = await new ElevenLabsEmulator().start();
tts.delayMs = IDEAL.ttsFirstByteMs;

if (process.argv.includes('--slow')) {
  const { emulators } = vendors;
  for (const emulator of Object.values(emulators.stt)) emulator.delayMs = NEVER_MS;
  for (const emulator of Object.values(emulators.tts)) emulator.frameDelayMs = NEVER_MS;
  Object.assign(emulators.tts.elevenlabs, FINISHING);
  for (const emulator of Object.values(emulators.llm)) {
    emulator.delayMs = NEVER_MS;
    emulator.answer = () => IDEAL.answer.map((text) => ({ type: 'text', text }));
  }
}

const choices: EmulatedChoices = {
  stt: { ...vendors.choices.stt, delayed: choiceOf('deepgram', stt) },
  llm: { ...vendors.choices.llm, delayed: choiceOf('openai', llm, { model: 'm' }) },
  tts: { ...vendors.choices.tts, delayed: choiceOf('elevenlabs', tts) },
};
console.log(JSON.stringify({ choices, certificate: tls.cert }));

const busy: Record<EmulatedStage, () => number> = {
  stt: () => sum(Object.values(vendors.emulators.stt).map(({ server }) => server.busy)),
  llm: () => sum(Object.values(vendors.emulators.llm).map(({ server }) => server.busy)),
  // One WebSocket serves several answers.
  tts: () => sum(Object.values(vendors.emulators.tts).map((emulator) => emulator.busy)),
};

const sum = (counts: number[]): number => counts.reduce((total, count) => total + count, 0);

async function untilFree(stage: EmulatedStage): Promise<void> {
  const until = performance.now() + MAX_BUSY_MS;
  while (busy[stage]() > 0 && performance.now() < until) await sleep(1);
}

process.on('message', (stage: EmulatedStage) => {
  void untilFree(stage).then(() => process.send?.(stage));
});

// The parent process closed stdin or ended.
process.stdin
  .once('end', () => {
    void Promise.all([vendors, stt, llm, tts].map((one) => one[Symbol.asyncDispose]())).then(() =>
      process.exit(0),
    );
  })
  .resume();
