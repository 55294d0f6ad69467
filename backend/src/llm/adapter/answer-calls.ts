import { randomUUID } from 'node:crypto';
import { OversizedAnswerError } from '../../provider-kit/event-stream-fetch.js';
import type { ChatMessage, ToolCall } from '../llm.port.js';

/** More tool calls than any answer has; further ones are dropped. */
export const MAX_TOOL_CALLS = 128;

/** The longest arguments are texts that the model writes. */
const MAX_ARGUMENTS_CHARS = 1024 * 1024;

/** @param chars the length of the arguments so far @throws OversizedAnswerError */
export function limitArguments(chars: number): void {
  if (chars > MAX_ARGUMENTS_CHARS) throw new OversizedAnswerError('1 MiB of arguments');
}

/**
 * The tool calls of one answer. Gives each an id of its own in the conversation: local servers count them from 0 in each answer,
 * or send none.
 */
export class AnswerCalls {
  readonly #used: Set<string>;
  #count = 0;

  constructor(messages: readonly ChatMessage[]) {
    const calls = messages.flatMap((message) => ('toolCalls' in message ? (message.toolCalls ?? []) : []));
    this.#used = new Set(calls.map(({ id }) => id));
  }

  /** Whether the answer has called a tool. */
  get any(): boolean {
    return this.#count > 0;
  }

  /** @returns the call, with another id if it has none or that of a call before it; undefined beyond the limit */
  add(call: ToolCall): ToolCall | undefined {
    if (++this.#count > MAX_TOOL_CALLS) return undefined;
    const given = call.id || `call_${randomUUID()}`;
    let id = given;
    for (let n = 2; this.#used.has(id); n++) id = `${given}_${n}`;
    this.#used.add(id);
    return { ...call, id };
  }
}
