import { afterEach, describe, expect, it } from 'vitest';
import { createProvider } from '../../provider-kit/create-provider.js';
import { AssemblyAiEmulator } from '../../../../testing/emulators/stt/assemblyai.js';
import { DeepgramListenEmulator } from '../../../../testing/emulators/stt/deepgram-listen.js';
import { wordsOf } from '../../../../testing/emulators/stt/synthetic-speech.js';
import { OpenAiRealtimeEmulator } from '../../../../testing/emulators/stt/openai-realtime.js';
import { OpenAiTranscriptionsEmulator } from '../../../../testing/emulators/stt/openai-transcriptions.js';
import type { SttEmulator } from '../../../../testing/emulators/stt/stt-emulator.js';
import { ResilientStt } from '../resilient-stt.js';
import { SpokenSession } from '../../../../testing/contracts/stt/spoken-session.js';
import { trustLoopback } from '../../../../testing/contracts/stt/trust-loopback.js';
import { STT_PROVIDERS } from './index.js';

const TIMEOUT_MS = 15_000;

/** The config without key and address. */
const CONFIGS: [provider: string, emulator: new () => SttEmulator, options?: Record<string, unknown>][] = [
  ['deepgram', DeepgramListenEmulator],
  ['deepgram', DeepgramListenEmulator, { model: 'flux-general-en' }],
  ['openai', OpenAiRealtimeEmulator],
  ['assemblyai', AssemblyAiEmulator],
  ['openai-compatible', OpenAiTranscriptionsEmulator],
];

describe.each(CONFIGS)('the config chooses %s', (provider, Emulator, options = {}) => {
  let emulator: SttEmulator;
  let session: SpokenSession;

  afterEach(async () => {
    session.abort.abort();
    await session.ended;
    await emulator[Symbol.asyncDispose]();
  });

  it('transcribes what was said while the connection was lost', { timeout: TIMEOUT_MS }, async () => {
    const needsTls = Emulator === OpenAiRealtimeEmulator;
    emulator = await new Emulator().start(needsTls ? await trustLoopback() : undefined);
    const given = { apiKey: 'emulator-key', baseURL: emulator.baseURL, ...options };
    const stt = await createProvider(STT_PROVIDERS, provider, given, { sentences: () => [] });
    session = new SpokenSession(new ResilientStt([stt]));
    const said = [wordsOf(4), wordsOf(6, 30)];
    const heard = () => [...session.texts('final'), ...session.texts('end_of_turn')];
    session.say(said[0]!);
    await session.until(() => heard().length === 1);
    emulator.misbehave = 'drop';
    const requests = emulator.requests.length;
    session.say(said[1]!);
    await session.until(() => session.events.filter(({ type }) => type === 'connecting').length > 1);
    emulator.misbehave = undefined;
    await session.until(() => heard().length === 2);
    expect(heard()).toEqual(said.map((words) => words.join(' ')));
    expect(emulator.requests.length).toBeGreaterThan(requests);
  });
});
