import { describe, expect, it } from 'vitest';
import type { ServerMessage, TextData } from '#protocol';
import { KeptMessages } from './replay-buffer.js';

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

/** Keeps these, a second apart, and says what a client hears who comes back then. */
function repeated(messages: ServerMessage[], { missed = false, heard = 0, laterMs = 0 } = {}) {
  const sut = new KeptMessages();
  messages.forEach((message, i) => sut.keep(i + 1, message, i * 1_000, missed));
  return sut.toRepeat(messages.length * 1_000 + laterMs, heard).map(({ what }) => what);
}

describe(KeptMessages.name, () => {
  it('repeats the newest of each kind, in the order in which it was said', () => {
    const said = [
      state('listening', 1),
      text('user', 2, 'what'),
      text('user', 2, 'what time'),
      state('thinking', 2),
      text('assistant', 2, 'Noon.'),
    ];
    expect(repeated(said)).toEqual([said[2], said[3], said[4]]);
  });

  it('repeats all turns that nobody was there to hear, each in its newest version', () => {
    const said = [
      text('assistant', 1, 'One'),
      state('listening', 1),
      text('assistant', 1, 'One.'),
      text('assistant', 2, 'Two.'),
      state('thinking', 2),
    ];
    expect(repeated(said, { missed: true })).toEqual([said[2], said[3], said[4]]);
    expect(repeated(said)).toEqual([said[3], said[4]]);
  });

  it('says last whether playback is held', () => {
    const said = [hold('pause_playback', 3), hold('resume_playback', 3)];
    expect(repeated(said, { missed: true })).toEqual([said[1]]);
    expect(repeated(said.slice(0, 1))).toEqual([said[0]]);
  });

  it('repeats an error that may have died with the socket, but none that has arrived', () => {
    expect(repeated([error])).toEqual([error]);
    expect(repeated([error], { laterMs: 60_000 })).toEqual([]);
    expect(repeated([error], { heard: 1 })).toEqual([]);
    expect(repeated([error], { missed: true, laterMs: 60_000 })).toEqual([error]);
  });

  it('repeats what was missed once', () => {
    const sut = new KeptMessages();
    sut.keep(1, error, 0, true);
    sut.delivered();
    expect(sut.toRepeat(60_000, 0)).toEqual([]);
  });

  it('keeps a bounded number of each kind', () => {
    expect(repeated(Array<ServerMessage>(2_000).fill(error), { missed: true })).toHaveLength(200);
  });

  it('keeps what is to be repeated, however much reasoning and how many marks come after it', () => {
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
    const said = [text('user', 2, 'why'), state('thinking', 2), hold('pause_playback', 1), error];
    const more = Array<ServerMessage[]>(1_000).fill([reasoning, marks]).flat();
    expect(repeated([...said, ...more], { missed: true }).slice(0, 4)).toEqual(said);
  });
});
