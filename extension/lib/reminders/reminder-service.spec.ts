import { beforeEach, describe, expect, it } from 'vitest';
import { keyOf, MAX_BACKENDS, NO_REMINDERS, type Reminder, type ReminderList } from './reminder-list';
import { ReminderService } from './reminder-service';

const A = 'ws://a';
const B = 'ws://b';
const timer = (id: string, dueAtMs: number, backendUrl = A): Reminder => ({
  id,
  backendUrl,
  kind: 'timer',
  dueAtMs,
  label: '',
});
const key = (id: string, backendUrl = A) => keyOf({ id, backendUrl });

describe(ReminderService.name, () => {
  let stored: string;
  let alarms: Map<string, number>;
  let shown: Set<string>;
  let log: string[];
  let nowMs: number;
  let sut: ReminderService;
  const list = () => JSON.parse(stored) as ReminderList;
  const ids = (reminders: { id: string }[]) => reminders.map(({ id }) => id);

  /** The worker was stopped and starts again: only storage, alarms and notifications are left. */
  function restart(): void {
    sut = new ReminderService({
      load: async () => list(),
      save: async (next) => void (stored = JSON.stringify(next)),
      alarms: {
        keys: async () => [...alarms.keys()],
        set: async (name, atMs) => void alarms.set(name, atMs),
        clear: async (name) => void alarms.delete(name),
      },
      show: async (name) => void shown.add(name),
      hide: async (name) => void shown.delete(name),
      ring: async () => void log.push('ring'),
      silence: async () => void log.push('silence'),
      reportDone: async ({ id }) => void log.push(`done ${id}`),
      onRinging: async (count) => void log.push(`ringing ${count}`),
      nowMs: () => nowMs,
    });
  }

  beforeEach(() => {
    stored = JSON.stringify(NO_REMINDERS);
    alarms = new Map();
    shown = new Set();
    log = [];
    nowMs = 0;
    restart();
  });

  it('sets an alarm for each, once, and moves and clears them with the list', async () => {
    await sut.update(A, [timer('1', 60_000), timer('2', 90_000), timer('1', 60_000)]);
    expect([...alarms]).toEqual([
      [key('1'), 60_000],
      [key('2'), 90_000],
    ]);
    await sut.update(A, [timer('2', 95_000)]);
    expect([...alarms]).toEqual([[key('2'), 95_000]]);
    expect(log).toEqual([]);
  });

  it('rings what is due, after a restart of the worker too, until it is dismissed', async () => {
    await sut.update(A, [timer('1', 60_000), timer('2', 90_000)]);
    nowMs = 60_000;
    restart();
    await sut.check();
    expect([...shown]).toEqual([key('1')]);
    expect(log).toEqual(['ringing 1', 'ring']);
    expect([...alarms.keys()]).toEqual([key('2')]);
    await sut.check();
    expect(log, 'it rings once').toHaveLength(2);
    restart();
    await sut.dismiss(key('1'));
    expect(shown.size).toBe(0);
    expect(log.slice(2)).toEqual(['silence', 'ringing 0', 'done 1']);
    await sut.dismiss(key('1'));
    expect(log).toHaveLength(5);
  });

  it('shows again what rang when the browser or the extension was started, and rings what is due', async () => {
    await sut.update(A, [timer('1', 60_000), timer('2', 90_000), timer('3', 120_000)]);
    nowMs = 60_000;
    await sut.check();
    nowMs = 90_000;
    log = [];
    shown.clear();
    alarms.clear();
    restart();
    await sut.restore();
    expect([...shown]).toEqual([key('1'), key('2')]);
    expect([...alarms.keys()]).toEqual([key('3')]);
    expect(log).toEqual(['ringing 1', 'ringing 2', 'ring']);
    await sut.dismiss(key('1'));
    expect(log.at(-1)).toBe('done 1');
    log = [];
    await sut.dismiss(key('2'));
    await sut.restore();
    expect(log).toEqual(['silence', 'ringing 0', 'done 2']);
  });

  it('goes on ringing until the last one is dismissed', async () => {
    await sut.update(A, [timer('1', 1_000), timer('2', 1_000)]);
    nowMs = 1_000;
    await sut.check();
    await sut.dismiss(key('1'));
    expect(log).toEqual(['ringing 2', 'ring', 'ringing 1', 'done 1']);
    await sut.dismiss(key('2'));
    expect(log).toContain('silence');
  });

  it('sets alarms again that the browser has lost, and rings what was due meanwhile', async () => {
    await sut.update(A, [timer('1', 60_000), timer('2', 9_000_000)]);
    alarms.clear();
    nowMs = 3_600_000;
    restart();
    await sut.check();
    expect([...alarms.keys()]).toEqual([key('2')]);
    expect([...shown]).toEqual([key('1')]);
  });

  it('tells a backend again what was dismissed, until it takes it off its list', async () => {
    await sut.update(A, [timer('1', 1_000)]);
    nowMs = 1_000;
    await sut.check();
    await sut.dismiss(key('1'));
    expect(await sut.update(A, [timer('1', 1_000)])).toEqual(['1']);
    expect(await sut.update(B, [])).toEqual([]);
    expect(list().done).toHaveLength(1);
    expect(alarms.size, 'it does not ring again').toBe(0);
    expect(await sut.update(A, [])).toEqual([]);
    expect(list().done).toEqual([]);
  });

  it('keeps the reminders of other backends', async () => {
    await sut.update(A, [timer('1', 60_000)]);
    await sut.update(B, [timer('1', 70_000, B)]);
    expect([...alarms.keys()]).toEqual([key('1'), key('1', B)]);
    await sut.update(B, []);
    expect([...alarms.keys()]).toEqual([key('1')]);
    for (let i = 0; i < 20; i++) await sut.update(`ws://${i}`, [timer('1', 80_000, `ws://${i}`)]);
    expect(alarms.size).toBe(MAX_BACKENDS);
  });

  describe('during a call', () => {
    it('shows what the backend says by voice, and makes no sound', async () => {
      await sut.update(A, [timer('1', 60_000)]);
      nowMs = 60_000;
      await sut.update(A, []);
      expect([...shown]).toEqual([key('1')]);
      expect(log).toEqual([]);
      expect(alarms.size).toBe(0);
    });

    it('keeps the notification if the alarm was first', async () => {
      await sut.update(A, [timer('1', 60_000)]);
      nowMs = 60_000;
      await sut.check();
      await sut.update(A, []);
      expect([...shown]).toEqual([key('1')]);
      expect(log).toEqual(['ringing 1', 'ring', 'silence', 'ringing 0']);
    });

    it.each([
      ['cancelled', 30_000],
      ['told in a later call', 600_000],
    ])('hides what was %s', async (_, atMs) => {
      await sut.update(A, [timer('1', 60_000)]);
      nowMs = atMs;
      await sut.check();
      await sut.update(A, []);
      expect(shown.size).toBe(0);
    });

    it('lets the backend tell what it lists as overdue, and rings if it does not', async () => {
      nowMs = 600_000;
      await sut.update(A, [timer('1', 60_000)]);
      expect(log).toEqual([]);
      expect(alarms.get(key('1'))).toBe(630_000);
    });
  });

  it('does not lose a change that comes during another', async () => {
    await Promise.all([sut.update(A, [timer('1', 1_000)]), sut.update(B, [timer('2', 2_000, B)])]);
    expect(ids(list().waiting)).toEqual(['1', '2']);
    nowMs = 2_000;
    await Promise.all([sut.check(), sut.dismiss(key('1')), sut.dismiss(key('2', B))]);
    expect(list()).toMatchObject({ waiting: [], ringing: [] });
    expect(ids(list().done)).toEqual(['1', '2']);
  });
});
