/** What client and server tell each other about tools and the user's approval of their calls. */

export type ToolPolicy = 'allow' | 'confirm';
export type ApprovalState = 'asked' | 'yes' | 'no' | 'expired';

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
