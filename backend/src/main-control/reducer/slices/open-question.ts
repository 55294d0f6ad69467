import type { ChatMessage } from '../../../llm/llm.port.js';
import { settleResult, type ToolResult } from './tool-history.js';
import { Slice } from './slice.js';

/** A question whose answer was stopped before much of it was heard: what is said next may be its rest. */
export interface OpenQuestion {
  readonly text: string;
  /** Speech that begins later does not continue it. */
  readonly until: number;
  /** The history that it would be asked in again: what came before it, and what tools did for it. */
  readonly history: readonly ChatMessage[];
}

export class OpenQuestionSlice extends Slice<OpenQuestion | null> {
  open(question: OpenQuestion): void {
    this.replace(question);
  }

  /** The result of a tool call came when its answer was over. */
  settleResult(result: ToolResult): void {
    if (!this.value) return;
    this.replace({ ...this.value, history: settleResult(this.value.history, result) });
  }

  close(): void {
    this.replace(null);
  }

  /** @returns the question that speech which began then may continue */
  at(speechStartedAt: number): OpenQuestion | null {
    return this.value && speechStartedAt <= this.value.until ? this.value : null;
  }
}
