/** More tool calls than all sessions have open at once. An entry may take 10 kB. */
const MAX_CALLS = 256;

/** What a vendor sends with a tool call and requires back with it, by the call's id. Keeps only the newest entries. */
export class ToolCallMetadata<Value> {
  readonly #values = new Map<string, Value>();

  set(callId: string, value: Value): void {
    this.#values.set(callId, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > MAX_CALLS && oldest !== undefined) this.#values.delete(oldest);
  }

  get(callId: string): Value | undefined {
    return this.#values.get(callId);
  }
}
