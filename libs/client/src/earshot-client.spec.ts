import { describe, expect, it, vi } from 'vitest';
import { base64ToBytes, bytesToPcm } from '#audio';
import type { ServerMessage } from '#protocol';
import { EarshotClient } from './earshot-client.js';
import type { EarshotClientOptions } from './options.js';
import { FakeClock } from './testing/fake-clock.js';
import { fakeSockets, type FakeSocket } from './testing/fake-socket.js';
import { audioMessage, SESSION_START, sessionMessage } from './testing/messages.js';

const URL = 'ws://127.0.0.1:1';

function setUp(options: EarshotClientOptions = {}) {
  const clock = new FakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const sut = new EarshotClient({
    clock,
    WebSocket,
    heartbeatIntervalMs: 0,
    session: SESSION_START,
    ...options,
  });
  const errors: string[] = [];
  sut.onError(({ kind, message }) => errors.push(`${kind}: ${message}`));
  /** Opens the last socket and answers its session_start. */
  const begin = (message: ServerMessage = sessionMessage()): FakeSocket => {
    const socket = sockets.at(-1)!;
    socket.open();
    socket.receive(message);
    return socket;
  };
  return { clock, sockets, sut, errors, begin };
}

/** 100 ms of audio, every sample of this value. */
const audio = (value: number) => new Int16Array(1_600).fill(value);
const sentAudio = (socket: FakeSocket) =>
  socket.sent
    .filter((message) => typeof message.audio === 'string')
    .map((message) => bytesToPcm(base64ToBytes(message.audio as string))[0]);
const sentNames = (socket: FakeSocket) => socket.sent.map((message) => message.name ?? 'audio');

describe(EarshotClient.name, () => {
  it('starts the session with the first message, and resumes it after a loss', () => {
    const { sut, sockets, clock, begin } = setUp();
    sut.connect(URL);
    const first = begin();
    expect(first.sent).toEqual([{ type: 'cmd', name: 'session_start', data: SESSION_START }]);
    first.receive(audioMessage(1, 0));
    first.receive(audioMessage(1, 1));
    first.lose();
    clock.advance(1_000);
    const data = { ...SESSION_START, resume_token: 'token-s1', received: { turn_id: 1, seq: 1 } };
    expect(begin(sessionMessage('s1', true)).sent[0]).toEqual({ type: 'cmd', name: 'session_start', data });
    expect(sockets).toHaveLength(2);
  });

  it('calls a session function at each opening', () => {
    let language = 'en-US';
    const { sut, clock, begin } = setUp({ session: () => ({ language }) });
    sut.connect(URL);
    const first = begin();
    language = 'en-GB';
    first.lose();
    clock.advance(1_000);
    expect(begin().sent[0]).toMatchObject({ data: { language: 'en-GB', resume_token: 'token-s1' } });
  });

  it('drops the session at disconnect, unless keepSession is set', () => {
    const { sut, begin } = setUp();
    sut.connect(URL);
    begin();
    sut.disconnect({ keepSession: true });
    sut.connect(URL);
    expect(begin().sent[0]).toMatchObject({ data: { resume_token: 'token-s1' } });
    sut.disconnect();
    sut.connect(URL);
    expect(begin().sent[0]).toEqual({ type: 'cmd', name: 'session_start', data: SESSION_START });
  });

  it('does not resume a session at another address', () => {
    const { sut, begin } = setUp();
    sut.connect(URL);
    begin();
    sut.connect('ws://127.0.0.1:2');
    expect(JSON.stringify(begin().sent[0])).not.toContain('token-s1');
  });

  it('is ready at once and sends nothing by itself without a session', () => {
    const { sut, sockets } = setUp({ session: undefined });
    sut.connect(URL);
    sockets[0]!.open();
    expect(sut.sendAudio(audio(1), { session_id: 'session-123' })).toBe('sent');
    expect(sockets[0]!.sent).toMatchObject([{ metadata: { session_id: 'session-123' } }]);
  });

  it('holds audio and typed turns while the connection is lost, and then sends them in order', () => {
    const { sut, sockets, clock, begin } = setUp();
    sut.connect(URL);
    begin().lose();
    expect(sut.sendAudio(audio(1))).toBe('held');
    expect(sut.sendCommand('text_input', { text: 'typed' })).toBe('held');
    expect(sut.sendAudio(audio(2))).toBe('held');
    clock.advance(1_000);
    sockets[1]!.open();
    expect(sentNames(sockets[1]!), 'nothing before the session has started').toEqual(['session_start']);
    sockets[1]!.receive(sessionMessage('s1', true));
    expect(sentNames(sockets[1]!)).toEqual(['session_start', 'audio', 'text_input', 'audio']);
    expect(sut.sendAudio(audio(3))).toBe('sent');
    expect(sentAudio(sockets[1]!)).toEqual([1, 2, 3]);
  });

  it('keeps the last 10 s of audio and counts what it dropped', () => {
    const { sut, clock, begin } = setUp();
    sut.connect(URL);
    begin().lose();
    for (let i = 0; i < 103; i++) sut.sendAudio(audio(i));
    clock.advance(1_000);
    const sent = sentAudio(begin());
    expect(sent).toHaveLength(100);
    expect(sent[0]).toBe(3);
    expect(sut.stats.droppedAudioMs).toBe(300);
  });

  it('keeps a bounded number of commands', () => {
    const { sut, begin } = setUp({ maxHeldCommands: 2 });
    sut.connect(URL);
    for (const text of ['a', 'b', 'c']) sut.sendCommand('text_input', { text });
    const texts = begin().sent.slice(1);
    expect(texts).toMatchObject([{ data: { text: 'b' } }, { data: { text: 'c' } }]);
    expect(sut.stats.droppedCommands).toBe(1);
  });

  it('drops commands that would be out of date, and everything while disconnected', () => {
    const { sut, begin } = setUp();
    expect(sut.sendAudio(audio(1))).toBe('dropped');
    sut.connect(URL);
    const socket = begin();
    expect(sut.sendCommand('playback', { turn_id: 1, played_ms: 20, state: 'playing' })).toBe('sent');
    socket.lose();
    expect(sut.sendCommand('playback', { turn_id: 1, played_ms: 20, state: 'playing' })).toBe('dropped');
    expect(sut.sendCommand('ping', { t: 1 })).toBe('dropped');
    sut.disconnect();
    expect(sut.sendCommand('text_input', { text: 'x' })).toBe('dropped');
  });

  it('sends held messages when the server refuses session_start without closing', () => {
    const { sut, sockets, begin } = setUp();
    sut.connect(URL);
    sut.sendAudio(audio(1));
    begin({ type: 'error', error: 'No.', code: 'invalid_message', fatal: false });
    expect(sentAudio(sockets[0]!)).toEqual([1]);
  });

  it('holds audio but not commands while the socket is congested, and continues in order', () => {
    const { sut, clock, begin } = setUp({ maxBufferedBytes: 1_000, maxHeldAudioMs: 200 });
    sut.connect(URL);
    const socket = begin();
    socket.bufferedAmount = 1_001;
    for (const value of [1, 2, 3]) expect(sut.sendAudio(audio(value))).toBe('held');
    expect(sut.sendCommand('interrupt', {})).toBe('sent');
    expect(sut.bufferedAmount).toBe(1_001);
    socket.bufferedAmount = 0;
    clock.advance(50);
    sut.sendAudio(audio(4));
    expect(sentAudio(socket)).toEqual([2, 3, 4]);
    expect(sut.stats.droppedAudioMs).toBe(100);
  });

  it('keeps the order of commands in a congested socket', () => {
    const { sut, sockets, begin } = setUp({ maxBufferedBytes: 0 });
    sut.connect(URL);
    sut.sendCommand('text_input', { text: 'first' });
    sockets[0]!.bufferedAmount = 1;
    begin();
    expect(sut.sendCommand('text_input', { text: 'second' })).toBe('held');
    sockets[0]!.bufferedAmount = 0;
    sut.sendAudio(audio(1));
    const texts = sockets[0]!.sent.filter(({ name }) => name === 'text_input');
    expect(texts).toMatchObject([{ data: { text: 'first' } }, { data: { text: 'second' } }]);
  });

  it('splits audio that is too long for one message', () => {
    const { sut, begin } = setUp();
    sut.connect(URL);
    const socket = begin();
    sut.sendAudio(new Int16Array(16_000 * 5));
    const seconds = socket.sent.slice(1).map((m) => base64ToBytes(m.audio as string).length / 32_000);
    expect(seconds).toEqual([2, 2, 1]);
  });

  it('sends bytes and base64 unchanged', () => {
    const { sut, begin } = setUp();
    sut.connect(URL);
    const socket = begin();
    sut.sendAudio(Uint8Array.of(1, 0, 2, 0));
    sut.sendAudio('AQACAA==');
    expect(socket.sent.slice(1)).toEqual([{ audio: 'AQACAA==' }, { audio: 'AQACAA==' }]);
  });

  it('refuses a command that is larger than the server accepts', () => {
    const { sut, begin, errors } = setUp();
    sut.connect(URL);
    const socket = begin();
    const text = 'é'.repeat(600_000);
    expect(sut.sendCommand('page_context', { url: 'u', title: 't', text })).toBe('dropped');
    expect(errors).toEqual([expect.stringContaining('"page_context" is larger than 1048576 bytes')]);
    expect(socket.sent).toHaveLength(1);
  });

  it('emits decoded audio once, and none of an older turn', () => {
    const { sut, clock, begin } = setUp();
    const heard: string[] = [];
    sut.onAudio(({ pcm, metadata }) => heard.push(`${metadata.turn_id}:${pcm[0]}`));
    sut.connect(URL);
    const first = begin();
    first.receive(audioMessage(1, 0));
    first.receive(audioMessage(1, 1));
    first.lose();
    clock.advance(1_000);
    const second = begin(sessionMessage('s1', true));
    for (const [turn, seq] of [
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
      [1, 3],
    ] as const) {
      second.receive(audioMessage(turn, seq));
    }
    expect(heard).toEqual(['1:0', '1:1', '1:2', '2:0']);
    expect(sut.stats.duplicateAudio).toBe(3);
  });

  it('accepts audio from the first number in a new session', () => {
    const { sut, clock, begin } = setUp();
    const heard = vi.fn();
    sut.onAudio(heard);
    sut.connect(URL);
    const first = begin();
    first.receive(audioMessage(7, 3));
    first.lose();
    clock.advance(1_000);
    begin(sessionMessage('s2')).receive(audioMessage(1, 0));
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('calls the handlers of each message type until they unsubscribe', () => {
    const { sut, begin } = setUp();
    const log: string[] = [];
    sut.onMessage(({ type }) => log.push(`message ${type}`));
    sut.onData(({ name }) => log.push(`data ${name}`));
    const unsubscribe = sut.onCmd(({ name }) => log.push(`cmd ${name}`));
    sut.onErrorMessage(({ code }) => log.push(`error ${code}`));
    sut.connect(URL);
    const socket = begin();
    const flush: ServerMessage = { type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } };
    socket.receive(flush);
    socket.receive({ type: 'error', error: 'x', code: 'internal', fatal: false });
    socket.receive('not json');
    socket.receive('{"type":"of the future"}');
    unsubscribe();
    unsubscribe();
    socket.receive(flush);
    expect(log).toEqual([
      'message data',
      'data session',
      'message cmd',
      'cmd flush',
      'message error',
      'error internal',
      'message cmd',
    ]);
  });

  it('reports a handler that throws, and calls the others', () => {
    const { sut, begin, errors } = setUp();
    const other = vi.fn();
    sut.onAudio(() => {
      throw new Error('broken player');
    });
    sut.onAudio(other);
    sut.connect(URL);
    begin().receive(audioMessage(1, 0));
    expect(other).toHaveBeenCalledTimes(1);
    expect(errors).toEqual(['handler: A handler threw: Error: broken player']);
  });

  it('reports unreadable audio, and emits audio without numbers', () => {
    const { sut, begin, errors } = setUp();
    const heard = vi.fn();
    sut.onAudio(heard);
    sut.connect(URL);
    const socket = begin();
    socket.receive('{"type":"audio","audio":"AAA=","metadata":{"turn_id":1,"seq":0}}');
    socket.receive('{"type":"audio","audio":"A"}');
    expect(errors).toHaveLength(1);
    socket.receive('{"type":"audio","audio":"AAA="}');
    expect(heard).toHaveBeenCalledTimes(2);
  });
});
