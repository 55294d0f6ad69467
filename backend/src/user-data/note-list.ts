import type { Clock } from '../common/clock/clock.js';
import type { Note, Notes } from './user-records.js';

const MAX_NOTES = 200;
const MAX_CHARS = 500;

export class NoteList implements Notes {
  #notes: readonly Note[];

  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
    saved: readonly Note[] = [],
  ) {
    this.#notes = saved;
  }

  add(text: string): Note {
    if (text.length > MAX_CHARS) throw new RangeError(`A note can have ${MAX_CHARS} characters at most.`);
    if (this.#notes.length >= MAX_NOTES) {
      throw new RangeError(`I keep ${MAX_NOTES} notes already. Ask me to forget one first.`);
    }
    const note = { text, notedAt: this.clock.wallTimeMs() };
    this.#notes = [...this.#notes, note];
    this.onChange();
    return note;
  }

  list(): readonly Note[] {
    return this.#notes;
  }

  remove(note: Note): boolean {
    const kept = this.#notes.filter((each) => each !== note);
    if (kept.length === this.#notes.length) return false;
    this.#notes = kept;
    this.onChange();
    return true;
  }

  removeAll(): number {
    const { length } = this.#notes;
    this.#notes = [];
    if (length > 0) this.onChange();
    return length;
  }
}
