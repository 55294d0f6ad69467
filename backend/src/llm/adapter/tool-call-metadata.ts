/** Of calls that are not answered yet; more than all conversations have open. A note may be some 10 kB. */
const MOST_CALLS = 256;

/** What a vendor wants back with a tool call, beside the call: kept by its id, the newest of them. */
export class ToolCallMetadata<Note> {
  readonly #notes = new Map<string, Note>();

  set(callId: string, note: Note): void {
    this.#notes.set(callId, note);
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > MOST_CALLS && oldest !== undefined) this.#notes.delete(oldest);
  }

  get(callId: string): Note | undefined {
    return this.#notes.get(callId);
  }
}
