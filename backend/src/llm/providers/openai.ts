import { IsInt, IsNotEmpty, IsOptional, IsString, Min } from 'class-validator';
import type OpenAI from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { guardStream } from '../../common/guard-stream.js';
import { ProviderError, providerStalled } from '../../common/provider-error.js';
import { Llm, type LlmEvent, type LlmRequest } from '../llm.port.js';
import type { ProviderDefinition } from '../../providers/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../providers/provider-options.js';
import { addressOf, chatError, refusesTools, type ChatServer } from '../openai/chat-errors.js';
import { chatMessages, chatTools } from '../openai/chat-messages.js';
import { firstChatModel } from '../openai/models.js';
import { ThinkTags } from '../openai/think-tags.js';
import { ToolCallAssembler } from '../openai/tool-calls.js';

export interface OpenAiLlmOptions {
  /** Of the API, with its version: `http://127.0.0.1:11434/v1`. */
  baseURL: string;
  apiKey?: string;
  /** Where it is left out, the first model that the server has. */
  model?: string;
  /** Longest wait for the first and for each further piece of an answer. */
  stallMs?: number;
}

const STALL_MS = 10_000;

type Delta = ChatCompletionChunk.Choice.Delta & {
  /** Thinking aloud, as llama.cpp and others send it, and as Ollama does. */
  reasoning_content?: string | null;
  reasoning?: string | null;
};

/** Any server of the OpenAI chat completions API: OpenAI itself, Ollama, LM Studio, llama.cpp, vLLM, Groq. */
export class OpenAiLlm extends Llm {
  readonly name: string;
  readonly #options: OpenAiLlmOptions;
  #client: OpenAI | undefined;
  #model: string | undefined;

  constructor(options: OpenAiLlmOptions, name = 'openai') {
    super();
    this.name = name;
    this.#options = options;
    this.#model = options.model;
  }

  async warmUp(): Promise<void> {
    await this.#connect();
  }

  async *stream({ messages, tools, signal }: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    const stallMs = this.#options.stallMs ?? STALL_MS;
    const own = new AbortController();
    const request = this.#request(messages, tools, AbortSignal.any([signal, own.signal]));
    const chunks = guardStream(request, signal, {
      ms: stallMs,
      error: () => providerStalled('llm', this.name, stallMs),
    });
    const thinking = new ThinkTags();
    const calls = new ToolCallAssembler();
    let begun = false;
    try {
      for await (const chunk of chunks) {
        begun = true;
        // The last chunk may tell the usage, and has no choices then.
        const delta = chunk.choices[0]?.delta as Delta | undefined;
        const reasoning = delta?.reasoning_content ?? delta?.reasoning;
        if (reasoning) yield { type: 'reasoning', text: reasoning };
        if (delta?.content) yield* thinking.push(delta.content);
        if (delta?.tool_calls) calls.push(delta.tool_calls);
      }
    } catch (error) {
      // The package may throw on an abort or end quietly.
      if (signal.aborted) return;
      throw chatError(error, this.#server, begun);
    } finally {
      own.abort();
    }
    if (signal.aborted) return;
    yield* thinking.end();
    for (const call of calls.finish()) yield { type: 'tool_call', call };
  }

  async *#request(
    messages: LlmRequest['messages'],
    tools: LlmRequest['tools'],
    signal: AbortSignal,
  ): AsyncGenerator<ChatCompletionChunk, void, undefined> {
    const client = await this.#connect();
    const model = (this.#model ??= await this.#chooseModel(client, signal));
    const body = { model, messages: chatMessages(messages), stream: true } as const;
    if (tools.length === 0) return yield* await client.chat.completions.create(body, { signal });
    try {
      yield* await client.chat.completions.create({ ...body, tools: chatTools(tools) }, { signal });
    } catch (error) {
      if (!refusesTools(error)) throw error;
      yield* await client.chat.completions.create(body, { signal });
    }
  }

  async #connect(): Promise<OpenAI> {
    // Loaded when needed: it costs 35 MB.
    const { default: Client } = await import('openai');
    this.#client ??= new Client({
      baseURL: this.#options.baseURL,
      // The package wants one; a server without keys ignores it.
      apiKey: this.#options.apiKey ?? 'none',
      // Otherwise taken from the environment.
      organization: null,
      project: null,
      maxRetries: 0,
      logLevel: 'off',
    });
    return this.#client;
  }

  async #chooseModel(client: OpenAI, signal: AbortSignal): Promise<string> {
    const model = firstChatModel(await client.models.list({ signal }));
    if (model !== undefined) return model;
    const message = `The language model server at ${addressOf(this.#options.baseURL)} has no model to talk with.`;
    throw new ProviderError('llm', this.name, 'provider_unavailable', message);
  }

  get #server(): ChatServer {
    const { baseURL, apiKey } = this.#options;
    return { provider: this.name, baseUrl: baseURL, hasKey: Boolean(apiKey), model: this.#model ?? '' };
  }
}

class OpenAiLlmConfig extends HttpApiOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  stallMs?: number;
}

export const openAiLlm: ProviderDefinition<Llm, OpenAiLlmConfig> = {
  name: 'openai',
  label: 'OpenAI',
  Options: OpenAiLlmConfig,
  apiKeyEnv: 'OPENAI_API_KEY',
  create: ({ baseURL = 'https://api.openai.com/v1', ...options }) => new OpenAiLlm({ baseURL, ...options }),
};
