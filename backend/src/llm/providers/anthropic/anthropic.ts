import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type Anthropic from '@anthropic-ai/sdk';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { anthropicMessages, anthropicTools } from './messages.js';
import { messageEvents, type Thought } from './message-events.js';
import { ToolCallMetadata } from '../../adapter/tool-call-metadata.js';
import { withoutEnvHeaders } from '../../adapter/env-headers.js';
import { HttpLlm } from '../../adapter/http-llm.js';
import type { Refusal } from '../../adapter/http-problem.js';
import type { Llm, LlmEvent, LlmRequest } from '../../llm.port.js';
import { alternateRoles } from '../../adapter/alternating-messages.js';

const ANTHROPIC_URL = 'https://api.anthropic.com';
const API_KEY_ENV = 'ANTHROPIC_API_KEY';
const ANTHROPIC: Vendor = {
  stage: 'llm',
  provider: 'anthropic',
  label: 'Anthropic',
  apiKeyEnv: API_KEY_ENV,
  keysUrl: 'https://platform.claude.com/settings/keys',
};

/**
 * The fastest and cheapest of Anthropic's models.
 * https://platform.claude.com/docs/en/models/haiku-5-5/overview
 */
const DEFAULT_MODEL = 'claude-haiku-5-5';

/** The API wants a limit. Ten minutes of speech are about 2,000 tokens; thinking counts, too. */
const MAX_TOKENS = 8_192;

const EFFORTS = ['none', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

export class AnthropicLlmOptions extends HttpApiOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @ClientOption()
  model?: string;

  /** Most tokens of an answer, thinking included. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(128_000)
  maxTokens?: number;

  /** How much the model thinks before it speaks. Where it is left out, the default model does not think. */
  @IsOptional()
  @IsIn(EFFORTS)
  @ClientOption()
  reasoningEffort?: (typeof EFFORTS)[number];
}

/** Claude, by the messages API. */
export class AnthropicLlm extends HttpLlm {
  readonly #options: AnthropicLlmOptions;
  readonly #thoughts = new ToolCallMetadata<Thought[]>();
  protected readonly model: string;
  #client: Promise<Anthropic> | undefined;

  constructor(options: AnthropicLlmOptions = {}) {
    const { baseURL } = options;
    super(
      baseURL === undefined
        ? ANTHROPIC
        : { stage: 'llm', provider: 'anthropic', label: 'Anthropic', address: new URL(baseURL).host },
      baseURL ?? ANTHROPIC_URL,
    );
    this.#options = options;
    this.model = options.model ?? DEFAULT_MODEL;
  }

  async warmUp(): Promise<void> {
    await import('@anthropic-ai/sdk');
  }

  protected async listModels(signal: AbortSignal): Promise<string[]> {
    const client = await this.#connectClient();
    const page = await client.models.list({ limit: 100 }, { signal });
    return page.data.map(({ id }) => id);
  }

  protected async *answer({
    messages,
    tools,
    signal,
  }: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    const client = await this.#connectClient();
    const { maxTokens = MAX_TOKENS } = this.#options;
    const { system, turns } = alternateRoles(messages);
    const body: MessageCreateParamsStreaming = {
      model: this.model,
      max_tokens: maxTokens,
      messages: anthropicMessages(turns, (id) => this.#thoughts.get(id) ?? []),
      stream: true,
      ...(system !== '' && { system }),
      ...(tools.length > 0 && { tools: anthropicTools(tools) }),
      ...this.#thinking(),
    };
    const events = await client.messages.create(body, { signal });
    yield* messageEvents(events, (id, thoughts) => this.#thoughts.set(id, thoughts));
  }

  protected refusalOf(error: unknown): Refusal | undefined {
    const {
      status,
      message,
      type,
      error: body,
    } = error as {
      status?: number;
      message: string;
      type?: string | null;
      error?: unknown;
    };
    if (status === undefined && body === undefined) return undefined;
    return { status, reason: `${type ?? ''} ${message}` };
  }

  /** What the model thinks is asked for in summaries: the API otherwise leaves it out. */
  #thinking(): Pick<MessageCreateParamsStreaming, 'thinking' | 'output_config'> {
    const { reasoningEffort: effort = this.model === DEFAULT_MODEL ? 'none' : undefined } = this.#options;
    if (effort === undefined) return {};
    if (effort === 'none') return { thinking: { type: 'disabled' } };
    return { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort } };
  }

  #connectClient(): Promise<Anthropic> {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  async #createClient(): Promise<Anthropic> {
    const { apiKey } = this.#options;
    const elsewhere = this.vendor.address !== undefined;
    if (!apiKey && !elsewhere) throw providerProblem(this.vendor, 'key_missing');
    // Loaded when needed, as every vendor's package.
    const { default: Client } = await import('@anthropic-ai/sdk');
    return new Client({
      baseURL: this.baseURL,
      // Given, no other is looked for in the environment or on disk.
      apiKey: apiKey ?? 'none',
      webhookKey: null,
      defaultHeaders: elsewhere ? withoutEnvHeaders('ANTHROPIC_CUSTOM_HEADERS') : {},
      maxRetries: 0,
      logLevel: 'off',
      fetch: this.http.fetch,
    });
  }
}

export const anthropicLlm: ProviderDefinition<Llm, AnthropicLlmOptions> = {
  name: 'anthropic',
  label: 'Anthropic',
  Options: AnthropicLlmOptions,
  apiKeyEnv: API_KEY_ENV,
  catalogue: { models: [DEFAULT_MODEL, 'claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-4-5'] },
  async listCatalogue(options, signal) {
    const llm = new AnthropicLlm(options);
    try {
      return { models: await llm.models(signal) };
    } finally {
      await llm.onModuleDestroy();
    }
  },
  create: (options) => new AnthropicLlm(options),
};
