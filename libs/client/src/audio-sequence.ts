/** The position of the last received answer audio: a resumed session continues after it, and duplicates are detected by it. */
export class AudioSequence {
  #last: { turn_id: number; seq: number } | undefined;

  get last(): { turn_id: number; seq: number } | undefined {
    return this.#last && { ...this.#last };
  }

  /**
   * @returns whether this audio is new: not a duplicate and not of an older turn. Audio without numbers, as in the plain
   * protocol, is always new.
   */
  accept(turnId: number | undefined, seq: number | undefined): boolean {
    if (turnId === undefined || seq === undefined) return true;
    const last = this.#last;
    if (last && (turnId < last.turn_id || (turnId === last.turn_id && seq <= last.seq))) return false;
    this.#last = { turn_id: turnId, seq };
    return true;
  }

  /** Call it for a new session, whose numbers start again. */
  reset(): void {
    this.#last = undefined;
  }
}
