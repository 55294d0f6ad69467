import { AnswerSlice } from './answer.js';
import type { Answer } from './answer-state.js';
import { Slice } from './slice.js';
import { TurnSlice, type TurnNotes } from './turn.js';

/** An answer that was put aside: its call waits for the user, who has said something else meanwhile. */
export interface ParkedAnswer {
  readonly answer: Answer;
  readonly turn: TurnNotes;
  /** What is said first when it goes on; '' if nothing. */
  readonly note: string;
}

/** More tasks at once are not understood by listening. */
export const MAX_PARKED = 3;

export class ParkedSlice extends Slice<readonly ParkedAnswer[]> {
  get isFull(): boolean {
    return this.value.length >= MAX_PARKED;
  }

  add(parked: ParkedAnswer): void {
    this.replace([...this.value, parked]);
  }

  setNote(begunAs: number, note: string): void {
    this.replace(this.value.map((each) => (each.answer.begunAs === begunAs ? { ...each, note } : each)));
  }

  /** Changes the one with that turn. @returns whether there is one */
  change(turnId: number, change: (answer: AnswerSlice, turn: TurnSlice) => void): boolean {
    const at = this.value.findIndex(({ answer }) => answer.turnId === turnId);
    const parked = this.value[at];
    if (!parked) return false;
    const answer = new AnswerSlice(parked.answer);
    const turn = new TurnSlice(parked.turn);
    change(answer, turn);
    this.replace(this.value.with(at, { ...parked, answer: answer.current, turn: turn.value! }));
    return true;
  }

  /** @returns the oldest that fits, which is parked no longer */
  take(fits: (answer: Answer) => boolean): ParkedAnswer | null {
    const taken = this.value.find(({ answer }) => fits(answer)) ?? null;
    if (taken) this.replace(this.value.filter((each) => each !== taken));
    return taken;
  }
}
