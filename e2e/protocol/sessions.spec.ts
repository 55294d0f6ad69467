import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';
import type { SessionStartData } from '#protocol';
import { fixturePcm, microphoneChunks, speechFixtures } from '../../testing/speech-fixtures.ts';

const clean = speechFixtures('clean');
const recording = (words: string) => fixturePcm(clean.find(({ text }) => text.includes(words))!);

/** Says a recording, faster than real time, and then silence, so that the turn ends. */
function say(client: ProtocolClient, pcm: Int16Array, metadata?: Record<string, unknown>): void {
  for (const chunk of microphoneChunks(pcm)) client.audio(chunk, metadata);
  for (let i = 0; i < 50; i++) client.audio(new Int16Array(320), metadata);
}

/** Each test has its own clients, and most wait for real-time audio: they run side by side. */
describe.concurrent('sessions', () => {
  let backend: Backend;
  const clients: ProtocolClient[] = [];

  async function connect(path = '/'): Promise<ProtocolClient> {
    const client = await ProtocolClient.connect(backend.url + path);
    clients.push(client);
    return client;
  }

  async function start(data: SessionStartData = {}): Promise<ProtocolClient> {
    const client = await connect();
    client.command('session_start', { greeting: false, ...data });
    await client.data('session');
    return client;
  }

  beforeAll(async () => {
    backend = await startBackend();
    await backend.ready();
  });
  afterAll(async () => {
    for (const client of clients) client.socket.terminate();
    await backend.stop();
  });

  it('starts with session_start', async () => {
    const client = await connect();
    client.command('session_start', { client: 'test', greeting: false });
    const session = await client.data('session');
    expect(session).toMatchObject({
      resumed: false,
      protocol: 1,
      input: { sample_rate: 16_000, channels: 1, bytes_per_sample: 2 },
      providers: { stt: 'embedded', tts: 'embedded' },
    });
    expect(session.resume_token.length).toBeGreaterThanOrEqual(32);
    expect(await client.data('state')).toMatchObject({ state: 'listening' });
  });

  it('speaks the greeting unless the client declines it', async () => {
    const client = await connect();
    client.command('session_start', {});
    const greeting = await client.finalText('assistant');
    expect(greeting.text).not.toBe('');
    expect(client.audioOf(greeting.turn_id).length).toBeGreaterThan(0);
  });

  it('serves a client of the plain protocol, which sends only audio', async () => {
    const client = await connect('/ws');
    say(client, recording('what time'), { session_id: 'session-123', timestamp: Date.now() });
    expect((await client.finalText('user')).text).toMatch(/what time is it/i);
    const turn = await client.data('text_data', ({ role, turn_id }) => role === 'assistant' && turn_id > 1);
    expect(turn).toMatchObject({ data_type: 'transcribe', stream_id: 100, turn_id: expect.any(Number) });
    expect(client.received.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('answers a typed turn with text and audio', async () => {
    const client = await start();
    client.command('text_input', { text: 'What is 23 times 17?' });
    const answer = await client.finalText('assistant');
    expect(answer.text).toContain('391');
    expect(answer.interrupted).toBe(false);
    const chunks = client.audioOf(answer.turn_id);
    expect(chunks.map(({ metadata }) => metadata.seq)).toEqual(chunks.map((_, i) => i));
    for (const { audio, metadata } of chunks) {
      expect(metadata).toMatchObject({ sample_rate: 16_000, channels: 1, bytes_per_sample: 2 });
      expect(Buffer.from(audio, 'base64').length).toBe(metadata.samples_per_channel * 2);
    }
    const end = await client.commandNamed('audio_end');
    expect(end).toMatchObject({ turn_id: answer.turn_id, text: answer.text });
    expect(end.total_ms).toBeCloseTo(client.pcmOf(answer.turn_id).length / 16, -1);
    const metrics = await client.data('metrics');
    expect(metrics.turn_id).toBe(answer.turn_id);
    expect(metrics.tts_first_audio_ms).toBeGreaterThanOrEqual(metrics.llm_first_token_ms!);
  });

  it('announces a timer that is due', async () => {
    const client = await start();
    client.command('text_input', { text: 'set a timer for 4 seconds' });
    const { turn_id } = await client.finalText('assistant');
    const from = client.received.length;
    const due = await client.finalText('assistant', from);
    expect(due).toMatchObject({ text: 'Your 4 second timer is done.', interrupted: false });
    expect(due.turn_id).toBeGreaterThan(turn_id);
    expect(client.audioOf(due.turn_id).length).toBeGreaterThan(0);
  });

  it('sends audio at the rate that the client asks for', async () => {
    const client = await start({ capabilities: ['sample_rate:48000'] });
    client.command('text_input', { text: 'hello' });
    const end = await client.commandNamed('audio_end');
    expect(client.audioOf(end.turn_id)[0]!.metadata.sample_rate).toBe(48_000);
    expect(client.pcmOf(end.turn_id).length / 48).toBeCloseTo(end.total_ms, -1);
  });

  it('keeps the conversations of two clients separate', async () => {
    const [one, two] = [await start(), await start()];
    one.command('text_input', { text: 'my name is Anna' });
    await one.finalText('assistant');
    two.command('text_input', { text: 'repeat that' });
    await two.finalText('assistant');
    // Base64 may contain any four letters.
    const texts = two.received.filter(({ type }) => type !== 'audio');
    expect(JSON.stringify(texts)).not.toMatch(/anna/i);
    const [a, b] = [await one.data('session'), await two.data('session')];
    expect(a.session_id).not.toBe(b.session_id);
    expect(a.resume_token).not.toBe(b.resume_token);
  });

  it('transcribes two clients at the same time', async () => {
    const [one, two] = [await start(), await start()];
    say(one, recording('days until'));
    say(two, recording('times seventeen'));
    expect((await one.finalText('user')).text).toMatch(/christmas/i);
    expect((await two.finalText('user')).text).toMatch(/times seventeen/i);
    expect(JSON.stringify(two.received)).not.toMatch(/christmas/i);
  });

  it('stops on interrupt, and keeps what was heard', async () => {
    const client = await start();
    client.command('text_input', { text: 'help' });
    const first = await client.waitFor((m): m is never => m.type === 'audio', 'audio');
    const { turn_id } = (first as { metadata: { turn_id: number } }).metadata;
    client.command('interrupt', { turn_id, played_ms: 700 });
    const from = client.received.length;
    expect(await client.commandNamed('flush')).toEqual({ turn_id, reason: 'interrupt' });
    const final = await client.finalText('assistant');
    expect(final).toMatchObject({ turn_id, interrupted: true });
    expect(final.text.split(' ').length).toBeLessThanOrEqual(5);
    client.command('ping', { t: 1 });
    await client.commandNamed('pong', from);
    const flushAt = client.received.findIndex((m) => m.type === 'cmd' && m.name === 'flush');
    expect(client.received.slice(flushAt).filter(({ type }) => type === 'audio')).toEqual([]);
  });

  it('stops the answer when the user speaks', async () => {
    const client = await start();
    client.command('text_input', { text: 'help' });
    await client.waitFor((m): m is never => m.type === 'audio', 'audio');
    say(client, recording('stop talking'));
    expect(await client.commandNamed('flush')).toEqual({ turn_id: 1, reason: 'barge_in' });
    expect(await client.finalText('assistant')).toMatchObject({ turn_id: 1, interrupted: true });
    expect(await client.finalText('user', client.received.length - 1)).toMatchObject({ turn_id: 2 });
  });

  describe('resume', () => {
    it('continues the history and the current answer on a new socket', async () => {
      const client = await start();
      const { session_id, resume_token } = await client.data('session');
      client.command('text_input', { text: 'What is the capital of Japan?' });
      const partial = await client.data('text_data', ({ role }) => role === 'assistant');
      client.socket.terminate();
      const back = await connect();
      back.command('session_start', { resume_token, received: { turn_id: partial.turn_id, seq: -1 } });
      expect(await back.data('session')).toMatchObject({ session_id, resume_token, resumed: true });
      const answer = await back.finalText('assistant');
      expect(answer).toMatchObject({ turn_id: partial.turn_id, text: expect.stringContaining('Tokyo') });
      expect(back.audioOf(partial.turn_id)[0]!.metadata.seq).toBe(0);
      const from = back.received.length;
      back.command('text_input', { text: 'repeat that' });
      expect((await back.finalText('assistant', from)).text).toContain('Tokyo');
    });

    it('starts a new session and reports an unknown token', async () => {
      const client = await connect();
      client.command('session_start', { resume_token: 'not-a-token', greeting: false });
      expect(await client.data('session')).toMatchObject({ resumed: false });
      expect(await client.error()).toMatchObject({ code: 'session_not_found', fatal: false });
    });

    it('does not resume a session by its id', async () => {
      const client = await start();
      const { session_id } = await client.data('session');
      const other = await connect();
      other.command('session_start', { resume_token: session_id, greeting: false });
      expect(await other.data('session')).toMatchObject({ resumed: false });
    });
  });

  it('reports its health', async () => {
    const health = await (await fetch(backend.url.replace('ws:', 'http:') + '/health')).json();
    expect(health).toMatchObject({
      status: 'ok',
      providers: { vad: 'silero', stt: 'embedded', tts: 'embedded' },
    });
  });
});
