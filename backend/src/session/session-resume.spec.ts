import { afterEach, describe, expect, it } from 'vitest';
import { ScriptedLlm, humTts } from '../testing/scripted-providers.js';
import { FakeSocket, TestSessions, audio } from './testing/test-session.js';

describe('resuming a session', () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

  it('goes on with the answer on the new socket, without a gap and without a repeat', async () => {
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

  it('tells what happened meanwhile', async () => {
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

  it('closes an older socket that is still open', () => {
    const { session, socket } = start();
    session.resume(new FakeSocket());
    expect(socket.closedWith).toBe(1000);
    expect(session.detach(socket)).toBe(false);
    expect(session.attached).toBe(true);
  });
});
