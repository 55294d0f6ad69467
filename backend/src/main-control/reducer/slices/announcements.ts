import { Slice } from './slice.js';

/** Most announcements that can wait; a session speaks one at a time. */
const MAX_ANNOUNCEMENTS = 10;

/** The most times that one is spoken: a user who interrupts it again and again has seen it. By judgement. */
const MAX_TIMES_SPOKEN = 3;

/** A text to speak without a question. */
export interface Announcement {
  readonly text: string;
  /** It is spoken again if the user's turn cuts it off. */
  readonly untilHeard: boolean;
  /** How often it was begun. */
  readonly timesSpoken: number;
  /** The turn in which it was cut off after its first words; null if none of it was heard. */
  readonly cutOffIn: number | null;
}

/** What to speak as soon as neither side speaks, oldest first. */
export class AnnouncementsSlice extends Slice<readonly Announcement[]> {
  add(text: string, untilHeard: boolean): void {
    const added = { text, untilHeard, timesSpoken: 0, cutOffIn: null };
    this.replace([...this.value, added].slice(-MAX_ANNOUNCEMENTS));
  }

  /** Removes the next one, which is spoken now. */
  takeNext(): Announcement | undefined {
    const [next, ...others] = this.value;
    if (!next) return undefined;
    this.replace(others);
    return { ...next, timesSpoken: next.timesSpoken + 1 };
  }

  /** That turn's announcement was cut off: it is the next one again, at most a few times. */
  cutOff(announcement: Announcement, heard: string, turnId: number): void {
    const { text, untilHeard, timesSpoken } = announcement;
    if (!untilHeard || timesSpoken >= MAX_TIMES_SPOKEN || heard.trim() === text.trim()) return;
    const again = { ...announcement, cutOffIn: heard === '' ? null : turnId };
    this.replace([again, ...this.value].slice(-MAX_ANNOUNCEMENTS));
  }

  /** The user stopped that turn's announcement on purpose: it is not spoken again if any of it was heard. */
  stopped(turnId: number): void {
    this.replace(this.value.filter(({ cutOffIn }) => cutOffIn !== turnId));
  }

  removeAll(): void {
    this.replace([]);
  }
}
