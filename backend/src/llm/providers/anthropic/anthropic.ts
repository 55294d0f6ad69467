import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type Anthropic from '@anthropic-ai/sdk';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import { eventStreamFetch } from '../../../provider-kit/event-stream-fetch.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { anthropicMessages, anthropicTools } from './messages.js';
import { messageEvents, type ReasoningBlock } from './message-events.js';
import { ToolCallMetadata } from '../../adapter/tool-call-metadata.js';
import { withoutEnvHeaders } from '../../adapter/env-headers.js';
import { HttpLlm } from '../../adapter/http-llm.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import type { AnswerItem } from '../../adapter/answer-usage.js';
import type { Llm, LlmRequest } from '../../llm.port.js';
import { alternateRoles } from '../../adapter/alternating-messages.js';

const BASE_URL = 'https://api.anthropic.com';

const VENDOR: Vendor = {
  stage: 'llm',
  provider: 'anthropic',
  label: 'Anthropic',
  apiKeyEnv: 'ANTHROPIC_API_KEY',
  keysUrl: 'https://platform.claude.com/settings/keys',
};

/** Anthropic's fastest and cheapest model. */
const DEFAULT_MODEL = 'claude-haiku-5-5';

/** The API requires a limit. Ten minutes of speech are about 2,000 tokens; reasoning counts, too. */
const MAX_TOKENS = 8_192;

const EFFORTS = ['none', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

export class AnthropicLlmOptions extends HttpApiOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @ClientOption()
  model?: string;

  /** The most tokens of an answer, including reasoning. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(128_000)
  maxTokens?: number;

  /** How much the model thinks before it answers. The default model does not think unless this is set. */
  @IsOptional()
  @IsIn(EFFORTS)
  @ClientOption()
  reasoningEffort?: (typeof EFFORTS)[number];
}

/** Anthropic's Claude, through the messages API. */
export class AnthropicLlm extends HttpLlm {
  readonly #options: AnthropicLlmOptions;
  readonly #reasoning = new ToolCallMetadata<ReasoningBlock[]>();
  protected readonly model: string;
  #client: Promise<Anthropic> | undefined;

  constructor(options: AnthropicLlmOptions = {}) {
    const { baseURL } = options;
    super(vendorAt(VENDOR, baseURL), baseURL ?? BASE_URL);
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

  protected async open({ messages, tools, signal }: LlmRequest): Promise<AsyncIterable<AnswerItem>> {
    const client = await this.#connectClient();
    const { maxTokens = MAX_TOKENS } = this.#options;
    const { system, conversation } = alternateRoles(messages);
    const body: MessageCreateParamsStreaming = {
      model: this.model,
      max_tokens: maxTokens,
      messages: anthropicMessages(conversation, (id) => this.#reasoning.get(id) ?? []),
      stream: true,
      ...(system !== '' && { system }),
      ...anthropicTools(tools, conversation),
      ...this.#thinking(),
    };
    const events = await client.messages.create(body, { signal });
    return messageEvents(events, (id, blocks) => this.#reasoning.set(id, blocks));
  }

  /** Requests summaries of the reasoning, which the API otherwise leaves out. */
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
    requireKey(this.vendor, apiKey);
    // Loaded when needed, like every vendor's SDK.
    const { default: Client } = await import('@anthropic-ai/sdk');
    return new Client({
      baseURL: this.baseURL,
      // Set explicitly, so that the SDK does not look for one in the environment or on disk.
      apiKey: apiKey ?? 'none',
      webhookKey: null,
      defaultHeaders: elsewhere ? withoutEnvHeaders('ANTHROPIC_CUSTOM_HEADERS') : {},
      maxRetries: 0,
      logLevel: 'off',
      fetch: eventStreamFetch(this.http.fetch, { names: 'derive' }),
    });
  }
}

export const anthropicLlm: ProviderDefinition<Llm, AnthropicLlmOptions> = {
  name: VENDOR.provider,
  label: VENDOR.label,
  Options: AnthropicLlmOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  // https://platform.claude.com/docs/models/overview, on 2026-11-29
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
