import type { ChatMessage } from '../../../llm/llm.port.js';
import { settleResult, trimHistory, type ToolResult } from './tool-history.js';
import { Slice } from './slice.js';

export interface HistoryState {
  /** The oldest message first. */
  readonly messages: readonly ChatMessage[];
  /** The last words that the user heard; their echo may still arrive. */
  readonly lastHeard: { readonly text: string; readonly endedAt: number } | null;
}

export class HistorySlice extends Slice<HistoryState> {
  /** @param maxMessages beyond this number the oldest are dropped */
  add(messages: readonly ChatMessage[], maxMessages: number): void {
    const before = this.value.messages;
    // Of a long reading only the newest part stays.
    const kept = isReading(before.at(-1)) && isReading(messages[0]) ? before.slice(0, -1) : before;
    this.#setMessages(trimHistory([...kept, ...messages], maxMessages));
  }

  /** Adds a tool result that came after its answer was over. */
  settleResult(result: ToolResult): void {
    this.#setMessages(settleResult(this.value.messages, result));
  }

  /** Goes back to earlier messages, because a question is asked again with its rest. */
  rewind(messages: readonly ChatMessage[]): void {
    this.#setMessages(messages);
  }

  /** @param isAnswering the user's last words are being answered: they stay until the answer follows them */
  forget(isAnswering: boolean): void {
    const { messages } = this.value;
    const asked = messages.findLastIndex(({ role }) => role === 'user');
    this.#setMessages(isAnswering && asked >= 0 ? messages.slice(asked) : []);
  }

  heard(text: string, endedAt: number): void {
    this.replace({ ...this.value, lastHeard: { text, endedAt } });
  }

  #setMessages(messages: readonly ChatMessage[]): void {
    this.replace({ ...this.value, messages });
  }
}

const isReading = (message: ChatMessage | undefined): boolean =>
  message?.role === 'assistant' && message.isReading === true;
