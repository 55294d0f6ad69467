import {
  keyOf,
  withBackendList,
  withDismissed,
  withDue,
  type Reminder,
  type ReminderList,
  type ReminderRef,
} from './reminder-list';

export interface ReminderServiceDeps {
  load(): Promise<ReminderList>;
  save(list: ReminderList): Promise<void>;
  alarms: {
    keys(): Promise<string[]>;
    set(key: string, atMs: number): Promise<void>;
    clear(key: string): Promise<void>;
  };
  /** Shows a notification; one with this key is replaced. */
  show(key: string, reminder: Reminder): Promise<void>;
  hide(key: string): Promise<void>;
  /** Makes a sound until `silence`, for a limited time. */
  ring(): Promise<void>;
  silence(): Promise<void>;
  /** Tells the backend, if there is a call with it. */
  reportDone(reminder: ReminderRef): Promise<void>;
  /** The number of reminders that ring has changed. */
  onRinging(count: number): Promise<void>;
  /** Epoch milliseconds. */
  nowMs(): number;
}

/** A backend with a call tells the user itself what was due before: the extension rings after this, if it did not. */
const OVERDUE_MS = 30_000;

/** Rings reminders when they are due, with or without a call. Its state is in storage: the worker may end at any time. */
export class ReminderService {
  /** Changes run one after another: each reads and writes the stored list. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: ReminderServiceDeps) {}

  /** @returns the ids of dismissed reminders that the backend still lists. */
  update(backendUrl: string, items: readonly Reminder[]): Promise<string[]> {
    return this.#exclusively(async () => {
      const before = await this.deps.load();
      const { list, told, cancelled, done } = withBackendList(before, backendUrl, items, this.deps.nowMs());
      await this.#store(list, before);
      await Promise.allSettled(told.map((reminder) => this.deps.show(keyOf(reminder), reminder)));
      await Promise.all(cancelled.map((reminder) => this.deps.hide(keyOf(reminder))));
      return done;
    });
  }

  /** Rings what is due, and sets the alarms that are missing. */
  check(): Promise<void> {
    return this.#exclusively(async () => {
      const before = await this.deps.load();
      const { list, due } = withDue(before, this.deps.nowMs());
      await this.#store(list, before);
      if (due.length === 0) return;
      // Where notifications are switched off, the sound and the badge still tell.
      await Promise.allSettled(due.map((reminder) => this.deps.show(keyOf(reminder), reminder)));
      await this.deps.ring();
    });
  }

  /** The browser or the extension has started: the notifications and the badge of what rang before are gone. */
  async restore(): Promise<void> {
    await this.#exclusively(async () => {
      const { ringing } = await this.deps.load();
      if (ringing.length === 0) return;
      await Promise.allSettled(ringing.map((reminder) => this.deps.show(keyOf(reminder), reminder)));
      await this.deps.onRinging(ringing.length);
    });
    await this.check();
  }

  /** The user has closed a notification. */
  dismiss(key: string): Promise<void> {
    return this.#exclusively(async () => {
      const before = await this.deps.load();
      const { list, dismissed } = withDismissed(before, key);
      await this.deps.hide(key);
      if (!dismissed) return;
      await this.#store(list, before);
      await this.deps.reportDone(dismissed);
    });
  }

  async #store(list: ReminderList, before: ReminderList): Promise<void> {
    const { alarms } = this.deps;
    await this.deps.save(list);
    const nowMs = this.deps.nowMs();
    const wanted = new Map(
      list.waiting.map((reminder) => {
        const { dueAtMs } = reminder;
        return [keyOf(reminder), dueAtMs > nowMs ? dueAtMs : nowMs + OVERDUE_MS];
      }),
    );
    const stale = (await alarms.keys()).filter((key) => !wanted.has(key));
    await Promise.all(stale.map((key) => alarms.clear(key)));
    await Promise.all([...wanted].map(([key, atMs]) => alarms.set(key, atMs)));
    if (list.ringing.length === before.ringing.length) return;
    if (list.ringing.length === 0) await this.deps.silence();
    await this.deps.onRinging(list.ringing.length);
  }

  #exclusively<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
