import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatPcm } from '#audio';
import { ask } from '../../testing/ask.ts';
import { trustLoopback } from '../../testing/contracts/stt/trust-loopback.ts';
import { AssemblyAiEmulator } from '../../testing/emulators/stt/assemblyai.ts';
import { DeepgramListenEmulator } from '../../testing/emulators/stt/deepgram-listen.ts';
import { OpenAiRealtimeEmulator } from '../../testing/emulators/stt/openai-realtime.ts';
import { OpenAiTranscriptionsEmulator } from '../../testing/emulators/stt/openai-transcriptions.ts';
import { choiceOf } from '../../testing/emulators/vendors.ts';
import { silence, spokenPhrases } from '../../testing/sounds.ts';
import { startBackend, type Backend } from '../harness/backend.ts';
import { speak } from '../harness/microphone.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

/** What is said, one after the other. */
const SAID = [
  'call me tomorrow new line i am at home',
  'what time is it',
  'scratch that',
  'stop dictating',
] as const;

/** Enough to end an utterance, also for the recognisers that end turns themselves. */
const PAUSE_MS = 800;

/** As recognisers of vendors write it: bare words, or with punctuation and capitals. */
const BARE = ['it is late comma i know period new line call me tomorrow question mark', ...SAID.slice(1)];
const PUNCTUATED = [
  'It is late, comma, I know. Period. New line. Call me tomorrow. Question mark.',
  'What time is it?',
  'Scratch that.',
  'Stop dictating.',
];

const TEXT = 'it is late, I know.\nCall me tomorrow?';
const WITH_MARKS = [TEXT, 'what time is it?', '<scratch>'];
const WITHOUT = [TEXT, 'what time is it', '<scratch>'];

/** What each recogniser's client gets; the embedded one hears the recording itself. */
const GETS = {
  embedded: ['call me tomorrow\nI am at home', 'what time is it', '<scratch>'],
  nova: WITH_MARKS,
  flux: WITHOUT,
  openai: WITH_MARKS,
  assemblyai: WITHOUT,
  compatible: WITH_MARKS,
};

describe('a dictation by voice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-ca-'));
  const deepgram = [new DeepgramListenEmulator(), new DeepgramListenEmulator()] as const;
  const openai = new OpenAiRealtimeEmulator();
  const assemblyai = new AssemblyAiEmulator();
  const transcriptions = new OpenAiTranscriptionsEmulator();
  const heard = [
    [deepgram[0], PUNCTUATED],
    [deepgram[1], BARE],
    [openai, PUNCTUATED],
    [assemblyai, BARE],
    [transcriptions, PUNCTUATED],
  ] as const;
  let backend: Backend;
  let recording: Int16Array;

  beforeAll(async () => {
    const tls = await trustLoopback();
    const certificate = join(folder, 'ca.pem');
    writeFileSync(certificate, tls.cert);
    for (const [emulator, transcripts] of heard) {
      await emulator.start(emulator === openai ? tls : undefined);
      const left = [...transcripts];
      emulator.nextTranscript = () => left.shift() ?? '';
    }
    const tts = await spokenPhrases(SAID);
    recording = concatPcm(SAID.flatMap((phrase) => [tts.get(phrase)!, silence(PAUSE_MS)]));
    backend = await startBackend({
      config: {
        conversation: { greeting: '' },
        graphs: {
          nova: { stt: choiceOf('deepgram', deepgram[0], { model: 'nova-3' }) },
          flux: { stt: choiceOf('deepgram', deepgram[1], { model: 'flux-general-en' }) },
          openai: { stt: choiceOf('openai', openai) },
          assemblyai: { stt: choiceOf('assemblyai', assemblyai) },
          compatible: { stt: choiceOf('openai-compatible', transcriptions) },
        },
      },
      env: { NODE_EXTRA_CA_CERTS: certificate },
    });
    await backend.ready();
  });
  afterAll(async () => {
    await backend.stop();
    await Promise.all(heard.map(([emulator]) => emulator[Symbol.asyncDispose]()));
    rmSync(folder, { recursive: true, force: true });
  });

  /** @returns the address of a gateway with the providers of that graph */
  async function gateway(graph: string): Promise<string> {
    if (graph === 'embedded') return backend.url;
    const { text } = await ask(backend.port, '/api/agents/start', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel_name: graph, graph_name: graph, timeout: -1 }),
    });
    const { data } = JSON.parse(text) as { data: { port: number } };
    return `ws://127.0.0.1:${data.port}/ws`;
  }

  /** @returns the finals in order, edits in angle brackets */
  async function dictate(graph: string): Promise<string[]> {
    const client = await ProtocolClient.connect(await gateway(graph));
    const capabilities = ['dictation', 'earcons'];
    client.command('session_start', { client: 'test', greeting: false, capabilities });
    client.command('text_input', { text: 'start dictating' });
    expect(await client.commandNamed('dictation')).toEqual({ state: 'on' });
    client.command('dictation', { state: 'on', ready: true });
    expect(await client.commandNamed('earcon')).toMatchObject({ sound: 'done' });
    const began = client.received.length;
    const microphone = speak(client, recording);
    expect(await client.commandNamed('dictation', began)).toEqual({ state: 'off' });
    microphone.stop();
    const told = client.received
      .slice(began)
      .flatMap((message) => (message.type === 'data' && message.name === 'text_data' ? [message.data] : []))
      .filter(({ role }) => role === 'user');
    expect(told.every(({ data_type: type }) => type === 'dictation')).toBe(true);
    const finals = told.filter(({ is_final: isFinal }) => isFinal);
    const turns = finals.map(({ turn_id: turnId }) => turnId);
    expect(turns).toEqual([...new Set(turns)].sort((a, b) => a - b));
    expect(client.received.filter(({ type }) => type === 'error' || type === 'audio')).toEqual([]);
    await client.close();
    return finals.map(({ text, edit }) => (edit ? `<${edit}>` : text)).filter((text) => text !== '');
  }

  it('gives each text once and in order, with every recogniser', async () => {
    const graphs = Object.keys(GETS);
    const got = await Promise.all(graphs.map((graph) => dictate(graph)));
    expect(Object.fromEntries(graphs.map((graph, i) => [graph, got[i]]))).toEqual(GETS);
  });
});
