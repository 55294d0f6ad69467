import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { base64ToBytes, bytesToPcm, concatPcm } from '#audio';
import type { ServerMessage } from '#protocol';
import { humTts } from '../../../testing/scripted-providers.js';
import type { RecordingService } from '../recording/recording.service.js';
import { ME, Recordings, second } from '../recording/testing/recordings.js';
import type { SessionOptions } from './session-options.js';
import { FakeSocket, TestSessions, audio } from './testing/test-session.js';

const DAY_MS = 24 * 3_600_000;

const dataOf = (messages: ServerMessage[], name: 'session' | 'recording') =>
  messages.flatMap((message) => (message.type === 'data' && message.name === name ? [message.data] : []));

const sent = (messages: ServerMessage[]) =>
  concatPcm(audio(messages).map((message) => bytesToPcm(base64ToBytes(message.audio))));

describe('the recording of a session', () => {
  const sessions = new TestSessions();
  let recordings: Recordings;
  let service: RecordingService;
  beforeEach(async () => {
    recordings = new Recordings();
    service = await recordings.service({ maxMegabytes: 1 });
  });
  afterEach(async () => {
    sessions.end();
    await recordings.end();
  });

  function start(options: Partial<SessionOptions> = {}) {
    const recording = service.of(ME);
    return { ...sessions.start({ tts: humTts(400) }, '', undefined, true, options, recording), recording };
  }

  it('has the audio of all its connections, and the client is told until when', async () => {
    const { session, socket, recording } = start();
    const [first] = dataOf(socket.received, 'session');
    expect(first).toMatchObject({ recording: true, recording_expires_at: expect.any(Number) });
    const expiresMs = (first as { recording_expires_at: number }).recording_expires_at - Date.now();
    expect(expiresMs / DAY_MS).toBeCloseTo(7, 2);
    session.audio(second(1));
    session.textInput({ text: 'what time is it' });
    await socket.audioEnd(1);
    session.detach(socket);
    const next = new FakeSocket();
    session.resume(next, { turn_id: 1, seq: 99 }, { outputHz: 48_000 });
    expect(dataOf(next.received, 'session')).toMatchObject([{ resumed: true, recording: true }]);
    session.playback({ turn_id: 1, played_ms: 60_000, state: 'drained' });
    session.audio(second(2));
    session.textInput({ text: 'what time is it' });
    await next.audioEnd(2);
    session.close();
    await recording.close();
    const [input, other, output] = recordings.files().map((file) => recordings.wav(file));
    expect(input!.pcm).toEqual(concatPcm([second(1), second(2)]));
    expect(output).toEqual({ sampleRateHz: 16_000, channels: 1, pcm: sent(socket.received) });
    const { metadata } = audio(next.received)[0]!;
    expect(other).toEqual({ sampleRateHz: metadata.sample_rate, channels: 1, pcm: sent(next.received) });
  });

  it('ends at its limit: the call goes on, and the client is told, also when it resumes', async () => {
    const { session, socket } = start();
    for (let i = 0; i < 32; i++) {
      session.audio(second(0));
      await new Promise(setImmediate);
    }
    await vi.waitFor(() => expect(dataOf(socket.received, 'recording')).toEqual([{ on: false }]));
    session.textInput({ text: 'are you recording me' });
    expect(await socket.text('assistant')).toMatchObject({
      text: expect.stringContaining("I'm not recording this call"),
    });
    const next = new FakeSocket();
    session.resume(next);
    expect(dataOf(next.received, 'session')).toMatchObject([{ recording: false }]);
    expect(dataOf(next.received, 'session')[0]).not.toHaveProperty('recording_expires_at');
  });

  it('is deleted with everything else when the user wants it, and what is said afterwards is recorded', async () => {
    const earlier = start();
    earlier.session.audio(second(1));
    earlier.session.close();
    await earlier.recording.close();
    const { session, socket, recording } = start();
    session.audio(second(2));
    session.textInput({ text: 'forget everything' });
    await socket.audioEnd(1);
    session.playback({ turn_id: 1, played_ms: 60_000, state: 'drained' });
    session.textInput({ text: 'yes' });
    const said = await socket.waitFor((messages) =>
      JSON.stringify(messages).includes('From here on this call is recorded again') ? true : undefined,
    );
    expect(said).toBe(true);
    session.audio(second(3));
    session.close();
    await recording.close();
    expect(recordings.files('**/input.wav').map((file) => recordings.wav(file).pcm[0])).toEqual([3]);
    const [begun] = dataOf(socket.received, 'session') as { recording_expires_at: number }[];
    const [told] = dataOf(socket.received, 'recording') as { on: boolean; expires_at: number }[];
    expect(told).toEqual({ on: true, expires_at: expect.any(Number) });
    expect(told!.expires_at).toBeGreaterThan(begun!.recording_expires_at);
  });

  it('does not exist unless it is switched on', async () => {
    service = await recordings.service({ enabled: false });
    const { session, socket, recording } = start();
    expect(dataOf(socket.received, 'session')).toMatchObject([{ recording: false }]);
    session.audio(second(1));
    session.close();
    await recording.close();
    expect(recordings.files()).toEqual([]);
  });
});
