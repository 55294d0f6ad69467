import type { ChatMessage, ToolCall } from '../llm.port.js';

/** Gives each tool call of a conversation an id of its own: local servers count them from 0 in each answer. */
export class UniqueCallIds {
  readonly #used: Set<string>;

  constructor(messages: readonly ChatMessage[]) {
    const calls = messages.flatMap((message) => ('toolCalls' in message ? (message.toolCalls ?? []) : []));
    this.#used = new Set(calls.map(({ id }) => id));
  }

  /** @returns the call, with another id if a call before it has the same */
  unique(call: ToolCall): ToolCall {
    let { id } = call;
    for (let n = 2; this.#used.has(id); n++) id = `${call.id}_${n}`;
    this.#used.add(id);
    return { ...call, id };
  }
}
