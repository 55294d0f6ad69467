import type OpenAI from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import type { HttpClient } from '../../../provider-kit/http-agent.js';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { withoutEnvHeaders } from '../../adapter/env-headers.js';
import { HttpLlm } from '../../adapter/http-llm.js';
import type { Refusal } from '../../adapter/http-problem.js';
import type { Llm, LlmEvent, LlmRequest } from '../../llm.port.js';
import { chatMessages, chatTools } from './chat-messages.js';
import { chatEvents } from './chat-stream.js';
import { chatModels } from './models.js';
import { openAiRefusal, refusesSummaries, refusesTools } from './openai-error.js';
import { drainedFetch } from './drained-fetch.js';
import { OpenAiLlmConfig, type OpenAiEffort } from './options.js';
import { responseInput, responseTools } from './responses-input.js';
import { responseEvents } from './responses-stream.js';

export type OpenAiLlmOptions = Partial<OpenAiLlmConfig>;

const OPENAI_URL = 'https://api.openai.com/v1';
const API_KEY_ENV = 'OPENAI_API_KEY';
const OPENAI: Omit<Vendor, 'provider'> = {
  stage: 'llm',
  label: 'OpenAI',
  apiKeyEnv: API_KEY_ENV,
  keysUrl: 'https://platform.openai.com/api-keys',
};

/**
 * The smallest of OpenAI's newest line of models ("for focused, high-volume tasks"): of all that can hold a
 * conversation it is the cheapest and answers soonest.
 * https://developers.openai.com/api/docs/models/gpt-6-luna
 */
const DEFAULT_MODEL = 'gpt-6-luna';

/** Models that think unless they are told not to, and can be told. A voice that waits for thinking waits for seconds. */
const CAN_SKIP_THINKING = new Set([DEFAULT_MODEL, 'gpt-5.6-luna', 'gpt-5.4-mini']);

/** OpenAI, or any server of its API: Ollama, LM Studio, llama.cpp, vLLM, Groq, Azure. */
export class OpenAiLlm extends HttpLlm {
  readonly #options: OpenAiLlmOptions;
  #client: Promise<OpenAI> | undefined;
  #model: string | undefined;
  #modelGone = false;

  /** @param http for a pool of connections that someone else closes */
  constructor(options: OpenAiLlmOptions = {}, name = 'openai', http?: HttpClient) {
    const { baseURL = OPENAI_URL } = options;
    super(
      options.baseURL === undefined
        ? { ...OPENAI, provider: name }
        : {
            stage: 'llm',
            provider: name,
            label: 'The language model',
            address: new URL(baseURL).host,
            likeOpenAi: true,
          },
      baseURL,
      http,
    );
    this.#options = options;
    this.#model = options.model ?? (options.baseURL === undefined ? DEFAULT_MODEL : undefined);
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

  protected async *answer(request: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    const client = await this.#connectClient();
    try {
      if (this.#model === undefined || this.#modelGone) this.#model = await this.#chooseModel(request.signal);
      this.#modelGone = false;
      if (this.#options.api === 'responses') yield* this.#respond(client, this.#model, request);
      else yield* this.#chat(client, this.#model, request);
    } catch (error) {
      // One that nobody named may have been removed: look again the next time.
      this.#modelGone = this.#options.model === undefined && this.vendor.address !== undefined;
      throw error;
    }
  }

  protected refusalOf(error: unknown): Refusal | undefined {
    return openAiRefusal(error);
  }

  protected override problem(error: unknown, begun: boolean): ProviderError {
    const refused = openAiRefusal(error)?.status === 401 && !this.#options.apiKey;
    return refused
      ? providerProblem(this.vendor, 'key_missing', { cause: error })
      : super.problem(error, begun);
  }

  async *#chat(
    client: OpenAI,
    model: string,
    { messages, tools, signal }: LlmRequest,
  ): AsyncGenerator<LlmEvent> {
    const { temperature, maxTokens } = this.#options;
    const body: ChatCompletionCreateParamsStreaming = {
      model,
      messages: chatMessages(messages),
      stream: true,
      temperature,
      // OpenAI has renamed it; not every other server has followed.
      [this.#isOpenAis ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
      reasoning_effort: this.#effort(model),
    };
    const create = (more?: { tools: ReturnType<typeof chatTools> }) =>
      client.chat.completions.create({ ...body, ...more }, { signal });
    const chunks =
      tools.length === 0
        ? await create()
        : await create({ tools: chatTools(tools) }).catch((error: unknown) => {
            if (!refusesTools(error)) throw error;
            return create();
          });
    yield* chatEvents(chunks);
  }

  async *#respond(
    client: OpenAI,
    model: string,
    { messages, tools, signal }: LlmRequest,
  ): AsyncGenerator<LlmEvent> {
    const { temperature, maxTokens } = this.#options;
    const effort = this.#effort(model);
    const body: ResponseCreateParamsStreaming = {
      model,
      input: responseInput(messages),
      stream: true,
      // The conversation is sent with each request: nothing needs to stay with the vendor.
      store: false,
      temperature,
      max_output_tokens: maxTokens,
      ...(tools.length > 0 && { tools: responseTools(tools) }),
    };
    const create = (summary?: 'auto') =>
      client.responses.create({ ...body, ...(effort && { reasoning: { effort, summary } }) }, { signal });
    const thinks = effort !== undefined && effort !== 'none';
    const events = thinks
      ? await create('auto').catch((error: unknown) => {
          if (!refusesSummaries(error)) throw error;
          return create();
        })
      : await create();
    yield* responseEvents(events);
  }

  #effort(model: string): OpenAiEffort | undefined {
    const canSkip = this.vendor.address === undefined && CAN_SKIP_THINKING.has(model);
    return this.#options.reasoningEffort ?? (canSkip ? 'none' : undefined);
  }

  get #isOpenAis(): boolean {
    return /(?:^|\.)(?:openai\.com|azure\.com)$/.test(new URL(this.baseURL).hostname);
  }

  /** @throws ProviderError where a key is needed and there is none */
  #connectClient(): Promise<OpenAI> {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  async #createClient(): Promise<OpenAI> {
    const { apiKey, headers, organization = null, project = null } = this.#options;
    const elsewhere = this.vendor.address !== undefined;
    if (!apiKey && !elsewhere) throw providerProblem(this.vendor, 'key_missing');
    // Loaded when needed: it costs 35 MB.
    const { default: Client } = await import('openai');
    return new Client({
      baseURL: this.baseURL,
      // The package wants one, and does not send it then.
      apiKey: apiKey ?? 'none',
      // All of these it would otherwise take from the environment, and send to whatever address.
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
      fetch: drainedFetch(this.http.fetch),
    });
  }

  async #chooseModel(signal: AbortSignal): Promise<string> {
    const [model] = await this.listModels(signal);
    if (model !== undefined) return model;
    const message = `The language model server at ${this.vendor.address} has no model to talk with. Install one there.`;
    throw new ProviderError('llm', this.name, 'provider_unavailable', message);
  }
}

export const openAiLlm: ProviderDefinition<Llm, OpenAiLlmConfig> = {
  name: 'openai',
  label: 'OpenAI, or any server of its API',
  Options: OpenAiLlmConfig,
  apiKeyEnv: API_KEY_ENV,
  catalogue: { models: [DEFAULT_MODEL, 'gpt-6-sol', 'gpt-6.1-terra', 'gpt-5.6-luna', 'gpt-5.4-mini'] },
  async listCatalogue(options, signal) {
    const llm = new OpenAiLlm(options);
    try {
      return { models: await llm.models(signal) };
    } finally {
      await llm.onModuleDestroy();
    }
  },
  create: (options) => new OpenAiLlm(options),
};
