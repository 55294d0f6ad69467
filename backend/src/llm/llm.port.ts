import type { ProviderError } from '../provider-kit/errors/provider-error.js';
import type { Timers } from '../timers/timers.js';

export interface ToolCall {
  id: string;
  name: string;
  /** JSON text, as the model wrote it. */
  arguments: string;
}

export type ChatMessage =
  | { role: 'system'; content: string }
  /** `isPage`: not what the user said, but the page that the user shares. */
  | { role: 'user'; content: string; isPage?: boolean }
  /**
   * `interrupted`: the user cut the answer off; `content` is what was heard of it. `unheard` is what had been generated
   * beyond that: nothing for a model, which is to go by what the user knows. `voiceFailed`: it could not be spoken
   * beyond `content`; the user can only read the rest, which is `unheard`.
   */
  | {
      role: 'assistant';
      content: string;
      toolCalls?: ToolCall[];
      interrupted?: boolean;
      voiceFailed?: boolean;
      unheard?: string;
    }
  | { role: 'tool'; toolCallId: string; content: string };

export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

/** A page that the user shares. Written by whoever wrote the page: not to be trusted. */
export interface SharedPage {
  url: string;
  title: string;
  selection?: string;
  text?: string;
}

/** What of the session an answer may use without a tool call. */
export interface LlmContext {
  sessionId: string;
  language: string;
  timers: Timers;
  /** The page that the user shares at the moment. */
  page?: SharedPage;
  now(): Date;
}

export interface LlmRequest {
  /** The conversation, oldest first; the last one is the user's (or a tool's result). */
  messages: readonly ChatMessage[];
  tools: readonly ToolDefinition[];
  context: LlmContext;
  signal: AbortSignal;
  /** A failure that did not end the stream, e.g. because a fallback took over: the user is told. */
  warn?(error: ProviderError): void;
}

export type LlmEvent =
  | { type: 'text'; text: string }
  /** Thinking aloud of a reasoning model: shown as raw, never spoken. */
  | { type: 'reasoning'; text: string }
  /** Complete: providers assemble the fragments. */
  | { type: 'tool_call'; call: ToolCall };

/** The language model, or what stands in for one. */
export abstract class Llm {
  abstract readonly name: string;

  /** Loads what the first turn would otherwise wait for. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /**
   * Opens the connection that the next turn would otherwise wait for, and so learns whether the key is accepted. Called
   * when a session starts and when its user begins to speak; returns at once where a connection is open.
   * @throws ProviderError
   */
  async connect(_signal: AbortSignal): Promise<void> {}

  /**
   * Streams the answer to the conversation. After an abort nothing more comes out (the stream may end or throw).
   * @throws ProviderError
   */
  abstract stream(request: LlmRequest): AsyncIterable<LlmEvent>;
}
