import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorMessage, ServerMessage } from '#protocol';
import { ask } from '../../testing/ask.ts';
import { trustLoopback } from '../../testing/contracts/stt/trust-loopback.ts';
import { startVendors } from '../../testing/emulators/vendors.ts';
import { fixturePcm, speechFixtures } from '../../testing/speech-fixtures.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { startEmulatedCloud, type EmulatedCloud } from '../harness/emulated-cloud.ts';
import { speak } from '../harness/microphone.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

type Vendors = Awaited<ReturnType<typeof startVendors>>;
type Choices = Vendors['choices'];

const HEARD = 'tell me something nice';
const ANSWER = 'Here is something nice.';

/** Each provider is in at least one of them. */
const CONFIGS: [keyof Choices['stt'], keyof Choices['llm'], keyof Choices['tts']][] = [
  ['deepgram, nova', 'openai, chat', 'elevenlabs, socket'],
  ['deepgram, flux', 'openai, responses', 'elevenlabs, http'],
  ['openai', 'anthropic', 'openai'],
  ['assemblyai', 'google', 'deepgram'],
  ['openai-compatible', 'openai, chat', 'cartesia'],
  ['deepgram, nova', 'anthropic', 'openai-compatible'],
  ['deepgram, flux', 'openai, chat', 'deepgram, flux'],
];

/** Each is a graph of one backend, of which a start takes seconds of a processor. They mostly wait for audio, so they run side by side. */
describe.concurrent('providers by config alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-ca-'));
  const certificate = join(folder, 'ca.pem');
  let vendors: Vendors;
  let backend: Backend;

  beforeAll(async () => {
    const tls = await trustLoopback();
    writeFileSync(certificate, tls.cert);
    vendors = await startVendors(tls);
    for (const emulator of Object.values(vendors.emulators.stt)) emulator.nextTranscript = () => HEARD;
    for (const emulator of Object.values(vendors.emulators.llm))
      emulator.answer = () => [{ type: 'text', text: ANSWER }];
    const graphs = CONFIGS.map((names) => {
      const { stt, llm, tts } = choicesOf(names);
      // Its skills would answer nothing of this.
      return [graphOf(names), { stt, llm: { ...llm, skills: false }, tts, conversation: { greeting: '' } }];
    });
    backend = await startBackend({
      config: { ...NO_LOCAL_STT, graphs: Object.fromEntries(graphs) },
      env: { NODE_EXTRA_CA_CERTS: certificate },
    });
    await backend.ready();
  });
  afterAll(async () => {
    await backend.stop();
    await vendors[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const choicesOf = ([stt, llm, tts]: (typeof CONFIGS)[number]) => ({
    stt: vendors.choices.stt[stt],
    llm: vendors.choices.llm[llm],
    tts: vendors.choices.tts[tts],
  });
  const graphOf = (names: (typeof CONFIGS)[number]) => names.join(' ').replace(/\W+/g, '-');

  it('covers every way to use a vendor', () => {
    const { stt, llm, tts } = vendors.choices;
    expect(new Set(CONFIGS.map(([name]) => name))).toEqual(new Set(Object.keys(stt)));
    expect(new Set(CONFIGS.map(([, name]) => name))).toEqual(new Set(Object.keys(llm)));
    expect(new Set(CONFIGS.map(([, , name]) => name))).toEqual(new Set(Object.keys(tts)));
  });

  it.for(CONFIGS)('uses %s for STT, %s as the LLM and %s for TTS', async (names) => {
    const [, llmName, ttsName] = names;
    const { stt, llm, tts } = choicesOf(names);
    const graph = graphOf(names);
    const started = await ask(backend.port, '/api/agents/start', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel_name: graph, graph_name: graph }),
    });
    expect(started).toMatchObject({ status: 200 });
    const client = await ProtocolClient.connect(`${backend.url}/agents/${graph}`);
    client.command('session_start', { client: 'test', greeting: false });
    const { providers } = await client.data('session');
    expect(providers).toEqual({ stt: stt.provider, llm: llm.provider, tts: tts.provider });

    const name = `Proceed ${[llmName, ttsName].join(' ').replace(/\W+/g, ' ')}`;
    client.command('page_phrases', { phrases: [name] });
    const microphone = speak(client, fixturePcm(speechFixtures('clean')[0]!));
    const asked = await client.finalText('user');
    expect(asked.text).toBe(HEARD);
    const told = Object.values(vendors.emulators.stt).flatMap(({ updates }) => updates.flat());
    expect(told, 'the recogniser knows the page').toContain(name);
    const answered = await client.finalText('assistant');
    expect(answered.text).toBe(ANSWER);
    microphone.stop();
    const pcm = client.pcmOf(asked.turn_id);
    // The emulators speak one character in 60 ms.
    expect(Math.abs(pcm.length / 16 - ANSWER.length * 60)).toBeLessThan(100);
    expect(pcm.some((sample) => Math.abs(sample) > 900)).toBe(true);
    expect(client.received.filter(({ type }) => type === 'error')).toEqual([]);
    await client.close();
  });
});

describe('vendors that reject the key', () => {
  let cloud: EmulatedCloud;
  let backend: Backend;

  beforeAll(async () => {
    cloud = await startEmulatedCloud(() => HEARD);
    for (const vendor of [cloud.deepgram, cloud.elevenlabs]) vendor.misbehave = 'wrong_key';
    backend = await startBackend(cloud.backend);
  });
  afterAll(async () => {
    await backend.stop();
    await cloud[Symbol.asyncDispose]();
  });

  it('are reported with what to do when they are used', async () => {
    const client = await ProtocolClient.connect(backend.url);
    client.command('session_start', { client: 'test', greeting: false });
    client.command('text_input', { text: HEARD });
    for (const [stage, sentence] of [
      ['stt', 'Speech recognition failed: Deepgram'],
      ['tts', 'Speech synthesis failed: ElevenLabs'],
    ]) {
      const isError = (message: ServerMessage): message is ErrorMessage =>
        message.type === 'error' && message.stage === stage;
      const { error } = await client.waitFor(isError, `an error of ${stage}`);
      expect(error).toContain(sentence);
      expect(error).toContain('API key');
      expect(error).not.toContain('emulator-key');
    }
    await client.close();
  });
});

describe('an STT library that is not installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-library-'));
  const library = join(folder, 'libpocketsphinx.so.3');
  let backend: Backend;

  beforeAll(async () => {
    // Found before the system's own library, and not loadable.
    writeFileSync(library, '');
    backend = await startBackend({
      config: { profile: 'embedded', conversation: { greeting: '' } },
      env: { LD_LIBRARY_PATH: folder },
    });
    await backend.ready();
  });
  afterAll(async () => {
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is reported when the session starts, before the user speaks', async () => {
    const client = await ProtocolClient.connect(backend.url);
    client.command('session_start', { client: 'test', greeting: false });
    await client.data('session');
    const isError = (message: ServerMessage): message is ErrorMessage => message.type === 'error';
    const error = await client.waitFor(isError, 'error');
    expect(error).toMatchObject({ stage: 'stt', code: 'provider_unavailable' });
    expect(error.error).toContain('apt-get install libpocketsphinx3');
    await client.close();
  });
});
