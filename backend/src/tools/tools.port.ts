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
  /** Who runs it. */
  source?: 'browser' | 'mcp';
}

/** What a tool returns. Those of the browser say with `ok` whether they did it, and else why not with `error`. */
export type ToolAnswer = Record<string, unknown>;

export const toolFailure = (error: string): ToolAnswer => ({ ok: false, error });

/** The tools as an action of the answerer calls them: one after the other. */
export interface ToolCaller {
  has(name: string): boolean;
  /** @returns the tool's own result; `{ok: false, error}` for every failure */
  call(name: string, args: Record<string, unknown>): Promise<ToolAnswer>;
}

/** The tools of the browser that only look: to be stopped while one runs leaves no doubt. */
const LOOKING: ReadonlySet<string> = new Set([
  'page_snapshot',
  'read_article',
  'read_selection',
  'find_in_page',
  'list_tabs',
  'wait_for',
]);

/** @returns whether a tool may change something */
export const mayAct = (name: string): boolean => !LOOKING.has(name);

export const NO_TOOL_CALLER: ToolCaller = {
  has: () => false,
  call: async (name) => toolFailure(`There is no tool "${name}".`),
};

/** @returns whether a result says that the tool failed, as this backend or a tool of the browser words it */
export const isToolError = (result: string): boolean => /^\{"(?:error":|ok":false\b)/.test(result);

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
  /** Runs a call once. @returns the tool's own result; `{ok: false, error}` for every failure, also after an abort */
  call(name: string, args: Record<string, unknown>, turnId: number, signal: AbortSignal): Promise<ToolAnswer>;
}

/** A question about a call of the backend's own tools. */
export interface ApprovalQuestion {
  turnId: number;
  callId: string;
  question: string;
  /** Whether the user may answer "always". */
  remember: boolean;
}

/** `expired`: no answer came. `withdrawn`: the call was stopped first. */
export type Approval = 'yes' | 'always' | 'no' | 'expired' | 'withdrawn';

/** Asks the user about calls, by voice and in the panel, one question at a time. */
export interface UserApprovals {
  ask(question: ApprovalQuestion, signal: AbortSignal): Promise<Approval>;
}

export const NO_TOOLS: Tools = {
  list: () => [],
  run: async () => '',
  call: (name, args) => NO_TOOL_CALLER.call(name, args),
};

/** The objects of a list in a tool's result; other things in it are left out. */
export const records = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : [];
