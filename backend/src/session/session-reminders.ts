import type { DataMessage } from '#protocol';
import type { Clock } from '../common/clock/clock.js';
import type { UserClock } from '../skills/dates/user-time.js';
import { describeDue, describeMissed } from '../skills/timers/timer-words.js';
import type { UserData, UserListener } from '../user-data/user-data.js';
import type { DueReminder } from '../user-data/user-records.js';
import type { SessionOutput } from './session-output.js';

/** How long a client may take to report what it has rung while the user was away, before that is told. */
const REPORT_MS = 1_000;

/** More announcements than can wait. */
const MAX_TOLD = 20;

export interface SessionRemindersDeps {
  user: UserData;
  output: SessionOutput;
  /** Speaks a text as soon as neither side speaks, and again if it is cut off. */
  announce(text: string): void;
  /** @returns why something of it cannot be forgotten, as a clause for the user */
  forgetConversation(): Promise<string | undefined>;
  timeZone(): string;
  clock: Clock;
}

/** Tells the user of a session, and its client, about the timers and alarms that all sessions of the user share. */
export class SessionReminders implements UserListener {
  #telling: NodeJS.Timeout | undefined;
  /** The newest announcements, and what they are about. */
  readonly #told: { text: string; reminders: readonly DueReminder[] }[] = [];

  constructor(private readonly deps: SessionRemindersDeps) {}

  get attached(): boolean {
    return this.deps.output.attached;
  }

  /** The session has started: its client gets the list now, and after each change. */
  start(): void {
    this.deps.user.attach(this);
    this.changed();
    this.resume();
  }

  /** The client is connected. */
  resume(): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#tellMissed(), REPORT_MS);
    this.#telling.unref();
  }

  due(reminder: DueReminder): void {
    this.#announce(describeDue(reminder, this.deps.timeZone()), [reminder]);
  }

  /** A message of a client that is away is kept: it gets the newest one when it is back. */
  changed(): void {
    this.deps.output.send(remindersMessage(this.deps.user.reminders()));
  }

  forget(): Promise<string | undefined> {
    return this.deps.forgetConversation();
  }

  /** @param unheard announcements that the user has not heard: the next session repeats them */
  close(unheard: readonly string[]): void {
    clearTimeout(this.#telling);
    this.deps.user.detach(this);
    const missed = unheard.flatMap((unheardText) => {
      // The last, because the same words may have been heard about an earlier reminder.
      const at = this.#told.findLastIndex(({ text }) => text === unheardText);
      return at < 0 ? [] : this.#told.splice(at, 1)[0]!.reminders;
    });
    if (missed.length > 0) this.deps.user.addMissed(missed.sort((a, b) => a.dueAt - b.dueAt));
  }

  get #userClock(): UserClock {
    const { clock, timeZone } = this.deps;
    return { now: () => new Date(clock.wallTimeMs()), timeZone: timeZone() };
  }

  #tellMissed(): void {
    if (!this.attached) return;
    const missed = this.deps.user.takeMissed();
    if (missed.length === 0) return;
    this.#announce(describeMissed(missed, this.#userClock), missed);
  }

  #announce(text: string, reminders: readonly DueReminder[]): void {
    this.#told.push({ text, reminders });
    if (this.#told.length > MAX_TOLD) this.#told.shift();
    this.deps.announce(text);
  }
}

function remindersMessage(reminders: readonly DueReminder[]): DataMessage {
  const items = reminders.map(({ id, kind, dueAt, label, task }) => ({
    id,
    kind,
    due_at: dueAt,
    label: task ?? label ?? '',
  }));
  return { type: 'data', name: 'reminders', data: { items } };
}
