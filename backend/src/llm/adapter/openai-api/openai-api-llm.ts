import type OpenAI from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { eventStreamFetch, hasEndMark } from '../../../provider-kit/event-stream-fetch.js';
import type { HttpErrorOptions } from '../../../provider-kit/errors/http-error.js';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey } from '../../../provider-kit/errors/vendor.js';
import type { HttpClient } from '../../../provider-kit/http-agent.js';
import type { LlmRequest } from '../../llm.port.js';
import type { AnswerItem } from '../answer-usage.js';
import { withoutEnvHeaders } from '../env-headers.js';
import { HttpLlm } from '../http-llm.js';
import { chatEvents } from './chat-events.js';
import { chatMessages, chatTools } from './chat-messages.js';
import { chatModels } from './chat-models.js';
import { isCloudModel } from './cloud-model.js';
import { drainingFetch } from './draining-fetch.js';
import { plainMessages } from './plain-messages.js';
import { refusesTools } from './refuses-tools.js';

/** From the least to the most thinking. Not every model accepts every value. */
export const OPENAI_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type OpenAiEffort = (typeof OPENAI_EFFORTS)[number];

export interface OpenAiApiSettings {
  vendor: Vendor;
  /** The address of the API with its version, such as `http://127.0.0.1:11434/v1`. */
  baseURL: string;
  apiKey?: string;
  /** Left out: the first chat model that the server lists. */
  model?: string;
  temperature?: number;
  maxTokens?: number;
  reasoningEffort?: OpenAiEffort;
  headers?: Record<string, string>;
  organization?: string;
  project?: string;
}

/** A server of OpenAI's API other than OpenAI. @param provider its name in errors */
export function openAiServer(provider: string, baseURL: string): Vendor {
  const address = new URL(baseURL).host;
  return { stage: 'llm', provider, label: 'The language model', address, likeOpenAi: true };
}

/** OpenAI's chat completions API, which OpenAI, Ollama, LM Studio, llama.cpp, vLLM, Groq and Azure serve. */
export class OpenAiApiLlm extends HttpLlm {
  #client: Promise<OpenAI> | undefined;
  #model: string | undefined;
  #modelGone = false;
  /** The model that supports no tools. */
  #toolsRefusedBy: string | undefined;

  /** @param http a pool of connections that its owner closes */
  constructor(
    protected readonly settings: OpenAiApiSettings,
    http?: HttpClient,
  ) {
    super(settings.vendor, settings.baseURL, http);
    this.#model = settings.model;
  }

  async warmUp(): Promise<void> {
    await import('openai');
  }

  protected get model(): string | undefined {
    return this.#model;
  }

  protected async listModels(signal: AbortSignal): Promise<string[]> {
    const client = await this.#connectClient();
    return chatModels(await client.models.list({ signal }));
  }

  protected override async chooseModel(signal: AbortSignal): Promise<void> {
    if (this.#model === undefined || this.#modelGone) this.#model = await this.#firstModel(signal);
    this.#modelGone = false;
  }

  protected async open(request: LlmRequest): Promise<AsyncIterable<AnswerItem>> {
    return this.complete(await this.#connectClient(), this.#model!, request);
  }

  /** A model that Earshot chose may have been removed: the next request lists the models again. */
  protected override onFailure(): void {
    this.#modelGone = this.settings.model === undefined;
  }

  /** Requests one answer of the model. */
  protected async complete(
    client: OpenAI,
    model: string,
    { messages, tools, signal }: LlmRequest,
  ): Promise<AsyncIterable<AnswerItem>> {
    const { temperature, maxTokens } = this.settings;
    const body: ChatCompletionCreateParamsStreaming = {
      model,
      messages: [],
      stream: true,
      temperature,
      // OpenAI renamed this parameter; not every other server has followed.
      [this.#isOpenAiOrAzure ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
      reasoning_effort: this.effortOf(model),
      // Other servers may refuse a request with an option that they do not know.
      ...(this.vendor.address === undefined && { stream_options: { include_usage: true } }),
    };
    const ask = async (more: Pick<ChatCompletionCreateParamsStreaming, 'messages' | 'tools'>) => {
      const { data, response } = await client.chat.completions
        .create({ ...body, ...more }, { signal })
        .withResponse();
      return chatEvents(data, () => hasEndMark(response));
    };
    if (tools.length === 0) return ask({ messages: chatMessages(messages) });
    const withoutTools = () => ask({ messages: chatMessages(plainMessages(messages)) });
    if (this.#toolsRefusedBy === model) return withoutTools();
    return ask({ messages: chatMessages(messages), tools: chatTools(tools) }).catch((error: unknown) => {
      if (!refusesTools(error)) throw error;
      this.#toolsRefusedBy = model;
      return withoutTools();
    });
  }

  protected effortOf(_model: string): OpenAiEffort | undefined {
    return this.settings.reasoningEffort;
  }

  protected override errorOptions(): HttpErrorOptions {
    return { withoutKey: !this.settings.apiKey };
  }

  get #isOpenAiOrAzure(): boolean {
    return /(?:^|\.)(?:openai\.com|azure\.com)$/.test(new URL(this.baseURL).hostname);
  }

  /** @throws ProviderError if a key is needed and missing */
  #connectClient(): Promise<OpenAI> {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  async #createClient(): Promise<OpenAI> {
    const { apiKey, headers, organization = null, project = null } = this.settings;
    const elsewhere = this.vendor.address !== undefined;
    requireKey(this.vendor, apiKey);
    // Loaded when needed: it takes 35 MB.
    const { default: Client } = await import('openai');
    return new Client({
      baseURL: this.baseURL,
      // The package requires a key; the header below removes it from the request.
      apiKey: apiKey ?? 'none',
      // Set explicitly, so that the package does not send the environment's values to this address.
      adminAPIKey: null,
      organization,
      project,
      defaultHeaders: {
        ...(elsewhere && withoutEnvHeaders('OPENAI_CUSTOM_HEADERS')),
        ...(!apiKey && { authorization: null }),
        ...headers,
      },
      maxRetries: 0,
      logLevel: 'off',
      fetch: eventStreamFetch(drainingFetch(this.http.fetch), { names: 'keep' }),
    });
  }

  async #firstModel(signal: AbortSignal): Promise<string> {
    const models = await this.listModels(signal);
    const model = models.find((name) => !isCloudModel(name)) ?? models[0];
    if (model !== undefined) return model;
    const message = `The language model server at ${this.vendor.address} has no chat model. Install one on that server.`;
    throw new ProviderError('llm', this.name, 'provider_unavailable', message);
  }
}
