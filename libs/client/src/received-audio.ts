/** The last answer audio that arrived: what a resumed session goes on after, and what is not played twice. */
export class ReceivedAudio {
  #last: { turn_id: number; seq: number } | undefined;

  get last(): { turn_id: number; seq: number } | undefined {
    return this.#last && { ...this.#last };
  }

  /**
   * Notes that this audio has come.
   * @returns whether it is new: not received before, nor of an older turn. Audio without numbers, as a server
   * of the plain protocol sends it, always is.
   */
  accept(turnId: number | undefined, seq: number | undefined): boolean {
    if (turnId === undefined || seq === undefined) return true;
    const last = this.#last;
    if (last && (turnId < last.turn_id || (turnId === last.turn_id && seq <= last.seq))) return false;
    this.#last = { turn_id: turnId, seq };
    return true;
  }

  /** A new session counts from the beginning. */
  reset(): void {
    this.#last = undefined;
  }
}
