import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage } from '#protocol';
import { NoModelLlm } from '../llm/providers/skills/no-model-llm.js';
import { humTts, ScriptedStt } from '../../../testing/scripted-providers.js';
import { FakeSocket, speak, TestSessions } from './testing/test-session.js';

const dictated = (messages: ServerMessage[]) =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'text_data' && message.data.data_type === 'dictation'
      ? [message.data]
      : [],
  );
const finals = (messages: ServerMessage[]) =>
  dictated(messages)
    .filter(({ is_final }) => is_final)
    .map(({ text, edit }) => edit ?? text);
const changes = (messages: ServerMessage[]) =>
  messages.flatMap((message) =>
    message.type === 'cmd' && message.name === 'dictation' ? [message.data.state] : [],
  );

describe('a session in which the user dictates', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  const start = (...said: string[]) =>
    sessions.start(
      { stt: new ScriptedStt(said), llm: new NoModelLlm(), tts: humTts(10) },
      ...(['', undefined, true, { dictation: true, earcons: true }] as const),
    );

  it('begins and ends by what the user says', async () => {
    const { session, socket } = start('start dictating', 'hello comma world', 'stop dictating');
    await speak(session);
    await vi.waitFor(() => expect(changes(socket.received)).toEqual(['on']));
    await speak(session);
    await vi.waitFor(() => expect(finals(socket.received)).toEqual(['hello, world']));
    await speak(session);
    await vi.waitFor(() => expect(changes(socket.received)).toEqual(['on', 'off']));
    expect(finals(socket.received)).toEqual(['hello, world']);
  });

  const sounds = (messages: ServerMessage[]) =>
    messages.flatMap((message) =>
      message.type === 'cmd' && message.name === 'earcon' ? [message.data.sound] : [],
    );
  const spoken = (messages: ServerMessage[]) =>
    messages.flatMap((message) =>
      message.type === 'data' && message.name === 'text_data' && message.data.role === 'assistant'
        ? [message.data.text]
        : [],
    );

  it('says by a sound that it has begun when the client writes, not before', async () => {
    const { session, socket } = start('start dictating');
    await speak(session);
    await vi.waitFor(() => expect(changes(socket.received)).toEqual(['on']));
    expect(sounds(socket.received)).toEqual([]);
    session.offers.dictation.command({ state: 'on', ready: true });
    await vi.waitFor(() => expect(sounds(socket.received)).toEqual(['done']));
    expect(changes(socket.received)).toEqual(['on']);
  });

  it('says by the other sound and once in words why the client cannot write', async () => {
    const { session, socket } = start('start dictating');
    await speak(session);
    await vi.waitFor(() => expect(changes(socket.received)).toEqual(['on']));
    session.offers.dictation.command({ state: 'off', reason: 'That is a password field.' });
    await vi.waitFor(() => expect(spoken(socket.received).at(-1)).toBe('That is a password field.'));
    expect(sounds(socket.received)).toEqual(['not_done']);
    expect(changes(socket.received)).toEqual(['on', 'off']);
    await vi.waitFor(() => expect(session.isQuiet).toBe(true));
    expect(new Set(spoken(socket.received))).toEqual(new Set(['That is a password field.']));
    // Late: it says nothing, and begins nothing.
    session.offers.dictation.command({ state: 'on', ready: true });
    expect(changes(socket.received)).toEqual(['on', 'off']);
  });

  it('says that it is over if the user ends it before there is a field', async () => {
    const { session, socket } = start('start dictating');
    await speak(session);
    await vi.waitFor(() => expect(changes(socket.received)).toEqual(['on']));
    session.offers.dictation.command({ state: 'off' });
    await vi.waitFor(() => expect(spoken(socket.received).at(-1)).toBe('I am not dictating.'));
    expect(sounds(socket.received)).toEqual(['not_done']);
  });

  it('assumes that a client writes if it never says so', async () => {
    const { session, socket } = start('start dictating');
    await speak(session);
    await vi.waitFor(() => expect(sounds(socket.received)).toEqual(['done']), { timeout: 5_000 });
    expect(changes(socket.received)).toEqual(['on']);
  });

  it('gives a client that resumes what it missed, each text under its turn', async () => {
    const { session, socket } = start('one', 'two');
    session.offers.dictation.command({ state: 'on' });
    await speak(session);
    await vi.waitFor(() => expect(finals(socket.received)).toEqual(['one']));
    session.detach(socket);
    await speak(session);
    await vi.waitFor(() => expect(session.isQuiet).toBe(true));
    const next = new FakeSocket();
    session.resume(next);
    await vi.waitFor(() => expect(finals(next.received)).toEqual(['one', 'two']));
    const [again] = dictated(next.received).filter(({ is_final }) => is_final);
    expect(again!.turn_id).toBe(dictated(socket.received).find(({ is_final }) => is_final)!.turn_id);
  });

  it('expects no commands about the page meanwhile', () => {
    const { session } = start();
    session.offers.pagePhrases({ phrases: ['Sign in'] });
    const phrases = () => session.offers.phrases({ numbers: [] } as never);
    expect(phrases()!.names).toEqual(['Sign in']);
    session.offers.dictation.command({ state: 'on' });
    expect(phrases()!.names).toEqual([]);
    session.offers.dictation.command({ state: 'off', reason: 'The field is gone.' });
    expect(phrases()!.names).toEqual(['Sign in']);
  });
});
