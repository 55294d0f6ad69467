import type { Refusal } from '../http-problem.js';

/** What the openai package puts on its errors. */
interface ApiErrorLike {
  status?: number;
  message: string;
  code?: string | null;
  type?: string;
  param?: string | null;
  /** The body of the answer; undefined where there was none. */
  error?: unknown;
}

export function openAiRefusal(error: unknown): Refusal | undefined {
  const { status, message, code, type, error: body } = error as ApiErrorLike;
  if (status === undefined && body === undefined) return undefined;
  return { status, reason: `${code ?? ''} ${type ?? ''} ${message}` };
}

/** Whether the server refused the tools rather than the conversation: small models know none. */
export function refusesTools(error: unknown): boolean {
  const { status, message } = error as ApiErrorLike;
  return status === 400 && /\btools?\b/i.test(message) && /support/i.test(message);
}

/** Whether the account may not see summaries of the reasoning: OpenAI shows them to verified organizations alone. */
export function refusesSummaries(error: unknown): boolean {
  const { status, param } = error as ApiErrorLike;
  return status === 400 && param === 'reasoning.summary';
}
