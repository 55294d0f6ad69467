import { afterEach, describe, expect, it } from 'vitest';
import { Session } from './session.js';
import { speak, TestSessions, texts, type TestSession } from './testing/test-session.js';

describe(Session.name, () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => sessions.end());

  it('reports its configuration', () => {
    const { socket } = start();
    const message = socket.received.find((each) => each.type === 'data' && each.name === 'session');
    expect(message).toMatchObject({
      data: { settings: { pause_before_reply_ms: 600, interruption_sensitivity: 0.5 } },
    });
  });

  it('resets a choice with null', async () => {
    const [reset, long, short] = [start(), start(), start()];
    for (const { session } of [reset, long])
      session.updateConfig({ pause_before_reply_ms: 3_000, interruption_sensitivity: 0 });
    reset.session.updateConfig({ pause_before_reply_ms: null, interruption_sensitivity: null });
    short.session.updateConfig({ pause_before_reply_ms: 200 });
    const answered: string[] = [];
    const answer = ({ socket }: TestSession, pause: string) =>
      socket.text('assistant', false).then(() => answered.push(pause));
    for (const { session } of [reset, long, short]) speak(session);
    await Promise.all([answer(reset, 'default'), answer(short, 'short')]);
    expect(answered).toEqual(['short', 'default']);
    expect(texts(long.socket.received).filter(({ role }) => role === 'assistant')).toEqual([]);
  });
});
