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

/** @returns whether a result says that the tool failed, as this backend words it */
export const isToolError = (result: string): boolean => result.startsWith('{"error":');

/** The tools that a model may call. */
export interface Tools {
  list(): readonly ToolDefinition[];
  /**
   * Runs a call once. A failure is also a result, because the model has to know it.
   * @param onLate called with a result that comes after an abort
   * @returns the result for the model; '' after an abort
   */
  run(
    call: ToolCall,
    turnId: number,
    signal: AbortSignal,
    onLate?: (result: string) => void,
  ): Promise<string>;
}
