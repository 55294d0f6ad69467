import type { TokenUsage } from '../common/telemetry/token-usage.js';
import type { TurnProvider } from '../common/telemetry/turn-record.js';
import type { ProviderError } from '../provider-kit/errors/provider-error.js';
import type { ToolSet } from '../tools/browser-tools.js';
import { localNames } from '../provider-kit/local-names.js';
import type { ToolCall, ToolDefinition } from '../tools/tools.port.js';

export type { ToolCall, ToolDefinition };

export type ChatMessage =
  | { role: 'system'; content: string }
  /** `isOldestKept`: earlier messages were dropped. `isTyped`: the words were typed, so none of them was misheard. */
  | { role: 'user'; content: string; isOldestKept?: true; isTyped?: true }
  /**
   * `interrupted`: the user cut the answer off. `content` was heard; `unheard` was generated but must not reach a model,
   * which must know what the user knows. `actionResult`: what an action did that ran before the interruption, or whose answer
   * had no words (`content` is empty). `ttsFailed`: only `content` could be spoken; the user can read the rest, `unheard`.
   * `isReading`: `content` is the end of what was read aloud from a page, so it must not reach a model as its own words.
   */
  | {
      role: 'assistant';
      content: string;
      toolCalls?: readonly ToolCall[];
      interrupted?: boolean;
      ttsFailed?: boolean;
      unheard?: string;
      actionResult?: string;
      isReading?: true;
    }
  /**
   * `isPending`: the result had not come when the answer ended; `content` says so. `note`: what Earshot says of the result to the
   * model, such as that it is the same as before.
   */
  | { role: 'tool'; toolCallId: string; content: string; isPending?: boolean; note?: string };

/** A page that the user shares. Its text was written by others, so it must not be trusted. */
export interface SharedPage {
  url: string;
  title: string;
  selection?: string;
  text?: string;
}

/** The session that a request belongs to. */
export interface LlmContext {
  sessionId: string;
  language: string;
  /** IANA name of the user's time zone, which the user's days and clock times are in. */
  timeZone: string;
  /** The page that the user shares now. */
  page?: SharedPage;
}

export interface LlmRequest {
  /** The conversation, oldest first; the last message is the user's or a tool's result. */
  messages: readonly ChatMessage[];
  tools: readonly ToolDefinition[];
  /** Which of the tools the model is offered; `auto` by default. */
  toolSet?: ToolSet;
  context: LlmContext;
  signal: AbortSignal;
  /** Whether the answer may be empty, because the user has already heard something. Otherwise that is an error. */
  mayBeEmpty?: boolean;
  /** Reports a failure that did not end the stream, e.g. because a fallback took over. */
  warn?(error: ProviderError): void;
  /** Called when an answer begins, with the provider that gives it, which may be a fallback. */
  answeredBy?(provider: TurnProvider): void;
  /** Called each time the provider has counted more tokens, with those that came on top. */
  usedTokens?(more: TokenUsage): void;
}

export type LlmEvent =
  | { type: 'text'; text: string }
  /** The thoughts of a reasoning model: shown as they are, never spoken. Empty while text or a call cannot be passed on yet. */
  | { type: 'reasoning'; text: string }
  /** Complete: providers assemble the fragments. */
  | { type: 'tool_call'; call: ToolCall }
  /** The last event of an answer that ended at the model's limit of tokens, perhaps in the middle of a sentence. */
  | { type: 'cut_off' };

/** The only event if there is no language model: the answerer has to answer alone. */
export interface NoModel {
  type: 'no_model';
}

/** The `name` if there is no language model: the built-in skills answer. */
export const NO_MODEL_NAME = 'skills';

/** The language model. */
export abstract class Llm {
  abstract readonly name: string;

  /** The names of those that may take over from it, in order. */
  get fallbacks(): readonly string[] {
    return [];
  }

  /** Whether all that it gets stays on this computer. */
  get isLocal(): boolean {
    return false;
  }

  /** The names, of it and its fallbacks, of those that are on this computer. */
  get localNames(): readonly string[] {
    return localNames([this]);
  }

  /** The name of the model that is asked; undefined as long as it is not known. */
  get modelName(): string | undefined {
    return undefined;
  }

  /** A request may return `NoModel`, so the answerer has to be ready. */
  get mayHaveNoModel(): boolean {
    return false;
  }

  /** Every request returns `NoModel`, so the answerer always answers alone. */
  get neverHasModel(): boolean {
    return false;
  }

  /** Loads libraries and models before the first turn needs them. Idempotent. @throws ProviderError */
  abstract warmUp(): Promise<void>;

  /**
   * Opens the connection for the next turn, which also checks the key. Called when a session starts and when its user begins
   * to speak; returns at once if a connection is open.
   * @throws ProviderError
   */
  async connect(_signal: AbortSignal): Promise<void> {}

  /**
   * Streams the answer to the conversation. After an abort no more events come (the stream may end or throw).
   * @throws ProviderError
   */
  abstract stream(request: LlmRequest): AsyncIterable<LlmEvent | NoModel>;
}
