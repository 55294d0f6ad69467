import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RemindersData, ServerMessage } from '#protocol';
import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { humTts } from '../../../testing/scripted-providers.js';
import { UserData } from '../user-data/user-data.js';
import { SessionOutput } from './session-output.js';
import { SessionReminders } from './session-reminders.js';
import { FakeSocket, TestSessions, texts } from './testing/test-session.js';

const MINUTE_MS = 60_000;

const lists = (messages: ServerMessage[]): RemindersData['items'][] =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'reminders' ? [message.data.items] : [],
  );

describe(SessionReminders.name, () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function setUp() {
    // 9:05 AM in UTC.
    const clock = new FakeClock(new Date('2026-11-22T09:05:00Z'));
    const user = new UserData({ clock });
    const pass = (ms: number) => {
      for (let passed = 0; passed < ms; passed += 1_000) {
        clock.advance(1_000);
        vi.advanceTimersByTime(1_000);
      }
    };
    const session = () => {
      const socket = new FakeSocket();
      const output = new SessionOutput(clock);
      const said: string[] = [];
      const sut = new SessionReminders({
        user,
        output,
        announce: (text) => said.push(text),
        forgetConversation: async () => void said.push('(forgotten)'),
        timeZone: () => 'UTC',
        clock,
      });
      const attach = (to: FakeSocket) =>
        output.attach(to, { type: 'cmd', name: 'pong', data: { t: 'the session message' } });
      attach(socket);
      sut.start();
      return { sut, socket, output, said, attach };
    };
    return { clock, user, pass, session };
  }

  it('lists timers and alarms to every client of the user, at first and after each change', () => {
    const { clock, user, session } = setUp();
    const first = session();
    const second = session();
    const { id } = user.timers.set(MINUTE_MS, { label: 'pasta' });
    const now = clock.wallTimeMs();
    user.alarms.set({ dueAt: now + 1_000, task: 'call my mom' });
    user.timers.cancel(id);
    const alarm = { id: expect.any(String), kind: 'alarm', due_at: now + 1_000, label: 'call my mom' };
    const timer = { id, kind: 'timer', due_at: now + MINUTE_MS, label: 'pasta' };
    for (const { socket } of [first, second])
      expect(lists(socket.received)).toEqual([[], [timer], [alarm, timer], [alarm]]);
  });

  it('announces what is due', () => {
    const { user, pass, session } = setUp();
    const { said, socket } = session();
    user.timers.set(MINUTE_MS, { label: 'pasta' });
    pass(2 * MINUTE_MS);
    expect(said).toEqual(['Your pasta timer is done.']);
    expect(lists(socket.received).at(-1)).toEqual([]);
  });

  it.each(['a later session', 'the same session, resumed'])(
    'tells what went off without a client to %s',
    (how) => {
      const { user, pass, session } = setUp();
      const first = session();
      user.timers.set(MINUTE_MS, { label: 'pasta' });
      first.output.detach(first.socket);
      if (how === 'a later session') first.sut.close([]);
      pass(10 * MINUTE_MS);
      expect(first.said).toEqual([]);
      const socket = new FakeSocket();
      if (how !== 'a later session') first.attach(socket);
      if (how !== 'a later session') first.sut.resume();
      const { said, socket: open } = how === 'a later session' ? session() : { ...first, socket };
      expect(lists(open.received).at(-1)).toMatchObject([{ label: 'pasta' }]);
      pass(5_000);
      expect(said).toEqual(['While you were away, your pasta timer went off at 9:06 AM.']);
      expect(lists(open.received).at(-1)).toEqual([]);
    },
  );

  it('tells the next session what none has heard, once for each reminder, and not what was heard', () => {
    const { user, pass, session } = setUp();
    const first = session();
    const setTimer = (minutes: number) => user.timers.set(minutes * MINUTE_MS, { label: 'pasta' });
    for (const minutes of [1, 2, 3]) setTimer(minutes);
    pass(4 * MINUTE_MS);
    const done = 'Your pasta timer is done.';
    expect(first.said).toEqual([done, done, done]);
    first.sut.close([done, done]);
    first.sut.close([]);
    const { said } = session();
    pass(5_000);
    expect(said).toEqual([
      'While you were away, your pasta timer went off at 9:07 AM and your pasta timer went off at 9:08 AM.',
    ]);
  });

  it('does not tell again what another session with a client has announced, too', () => {
    const { user, pass, session } = setUp();
    const [first, second] = [session(), session()];
    user.timers.set(MINUTE_MS);
    pass(2 * MINUTE_MS);
    first.sut.close(first.said);
    expect(second.said).toHaveLength(1);
    expect(user.reminders()).toEqual([]);
  });

  it('does not tell what the client has rung itself', () => {
    const { user, pass, session } = setUp();
    const first = session();
    const { id } = user.timers.set(MINUTE_MS);
    first.sut.close([]);
    pass(10 * MINUTE_MS);
    const { said } = session();
    user.done(id);
    pass(5_000);
    expect(said).toEqual([]);
  });

  it('forgets the conversations of all sessions with everything else', () => {
    const { user, session } = setUp();
    const sessions = [session(), session()];
    user.timers.set(MINUTE_MS);
    user.forget();
    for (const { said, socket } of sessions) {
      expect(said).toEqual(['(forgotten)']);
      expect(lists(socket.received).at(-1)).toEqual([]);
    }
  });

  it('tells what was missed in one of two sessions', () => {
    const { user, pass, session } = setUp();
    const first = session();
    user.timers.set(MINUTE_MS);
    first.sut.close([]);
    pass(10 * MINUTE_MS);
    const [second, third] = [session(), session()];
    pass(5_000);
    expect([...second.said, ...third.said]).toHaveLength(1);
  });
});

describe('an announcement in a session', () => {
  const sessions = new TestSessions();
  afterEach(() => sessions.end());

  it('is told again after the typed turn that replaced it before a word was heard', async () => {
    const { session, socket, user } = sessions.start({ tts: humTts(1_000) });
    /** The client plays all audio of the turn. */
    const hear = async (turnId: number) => {
      await socket.audioEnd(turnId);
      session.playback({ turn_id: turnId, played_ms: 9_000, state: 'drained' });
    };
    user.alarms.set({ dueAt: Date.now() + 20, task: 'call my mom' });
    await socket.text('assistant', false);
    session.textInput({ text: 'what time is it' });
    await hear(2);
    await hear(3);
    const final = texts(socket.received).filter(({ role, is_final }) => role === 'assistant' && is_final);
    expect(final).toMatchObject([
      { turn_id: 1, text: '', interrupted: true },
      { turn_id: 2, interrupted: false },
      { turn_id: 3, text: 'A reminder: call your mom.', interrupted: false },
    ]);
  });

  it.each([
    ['is kept for the next session if this one ends before a word was heard', false],
    ['is done with when it was heard', true],
  ])('%s', async (_, isHeard) => {
    const { session, socket, user } = sessions.start({ tts: humTts(1_000) });
    user.alarms.set({ dueAt: Date.now() + 20, task: 'call my mom' });
    await socket.audioEnd(1);
    session.playback({ turn_id: 1, played_ms: isHeard ? 9_000 : 0, state: isHeard ? 'drained' : 'playing' });
    session.close();
    expect(user.reminders().map(({ task }) => task)).toEqual(isHeard ? [] : ['call my mom']);
  });
});
