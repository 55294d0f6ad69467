import type { ToolCall, ToolDefinition } from '../llm/llm.port.js';

/** What a model may have done for an answer, and by whom it is done. */
export interface Tools {
  list(): readonly ToolDefinition[];
  /**
   * Has a call carried out, once. What goes wrong is a result, too: the model has to know.
   * @returns what the model is told; '' after an abort
   */
  run(call: ToolCall, turnId: number, signal: AbortSignal): Promise<string>;
}
