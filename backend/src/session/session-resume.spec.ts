import { afterEach, describe, expect, it } from 'vitest';
import { ScriptedLlm, humTts } from '../../../testing/scripted-providers.js';
import { FakeSocket, TestSessions, audio, commands, states } from './testing/test-session.js';

describe('resuming a session', () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

  it('continues the answer on the new socket, without gaps or repeats', async () => {
    const { session, socket } = start({ tts: humTts(20_000) });
    session.textInput({ text: 'hello' });
    await socket.waitFor((messages) => (audio(messages).length >= 30 ? true : undefined));
    session.detach(socket);
    const last = audio(socket.received).at(-1)!.metadata;
    const next = new FakeSocket();
    // The client lost the last ten messages with the socket.
    session.resume(next, { turn_id: last.turn_id, seq: last.seq - 10 });
    session.playback({ turn_id: 1, played_ms: 2_500, state: 'playing' });
    await next.waitFor((messages) => (audio(messages).length >= 20 ? true : undefined));
    expect(next.received[0]).toMatchObject({ type: 'data', name: 'session', data: { resumed: true } });
    const seqs = audio(next.received).map(({ metadata }) => metadata.seq);
    expect(seqs).toEqual(seqs.map((_, i) => last.seq - 9 + i));
  });

  it('sends what was missed meanwhile', async () => {
    const words = Promise.withResolvers<void>();
    const llm = new ScriptedLlm(async function* () {
      yield { type: 'text', text: 'One. ' };
      await words.promise;
      yield { type: 'text', text: 'Two. ' };
    });
    const { session, socket } = start({ llm });
    session.textInput({ text: 'count' });
    await socket.firstAudio();
    session.detach(socket);
    words.resolve();
    const next = new FakeSocket();
    await new Promise(setImmediate);
    session.resume(next);
    expect(await next.text('assistant')).toMatchObject({ text: 'One. Two. ', is_final: true });
    expect(socket.received.some((message) => JSON.stringify(message).includes('Two'))).toBe(false);
  });

  it('closes an older socket that is still open with a code that prevents a reconnect', () => {
    const { session, socket } = start();
    const next = new FakeSocket();
    session.resume(next);
    expect(socket.closedWith).toBe(1008);
    expect(session.isAttachedTo(socket)).toBe(false);
    expect(session.isAttachedTo(next)).toBe(true);
    expect(session.detach(socket)).toBe(false);
    expect(session.attached).toBe(true);
  });

  it('sends the current state after the messages before it', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'one' });
    await socket.state('speaking');
    session.detach(socket);
    session.dispatch({ type: 'interrupt', turnId: 1 });
    const next = new FakeSocket();
    session.resume(next);
    expect(states(next.received)).toEqual(['listening']);
    const names = next.received.flatMap((message) => ('name' in message ? [message.name] : []));
    expect(names.indexOf('flush')).toBeGreaterThan(0);
    expect(names.at(-1)).toBe('state');
  });

  it('sends lost audio again in its order among the messages', async () => {
    const { session, socket } = start();
    session.textInput({ text: 'hello' });
    await socket.waitFor((messages) => (commands(messages).includes('audio_end') ? true : undefined));
    session.detach(socket);
    const next = new FakeSocket();
    session.resume(next, { turn_id: 1, seq: 0 });
    const kinds = next.received.map((message) => ('name' in message ? message.name : message.type));
    expect(kinds.filter((kind) => kind === 'audio')).toHaveLength(2);
    expect(kinds.indexOf('audio_end')).toBeGreaterThan(kinds.lastIndexOf('audio'));
    expect(kinds.indexOf('audio')).toBeGreaterThan(kinds.indexOf('text_data'));
  });

  it('continues after what was played when the client does not report what it received', async () => {
    const { session, socket } = start({ tts: humTts(20_000) });
    session.textInput({ text: 'hello' });
    await socket.waitFor((messages) => (audio(messages).length >= 20 ? true : undefined));
    session.playback({ turn_id: 1, played_ms: 1_000, state: 'playing' });
    session.detach(socket);
    const next = new FakeSocket();
    session.resume(next);
    // Chunks of 100 ms: ten were played.
    expect(audio(next.received)[0]!.metadata.seq).toBe(10);
  });

  it('applies the mode at once and the output rate from the next answer', async () => {
    const { session, socket } = start();
    session.detach(socket);
    const next = new FakeSocket();
    session.resume(next, undefined, { mode: 'push_to_talk', outputHz: 48_000 });
    expect(await next.state('idle')).toBe(true);
    session.textInput({ text: 'hello' });
    expect((await next.firstAudio()).metadata.sample_rate).toBe(48_000);
  });
});
