import type { ToolCall } from '../../llm.port.js';

/** A piece of a tool call: the first of an index has id and name, the others go on with the arguments. */
export interface ToolCallFragment {
  index?: number;
  id?: string;
  function?: { name?: string; arguments?: string };
}

/** More calls at once than any answer has; what comes on top is dropped. */
export const MAX_TOOL_CALLS = 128;

/** Puts tool calls together from the fragments that they are streamed in. */
export class ToolCallAssembler {
  readonly #calls = new Map<number, ToolCall>();

  push(fragments: readonly ToolCallFragment[]): void {
    for (const { index, id, function: part } of fragments) {
      // Some servers send whole calls, without an index.
      const key = index ?? this.#calls.size;
      if (!this.#calls.has(key) && this.#calls.size >= MAX_TOOL_CALLS) continue;
      const call = this.#calls.get(key) ?? { id: '', name: '', arguments: '' };
      this.#calls.set(key, {
        id: id || call.id,
        name: call.name || (part?.name ?? ''),
        arguments: call.arguments + (part?.arguments ?? ''),
      });
    }
  }

  /** The calls in order; a call that never got a name is none. */
  finish(): ToolCall[] {
    return [...this.#calls]
      .sort(([a], [b]) => a - b)
      .map(([index, call]) => ({
        ...call,
        id: call.id || `call_${index}`,
        arguments: call.arguments || '{}',
      }))
      .filter((call) => call.name !== '');
  }
}
