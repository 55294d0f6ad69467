import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatPcm } from '#audio';
import type { ServerMessage } from '#protocol';
import { startBackend, type Backend } from '../harness/backend.ts';
import { speak } from '../harness/microphone.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';
import { cough, silence, spokenPhrases } from '../../testing/sounds.ts';

const commands = (messages: ServerMessage[]): string[] =>
  messages.flatMap((message) =>
    message.type === 'cmd' && message.name !== 'audio_end' ? [message.name] : [],
  );

const PHRASES = [
  'set a timer',
  'for five minutes',
  'okay',
  'right',
  'yeah',
  'stop',
  'wait',
  'tell me about the ocean',
] as const;
type Phrase = (typeof PHRASES)[number];

/** Speech in real time against the real backend. The tests wait for audio most of the time, so they run side by side. */
describe.concurrent('turn-taking by speech', () => {
  let backend: Backend;
  const clients: ProtocolClient[] = [];
  /** Synthesised before the first test, because loading a TTS voice needs the processor that the backend needs. */
  let speech: Map<Phrase, Int16Array>;

  beforeAll(async () => {
    speech = await spokenPhrases(PHRASES);
    backend = await startBackend();
    await backend.ready();
  });
  afterAll(async () => {
    for (const client of clients) client.socket.terminate();
    await backend.stop();
  });

  async function start(): Promise<ProtocolClient> {
    const client = await ProtocolClient.connect(backend.url);
    clients.push(client);
    client.command('session_start', { greeting: false });
    await client.data('session');
    return client;
  }

  const say = (phrase: Phrase): Int16Array => speech.get(phrase)!;

  /** A client that hears an answer of about 6 s, and the number of messages that it has received so far. */
  async function listening(): Promise<{ client: ProtocolClient; from: number }> {
    const client = await start();
    client.command('text_input', { text: 'spell incomprehensibility' });
    await client.data('state', ({ state }) => state === 'speaking');
    return { client, from: client.received.length };
  }

  it('does not split a sentence at a pause of 700 ms', async () => {
    const client = await start();
    const halves = [say('set a timer'), silence(700), say('for five minutes')];
    const microphone = speak(client, concatPcm([silence(500), ...halves, silence(500)]));
    const answer = await client.finalText('assistant');
    microphone.stop();
    const questions = client.received.filter(
      (m) => m.type === 'data' && m.name === 'text_data' && m.data.role === 'user' && m.data.is_final,
    );
    expect(questions).toHaveLength(1);
    expect(answer.text).toMatch(/5 minutes|five minutes/i);
  });

  it('pauses the answer for a cough, resumes it, and loses no audio', async () => {
    const { client, from } = await listening();
    const microphone = speak(client, concatPcm([silence(300), cough(), silence(2_000)]));
    const answer = await client.finalText('assistant', from);
    microphone.stop();
    expect(answer).toMatchObject({ turn_id: 1, interrupted: false });
    expect(commands(client.received.slice(from))).not.toContain('flush');
    const names = commands(client.received.slice(from));
    expect(names.filter((name) => name === 'resume_playback')).toHaveLength(
      names.filter((name) => name === 'pause_playback').length,
    );
    const end = await client.commandNamed('audio_end');
    expect(client.pcmOf(1).length / 16).toBeCloseTo(end.total_ms, -1);
  });

  it.each(['okay', 'right', 'yeah'] as const)('resumes after “%s”', async (word) => {
    const { client, from } = await listening();
    const microphone = speak(client, concatPcm([silence(300), say(word), silence(2_000)]));
    const answer = await client.finalText('assistant', from);
    microphone.stop();
    expect(answer).toMatchObject({ turn_id: 1, interrupted: false });
    expect(commands(client.received.slice(from))).not.toContain('flush');
  });

  it.each(['stop', 'wait'] as const)('stops for “%s”, and sends no more audio', async (word) => {
    const { client, from } = await listening();
    const microphone = speak(client, concatPcm([silence(300), say(word), silence(2_000)]));
    expect(await client.commandNamed('flush', from)).toEqual({ turn_id: 1, reason: 'barge_in' });
    expect(await client.finalText('user', from)).toMatchObject({ turn_id: 2 });
    client.command('ping', { t: 1 });
    await client.commandNamed('pong', from);
    microphone.stop();
    expect(client.received.findLast((m) => m.type === 'data' && m.name === 'state')).toMatchObject({
      data: { state: 'listening' },
    });
    const flushAt = client.received.findIndex((m) => m.type === 'cmd' && m.name === 'flush');
    expect(client.received.slice(flushAt).filter(({ type }) => type === 'audio')).toEqual([]);
  });

  it('starts no turn in silence, noise or clicks', async () => {
    const client = await start();
    const click = new Int16Array(160).fill(20_000);
    const noise = concatPcm(Array.from({ length: 10 }, () => cough(100)));
    const pcm = concatPcm([silence(300), click, silence(500), click, silence(300), noise, silence(1_500)]);
    const microphone = speak(client, pcm);
    await microphone.spoken;
    microphone.stop();
    client.command('ping', { t: 1 });
    await client.commandNamed('pong');
    expect(
      client.received.filter((m) => m.type === 'audio' || (m.type === 'data' && m.name === 'text_data')),
    ).toEqual([]);
  });

  it('applies new settings to the current session', async () => {
    const client = await start();
    client.command('update_config', { pause_before_reply_ms: 2_000, interruption_sensitivity: 0 });
    const microphone = speak(
      client,
      concatPcm([silence(300), say('tell me about the ocean'), silence(4_000)]),
    );
    const metrics = await client.data('metrics');
    microphone.stop();
    expect(metrics.tts_first_audio_ms).toBeGreaterThan(1_900);
  });

  it('sends the words of the answer with their times', async () => {
    const client = await start();
    client.command('text_input', { text: 'How many kilometers are in 10 miles?' });
    const { text } = await client.finalText('assistant');
    const marks = client.received.flatMap((m) =>
      m.type === 'data' && m.name === 'speech_marks' ? m.data.marks : [],
    );
    const spokenWords = marks.map(({ end }, i) => text.slice(marks[i - 1]?.end ?? 0, end).trim());
    expect(spokenWords.join(' ')).toBe(text);
    expect(
      marks.every(
        ({ start_ms, end_ms }, i) => start_ms < end_ms && start_ms >= (marks[i - 1]?.start_ms ?? 0),
      ),
    ).toBe(true);
  });
});
