/** A call that a model makes. */
export interface ToolCall {
  id: string;
  name: string;
  /** JSON text, as the model wrote it. */
  arguments: string;
}

export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

/** The tools that a model may call. */
export interface Tools {
  list(): readonly ToolDefinition[];
  /**
   * Runs a call, once. A failure is a result, too: the model has to know.
   * @param onLate gets a result that comes after an abort
   * @returns what the model is told; '' after an abort
   */
  run(
    call: ToolCall,
    turnId: number,
    signal: AbortSignal,
    onLate?: (result: string) => void,
  ): Promise<string>;
}
