import { setTimeout as pause } from 'node:timers/promises';
import { SleepAwareClock } from '../common/clock/sleep-aware-clock.js';
import { systemClock, type Clock } from '../common/clock/clock.js';
import { AlarmList } from './alarm-list.js';
import { NoteList } from './note-list.js';
import { PreferenceList } from './preference-list.js';
import { SavedUser } from './saved-user.js';
import { TimerList } from './timer-list.js';
import { ToolChoiceList } from './tool-choice-list.js';
import type { UserFile } from './user-file.js';
import type { DueReminder, UserRecords } from './user-records.js';

/** A session of the user. */
export interface UserListener {
  /** Whether its client is connected: otherwise the user would not be told. */
  readonly attached: boolean;
  /** A reminder is due: tell the user. */
  due(reminder: DueReminder): void;
  /** Timers or alarms have changed, or their wall times. */
  changed(): void;
  /**
   * The user wants everything forgotten, the conversation too.
   * @returns why that is not possible, as a clause for the user
   */
  forget(): Promise<string | undefined>;
}

export interface UserDataOptions {
  clock?: Clock;
  /** Without one, the data is only in memory. */
  file?: UserFile;
}

/** The longest time in which a sleep of the computer or a clock that is set goes unnoticed. */
const CHECK_MS = 1_000;

/** A disk that hangs must not keep the user waiting. */
const MAX_SAVE_MS = 1_000;

/** What was not deleted in that time cannot be said to be forgotten. */
const SLOW_DISK = 'the disk takes long to delete it';

/** Beyond this number the oldest are dropped. */
const MAX_MISSED = 50;

/** One user's timers, alarms, notes and preferences, and who is told when something is due. Shared by the user's sessions. */
export class UserData implements UserRecords {
  readonly timers: TimerList;
  readonly alarms: AlarmList;
  readonly notes: NoteList;
  readonly preferences: PreferenceList;
  readonly toolChoices: ToolChoiceList;
  #missed: readonly DueReminder[];
  readonly #listeners = new Set<UserListener>();
  readonly #clock: SleepAwareClock;
  readonly #file: UserFile | undefined;
  #jumps: number;
  #nextCheck: NodeJS.Timeout | undefined;
  #saidProblem: string | undefined;
  /** What the sessions say of it. */
  #forgetting: Promise<(string | undefined)[]> | undefined;

  constructor({ clock = systemClock, file }: UserDataOptions = {}) {
    this.#clock = new SleepAwareClock(clock);
    this.#jumps = this.#clock.jumps;
    this.#file = file;
    const saved = file?.read() ?? new SavedUser();
    const save = () => this.#save();
    const changed = () => this.#changed();
    this.timers = new TimerList(this.#clock, changed, saved.timers);
    this.alarms = new AlarmList(this.#clock, changed, saved.alarms);
    this.notes = new NoteList(this.#clock, save, saved.notes);
    this.preferences = new PreferenceList(save, saved.preferences);
    this.toolChoices = new ToolChoiceList(save, saved.toolChoices);
    this.#missed = saved.missed;
  }

  /** Whether no session uses it, and everything is written. */
  get idle(): boolean {
    return this.#listeners.size === 0 && !this.#file?.writing;
  }

  /** From now on the session is told what is due. What came due before is in `missed`. */
  attach(listener: UserListener): void {
    this.check();
    this.#listeners.add(listener);
    this.#schedule();
  }

  detach(listener: UserListener): void {
    this.#listeners.delete(listener);
    this.#schedule();
  }

  /** Everything that has not rung, and what was due while the user could not be told, in the order of the wall times. */
  reminders(): DueReminder[] {
    const timers = this.timers.saved().map((timer) => ({ ...timer, kind: 'timer' as const }));
    const alarms = this.alarms.list().map((alarm) => ({ ...alarm, kind: 'alarm' as const }));
    return [...this.#missed, ...timers, ...alarms].sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Removes and returns what was due while the user could not be told, because the user is told now. */
  takeMissed(): readonly DueReminder[] {
    const missed = this.#missed;
    this.#missed = [];
    if (missed.length > 0) this.#changed();
    return missed;
  }

  /** A session has ended before the user heard of these. Another session with a client has announced them, too. */
  addMissed(reminders: readonly DueReminder[]): void {
    if (this.#present.length > 0) return;
    this.#miss(reminders);
    this.#changed();
  }

  /** A client has rung that reminder itself and shown it to the user. @returns whether there was such a reminder */
  done(id: string): boolean {
    const kept = this.#missed.filter((missed) => missed.id !== id);
    const wasMissed = kept.length < this.#missed.length;
    this.#missed = kept;
    if (wasMissed || this.alarms.takeRung(id)) this.#changed();
    else return this.timers.takeRung(id);
    return true;
  }

  /** Tells what is due. Sessions need not call it: while there is one, it runs at the right time. */
  check(): void {
    const { jumps } = this.#clock;
    const jumped = jumps !== this.#jumps;
    this.#jumps = jumps;
    if (jumped) this.timers.wallClockChanged();
    const due = [...this.timers.takeDue(), ...this.alarms.takeDue()].sort((a, b) => a.dueAt - b.dueAt);
    const present = this.#present;
    for (const reminder of due) for (const listener of present) listener.due(reminder);
    if (present.length === 0) this.#miss(due);
    if (due.length > 0 || jumped) this.#changed();
    else this.#schedule();
  }

  forget(): void {
    this.#missed = [];
    this.notes.removeAll();
    this.preferences.removeAll();
    this.toolChoices.removeAll();
    this.timers.cancelAll();
    this.alarms.cancelAll();
    this.#changed();
    this.#file?.remove();
    // A file that cannot be removed is reported, even if it is known that it cannot be written.
    this.#saidProblem = undefined;
    this.#forgetting = Promise.all([...this.#listeners].map((listener) => listener.forget()));
  }

  async saved(): Promise<string | undefined> {
    const late = pause(MAX_SAVE_MS, this.#forgetting ? SLOW_DISK : this.#saidProblem, { ref: false });
    const problem = await Promise.race([this.#settled(), late]);
    const isNew = problem !== this.#saidProblem;
    this.#saidProblem = problem;
    return isNew ? problem : undefined;
  }

  async #settled(): Promise<string | undefined> {
    const forgetting = this.#forgetting;
    this.#forgetting = undefined;
    const problems = [await this.#file?.settled(), ...((await forgetting) ?? [])];
    return problems.find((problem) => problem !== undefined);
  }

  /** The sessions with a connected client. */
  get #present(): UserListener[] {
    return [...this.#listeners].filter(({ attached }) => attached);
  }

  #miss(reminders: readonly DueReminder[]): void {
    this.#missed = [...this.#missed, ...reminders].slice(-MAX_MISSED);
  }

  #changed(): void {
    this.#save();
    this.#schedule();
    for (const listener of this.#listeners) listener.changed();
  }

  #save(): void {
    this.#file?.write(() => this.#toSave());
  }

  #toSave(): SavedUser {
    return Object.assign(new SavedUser(), {
      timers: this.timers.saved(),
      alarms: this.alarms.list(),
      missed: this.#missed,
      notes: this.notes.list(),
      preferences: this.preferences.all(),
      toolChoices: this.toolChoices.all(),
    });
  }

  /** One check for all reminders: timeouts run late after a sleep, and are limited to 24 days. */
  #schedule(): void {
    clearTimeout(this.#nextCheck);
    const [timer] = this.timers.list();
    const [alarm] = this.alarms.list();
    // Without a session the user cannot be told: what is due then is found at the next one.
    if (this.#listeners.size === 0 || (!timer && !alarm)) return;
    const untilAlarmMs = alarm ? alarm.dueAt - this.#clock.wallTimeMs() : Infinity;
    const nextMs = Math.min(timer?.remainingMs ?? Infinity, untilAlarmMs, CHECK_MS);
    this.#nextCheck = setTimeout(() => this.check(), Math.max(0, Math.ceil(nextMs)));
    this.#nextCheck.unref();
  }
}
