import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Session } from './session.js';
import { FakeSocket, speak, TestSessions, texts, type TestSession } from './testing/test-session.js';

describe(Session.name, () => {
  const sessions = new TestSessions();
  const start = sessions.start.bind(sessions);
  afterEach(() => {
    sessions.end();
    vi.useRealTimers();
  });

  const reported = ({ socket }: TestSession) =>
    socket.received.find((each) => each.type === 'data' && each.name === 'session');

  it('reports its configuration', () => {
    expect(reported(start())).toMatchObject({
      data: { settings: { pause_before_reply_ms: 600, interruption_sensitivity: 0.5 } },
    });
  });

  it('reports the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(reported(start())).toMatchObject({ data: { version } });
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

  it('tells the time in the zone of the user, who may travel', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 29, 20, 15) });
    const { session, socket } = start({}, '', undefined, true, { timeZone: 'Asia/Kolkata' });
    session.textInput({ text: 'what time is it' });
    expect((await socket.text('assistant', false)).text).toBe("It's 1:45 AM.");
    session.detach(socket);
    const next = new FakeSocket();
    session.resume(next, undefined, { timeZone: 'America/New_York' });
    session.textInput({ text: 'what time is it now' });
    await next.waitFor((messages) => texts(messages).find(({ text }) => text === "It's 3:15 PM."));
  });
});
