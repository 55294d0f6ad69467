import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../common/clock/testing/fake-clock.js';
import { UserData } from './user-data.js';
import type { DueReminder } from './user-records.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

class FakeSession {
  attached = true;
  readonly told: DueReminder[] = [];
  changes = 0;

  due(reminder: DueReminder): void {
    this.told.push(reminder);
  }

  changed(): void {
    this.changes++;
  }

  /** Why this session cannot forget everything. */
  problem: string | undefined;

  async forget(): Promise<string | undefined> {
    return this.problem;
  }
}

describe(UserData.name, () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function setUp() {
    const clock = new FakeClock();
    const sut = new UserData({ clock });
    const session = new FakeSession();
    sut.attach(session);
    /** The processor runs. */
    const pass = (ms: number) => {
      for (let passed = 0; passed < ms; passed += 1_000) {
        clock.advance(1_000);
        vi.advanceTimersByTime(1_000);
      }
    };
    /** The computer sleeps, or its clock is set. */
    const jump = (ms: number) => clock.setWallTime(clock.wallTimeMs() + ms);
    return { clock, sut, session, pass, jump };
  }

  it('tells every session of the user once when a timer is due', () => {
    const { sut, session, pass } = setUp();
    const other = new FakeSession();
    sut.attach(other);
    sut.timers.set(MINUTE_MS, { label: 'pasta' });
    pass(59_000);
    expect(session.told).toEqual([]);
    pass(10_000);
    expect(session.told).toMatchObject([{ kind: 'timer', label: 'pasta' }]);
    expect(other.told).toEqual(session.told);
    expect(sut.reminders()).toEqual([]);
  });

  it('keeps a timer of a session that has ended for the next session', () => {
    const { sut, session, pass, clock } = setUp();
    const dueAt = clock.wallTimeMs() + MINUTE_MS;
    sut.timers.set(MINUTE_MS);
    sut.detach(session);
    pass(5 * MINUTE_MS);
    const next = new FakeSession();
    sut.attach(next);
    expect(next.told).toEqual([]);
    expect(sut.takeMissed()).toMatchObject([{ kind: 'timer', dueAt }]);
    expect(sut.takeMissed()).toEqual([]);
  });

  it('keeps what is due while the client of its session is away', () => {
    const { sut, session, pass } = setUp();
    session.attached = false;
    sut.timers.set(MINUTE_MS);
    pass(2 * MINUTE_MS);
    session.attached = true;
    expect(session.told).toEqual([]);
    expect(sut.takeMissed()).toHaveLength(1);
  });

  it.each<[string, (id: string, sut: UserData) => void]>([
    ['has rung', (id, sut) => void sut.done(id)],
    ['was told', (_, sut) => void sut.takeMissed()],
  ])('does not tell again what a client says %s', (_, settle) => {
    const { sut, session, pass } = setUp();
    session.attached = false;
    const { id } = sut.timers.set(MINUTE_MS);
    pass(2 * MINUTE_MS);
    settle(id, sut);
    expect(sut.takeMissed()).toEqual([]);
    expect(sut.reminders()).toEqual([]);
  });

  it('removes a timer that a client has rung a moment before it is due here', () => {
    const { sut, session, pass } = setUp();
    const { id } = sut.timers.set(MINUTE_MS);
    pass(59_000);
    expect(sut.done(id)).toBe(true);
    expect(sut.done(id)).toBe(false);
    pass(MINUTE_MS);
    expect(session.told).toEqual([]);
  });

  describe('while the computer sleeps', () => {
    it.each([
      [8 * HOUR_MS, 'rings on waking', 1],
      [20 * MINUTE_MS, 'goes on', 0],
    ])('for %d ms, a timer of an hour %s', (sleepMs, _, told) => {
      const { sut, session, pass, jump } = setUp();
      sut.timers.set(HOUR_MS);
      pass(10 * MINUTE_MS);
      jump(sleepMs);
      pass(1_000);
      expect(session.told).toHaveLength(told);
      const [timer] = sut.timers.list();
      expect(timer?.remainingMs).toBe(told ? undefined : 30 * MINUTE_MS - 1_000);
    });

    it('an alarm whose time passes rings on waking, with its own time', () => {
      const { clock, sut, session, pass, jump } = setUp();
      const dueAt = clock.wallTimeMs() + HOUR_MS;
      sut.alarms.set({ dueAt });
      jump(8 * HOUR_MS);
      pass(1_000);
      expect(session.told).toMatchObject([{ kind: 'alarm', dueAt }]);
    });
  });

  describe('when the clock is set back by three hours', () => {
    it('a timer runs for its duration, and its clients get the new time of the wall clock', () => {
      const { clock, sut, session, pass, jump } = setUp();
      sut.timers.set(HOUR_MS);
      pass(10 * MINUTE_MS);
      jump(-3 * HOUR_MS);
      const before = session.changes;
      pass(1_000);
      expect(session.changes).toBe(before + 1);
      expect(sut.reminders()).toMatchObject([{ dueAt: clock.wallTimeMs() + 50 * MINUTE_MS - 1_000 }]);
      pass(49 * MINUTE_MS);
      expect(session.told).toEqual([]);
      pass(MINUTE_MS);
      expect(session.told).toHaveLength(1);
    });

    it('an alarm rings when the clock shows its time', () => {
      const { clock, sut, session, pass, jump } = setUp();
      sut.alarms.set({ dueAt: clock.wallTimeMs() + 10 * MINUTE_MS });
      jump(-3 * HOUR_MS);
      pass(HOUR_MS);
      expect(session.told).toEqual([]);
      jump(2 * HOUR_MS + 10 * MINUTE_MS);
      pass(1_000);
      expect(session.told).toHaveLength(1);
    });
  });

  it('sets an alarm that repeats to its next day when it rings', () => {
    const { sut, session, pass } = setUp();
    // It is Sunday, 9:05.
    const dueAt = new Date(2026, 10, 22, 9, 10).getTime();
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const { id } = sut.alarms.set({
      dueAt,
      repeat: { hour: 9, minute: 10, days: [1, 7], timeZone },
    });
    pass(10 * MINUTE_MS);
    expect(session.told).toMatchObject([{ id, dueAt }]);
    const [next, ...others] = sut.alarms.list();
    expect(others).toEqual([]);
    expect(next).toMatchObject({ dueAt: new Date(2026, 10, 23, 9, 10).getTime() });
    expect(next?.id).not.toBe(id);
  });

  it('lets an alarm that repeats go on when a client has rung it', () => {
    const { clock, sut } = setUp();
    const { id } = sut.alarms.set({
      dueAt: clock.wallTimeMs() + 1_000,
      repeat: { hour: 9, minute: 0, days: [1, 2, 3, 4, 5], timeZone: 'UTC' },
    });
    expect(sut.done(id)).toBe(true);
    expect(sut.alarms.list()).toHaveLength(1);
    expect(sut.done(id)).toBe(false);
  });

  it('checks nothing while it has no session', () => {
    const { sut, session } = setUp();
    sut.timers.set(HOUR_MS);
    sut.detach(session);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('forgets everything', () => {
    const { clock, sut } = setUp();
    sut.timers.set(HOUR_MS);
    sut.alarms.set({ dueAt: clock.wallTimeMs() + HOUR_MS });
    sut.notes.add('my car is on level 3');
    sut.preferences.set('speakingRate', 0.8);
    sut.forget();
    expect(sut.reminders()).toEqual([]);
    expect(sut.notes.list()).toEqual([]);
    expect(sut.preferences.get('speakingRate')).toBeUndefined();
  });

  it('says once if a session cannot forget', async () => {
    const { sut, session } = setUp();
    session.problem = 'the disk is full';
    sut.forget();
    expect(await sut.saved()).toBe('the disk is full');
    session.problem = undefined;
    expect(await sut.saved()).toBeUndefined();
    sut.forget();
    expect(await sut.saved()).toBeUndefined();
  });

  it('does not say that all is forgotten as long as a session deletes something', async () => {
    const { sut, session } = setUp();
    session.forget = () => new Promise(() => undefined);
    vi.useRealTimers();
    sut.forget();
    expect(await sut.saved()).toBe('the disk takes long to delete it');
  });

  it('tells its sessions that what was missed is forgotten', () => {
    const { sut, session, pass } = setUp();
    session.attached = false;
    sut.timers.set(MINUTE_MS);
    pass(2 * MINUTE_MS);
    const before = session.changes;
    sut.forget();
    expect(sut.reminders()).toEqual([]);
    expect(session.changes).toBeGreaterThan(before);
  });
});
