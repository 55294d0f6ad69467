/** What client and server tell each other about tools and the user's approval of their calls. */

export type ToolPolicy = 'allow' | 'confirm';
export type ApprovalState = 'asked' | 'yes' | 'no' | 'expired';

/** What happens when the assistant wants to use a tool of an MCP server: it does, the user is asked, or it does not know the tool. */
export type McpPolicy = 'allow' | 'confirm' | 'off';
/** `idle`: it is started when it is needed. */
export type McpServerState = 'idle' | 'starting' | 'running' | 'failed';

export interface McpToolItem {
  name: string;
  /** In the server's words, cut. */
  description: string;
  policy: McpPolicy;
  /** The config decides: `mcp_policy` changes nothing. */
  fixed: boolean;
}

export interface McpServerItem {
  name: string;
  state: McpServerState;
  /** Why it has failed, as a clause. */
  problem?: string;
  tools: McpToolItem[];
  /** How many tools cannot be used: too many, too large or not valid. */
  left_out: number;
}

export interface ToolDescription {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  policy: ToolPolicy;
}

/** Asks the user about a tool call. Who judges the call sends it; the other side shows and speaks it. */
export interface ApprovalRequest {
  approval_id: string;
  call_id: string;
  question: string;
  /** Whether "always" is a possible answer. */
  remember: boolean;
  /** Without an answer by then, the answer is no. */
  expires_ms: number;
}

export interface ApprovalAnswer {
  approval_id: string;
  answer: 'yes' | 'no' | 'always';
  by: 'voice' | 'button' | 'typed';
}
