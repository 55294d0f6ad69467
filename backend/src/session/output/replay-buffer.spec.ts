import { describe, expect, it } from 'vitest';
import type { ServerMessage, TextData } from '#protocol';
import { ReplayBuffer } from './replay-buffer.js';

const text = (role: TextData['role'], turn_id: number, words: string): ServerMessage => ({
  type: 'data',
  name: 'text_data',
  data: {
    data_type: 'transcribe',
    role,
    text: words,
    text_ts: 0,
    is_final: false,
    stream_id: 100,
    turn_id,
  },
});
const state = (name: 'listening' | 'thinking', turn_id: number): ServerMessage => ({
  type: 'data',
  name: 'state',
  data: { state: name, turn_id },
});
const hold = (name: 'pause_playback' | 'resume_playback', turn_id: number): ServerMessage => ({
  type: 'cmd',
  name,
  data: { turn_id },
});
const error: ServerMessage = { type: 'error', error: 'No.', code: 'internal', fatal: false };

/** Adds the messages, one per second, and returns what a client that resumes then gets. */
function replayed(messages: ServerMessage[], { missed = false, receivedSeq = 0, laterMs = 0 } = {}) {
  const sut = new ReplayBuffer();
  messages.forEach((message, i) => sut.add(i + 1, message, i * 1_000, missed));
  return sut.toReplay(messages.length * 1_000 + laterMs, receivedSeq).map(({ message }) => message);
}

describe(ReplayBuffer.name, () => {
  it('replays the newest of each kind, in the order of sending', () => {
    const sent = [
      state('listening', 1),
      text('user', 2, 'what'),
      text('user', 2, 'what time'),
      state('thinking', 2),
      text('assistant', 2, 'Noon.'),
    ];
    expect(replayed(sent)).toEqual([sent[2], sent[3], sent[4]]);
  });

  it('replays each dictated text that may have been lost, and none of its partials', () => {
    const dictated = (turn_id: number, words: string, is_final: boolean) => {
      const message = text('user', turn_id, words) as Extract<ServerMessage, { name: 'text_data' }>;
      return { ...message, data: { ...message.data, data_type: 'dictation' as const, is_final } };
    };
    const sent = [dictated(1, 'on', false), dictated(1, 'one', true), dictated(2, 'two', true)];
    expect(replayed(sent)).toEqual([sent[1], sent[2]]);
    expect(replayed(sent, { laterMs: 60_000 })).toEqual([]);
    expect(replayed(sent, { missed: true, laterMs: 60_000 })).toEqual([sent[1], sent[2]]);
  });

  it('replays all turns that no client received, each in its newest version', () => {
    const sent = [
      text('assistant', 1, 'One'),
      state('listening', 1),
      text('assistant', 1, 'One.'),
      text('assistant', 2, 'Two.'),
      state('thinking', 2),
    ];
    expect(replayed(sent, { missed: true })).toEqual([sent[2], sent[3], sent[4]]);
    expect(replayed(sent)).toEqual([sent[3], sent[4]]);
  });

  it('replays only the newest hold of playback', () => {
    const sent = [hold('pause_playback', 3), hold('resume_playback', 3)];
    expect(replayed(sent, { missed: true })).toEqual([sent[1]]);
    expect(replayed(sent.slice(0, 1))).toEqual([sent[0]]);
  });

  it('replays an error that may have been lost with the socket, but none that has arrived', () => {
    expect(replayed([error])).toEqual([error]);
    expect(replayed([error], { laterMs: 60_000 })).toEqual([]);
    expect(replayed([error], { receivedSeq: 1 })).toEqual([]);
    expect(replayed([error], { missed: true, laterMs: 60_000 })).toEqual([error]);
  });

  it.each(['mute', 'hang_up'] as const)('replays a recent %s, but none that is over', (name) => {
    const sent: ServerMessage[] = [{ type: 'cmd', name, data: { turn_id: 1 } }];
    expect(replayed(sent)).toEqual(sent);
    expect(replayed(sent, { receivedSeq: 1 })).toEqual([]);
    expect(replayed(sent, { laterMs: 60_000 })).toEqual([]);
  });

  it('replays a sound only if no client was there for it', () => {
    const sent: ServerMessage[] = [{ type: 'cmd', name: 'earcon', data: { turn_id: 1, sound: 'done' } }];
    expect(replayed(sent)).toEqual([]);
    expect(replayed(sent, { missed: true })).toEqual(sent);
  });

  it('replays missed messages once', () => {
    const sut = new ReplayBuffer();
    sut.add(1, error, 0, true);
    sut.markDelivered();
    expect(sut.toReplay(60_000, 0)).toEqual([]);
  });

  it('keeps a bounded number of each kind', () => {
    expect(replayed(Array<ServerMessage>(2_000).fill(error), { missed: true })).toHaveLength(200);
  });

  it('keeps rare messages, however many reasoning messages and speech marks follow', () => {
    const reasoning: ServerMessage = {
      type: 'data',
      name: 'text_data',
      data: {
        data_type: 'raw',
        role: 'assistant',
        text: '{}',
        text_ts: 0,
        is_final: false,
        stream_id: 100,
        turn_id: 2,
      },
    };
    const marks: ServerMessage = { type: 'data', name: 'speech_marks', data: { turn_id: 2, marks: [] } };
    const sent = [text('user', 2, 'why'), state('thinking', 2), hold('pause_playback', 1), error];
    const more = Array<ServerMessage[]>(1_000).fill([reasoning, marks]).flat();
    expect(replayed([...sent, ...more], { missed: true }).slice(0, 4)).toEqual(sent);
  });
});
