import { randomUUID } from 'node:crypto';
import type { ToolCall } from '../../llm.port.js';

/** The first fragment of an index has the id and the name; later ones continue the arguments. */
export interface ToolCallFragment {
  index?: number;
  id?: string;
  function?: { name?: string; arguments?: string };
}

/** More tool calls than any answer has; further ones are dropped. */
export const MAX_TOOL_CALLS = 128;

/** Assembles tool calls from the fragments of a stream. */
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

  /** @returns the calls by index, without those that have no name */
  finish(): ToolCall[] {
    return [...this.#calls]
      .sort(([a], [b]) => a - b)
      .map(([, call]) => ({
        ...call,
        // Ids must be unique among all answers, because their calls are in the same conversation.
        id: call.id || `call_${randomUUID()}`,
        arguments: call.arguments || '{}',
      }))
      .filter((call) => call.name !== '');
  }
}
