/** What a user keeps beyond a conversation: timers, alarms, notes, preferences, and choices about tools. */

export interface ReminderName {
  /** The user's name for it, e.g. `pasta`. */
  label?: string;
  /** The task of a reminder, e.g. `call my mom`. */
  task?: string;
}

export interface Timer extends ReminderName {
  id: string;
  durationMs: number;
}

export interface RunningTimer extends Timer {
  /** When it was listed. */
  remainingMs: number;
}

/** Countdown timers: they run for their duration, whatever the wall clock does, and while the computer sleeps. */
export interface Timers {
  /**
   * @param insteadOf the id of a timer that the new one replaces
   * @throws RangeError if there are too many, or the duration is not from 1 s to 24 h; its message is for the user
   */
  set(durationMs: number, name?: ReminderName, insteadOf?: string): Timer;
  /** Running timers, the next one due first. */
  list(): RunningTimer[];
  /** @returns whether there was such a timer. */
  cancel(id: string): boolean;
  cancelAll(): number;
  /** The one that went off last. */
  readonly lastDone: DueReminder | undefined;
}

/** A time of the day that comes again. */
export interface Repeat {
  hour: number;
  minute: number;
  /** Days of the week, from 1 for Monday to 7 for Sunday. */
  days: number[];
  /** IANA name of the zone that the time of the day is in. */
  timeZone: string;
}

export interface NewAlarm extends ReminderName {
  /** Epoch milliseconds of the wall clock. A later change of the user's time zone does not move it. */
  dueAt: number;
  repeat?: Repeat;
}

/** Rings when the wall clock shows its time. One that repeats gets a new id for each time. */
export interface Alarm extends NewAlarm {
  id: string;
}

export interface Alarms {
  /** @throws RangeError if there are too many, or the time is not ahead; its message is for the user */
  set(alarm: NewAlarm): Alarm;
  /** The next one due first. */
  list(): readonly Alarm[];
  /** @returns whether there was such an alarm. */
  cancel(id: string): boolean;
  cancelAll(): number;
  /** The one that rang last, also if it repeats. */
  readonly lastRung: Alarm | undefined;
}

/** Something that the user asked to be remembered, in the user's words. */
export interface Note {
  text: string;
  /** Epoch milliseconds. */
  notedAt: number;
}

export interface Notes {
  /** @throws RangeError if there are too many, or the text is too long; its message is for the user */
  add(text: string): Note;
  /** The oldest first. */
  list(): readonly Note[];
  /** @returns whether it was there. */
  remove(note: Note): boolean;
  removeAll(): number;
}

export interface Preferences {
  /** The place that the user lives in. */
  home?: string;
  /** Factor on the speed of the voice; 1 is its own. */
  speakingRate?: number;
  /** Whether place names may be sent to the weather service. Undefined: the user was not asked. */
  weather?: 'allowed' | 'denied';
}

export interface PreferenceRecords {
  get<Name extends keyof Preferences>(name: Name): Preferences[Name];
  /** @param value undefined removes it */
  set<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void;
}

/** What the user has decided about a tool of an MCP server. */
export interface ToolChoice {
  server: string;
  /** Its name on the server. */
  tool: string;
  /** Of the tool as it was then: "allow" counts for no other. */
  fingerprint: string;
  policy: 'allow' | 'off';
}

export interface ToolChoices {
  of(server: string, tool: string): ToolChoice | undefined;
  /** Replaces the one about the same tool. */
  set(choice: ToolChoice): void;
  /** The user is asked about that tool again. */
  remove(server: string, tool: string): void;
}

export interface UserRecords {
  timers: Timers;
  alarms: Alarms;
  notes: Notes;
  preferences: PreferenceRecords;
  toolChoices: ToolChoices;
  /**
   * Waits until everything is kept on disk, for a second at most.
   * @returns why it cannot be, as a clause for the user, once until it can be again
   */
  saved(): Promise<string | undefined>;
  /** Forgets everything above, also on disk. */
  forget(): void;
}

/** A timer or an alarm that is due, or was while the user could not be told. */
export interface DueReminder extends ReminderName {
  id: string;
  kind: 'timer' | 'alarm';
  /** Epoch milliseconds of the wall clock. */
  dueAt: number;
  /** Of a timer. */
  durationMs?: number;
}
