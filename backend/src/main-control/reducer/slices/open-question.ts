import type { ChatMessage } from '../../../llm/llm.port.js';
import { settleResult, type ToolResult } from './tool-history.js';
import { Slice } from './slice.js';

/** A question whose answer was stopped early. The user's next words may be the rest of it. */
export interface OpenQuestion {
  readonly text: string;
  /** Some of the words are a command about the page that may have been another one. */
  readonly isDoubtful: boolean;
  /** Speech that begins after this does not continue the question. */
  readonly until: number;
  /** The history for asking it again: the messages before it, and what tools and actions did for it. */
  readonly history: readonly ChatMessage[];
}

export class OpenQuestionSlice extends Slice<OpenQuestion | null> {
  open(question: OpenQuestion): void {
    this.replace(question);
  }

  /** Adds a tool result that came after its answer was over. */
  settleResult(result: ToolResult): void {
    if (!this.value) return;
    this.replace({ ...this.value, history: settleResult(this.value.history, result) });
  }

  close(): void {
    this.replace(null);
  }

  /** @returns the question that speech from that time may continue */
  at(speechStartedAt: number): OpenQuestion | null {
    return this.value && speechStartedAt <= this.value.until ? this.value : null;
  }
}
