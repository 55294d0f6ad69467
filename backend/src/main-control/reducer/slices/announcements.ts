import { Slice } from './slice.js';

/** Most announcements that can wait; a session speaks one at a time. */
const MAX_ANNOUNCEMENTS = 10;

/** Texts to speak without a question as soon as neither side speaks, oldest first. */
export class AnnouncementsSlice extends Slice<readonly string[]> {
  add(text: string): void {
    this.replace([...this.value, text].slice(-MAX_ANNOUNCEMENTS));
  }

  get next(): string | undefined {
    return this.value[0];
  }

  removeNext(): void {
    this.replace(this.value.slice(1));
  }
}
