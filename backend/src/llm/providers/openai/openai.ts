import type OpenAI from 'openai';
import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { HttpClient } from '../../../provider-kit/http-agent.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { OpenAiApiLlm, openAiServer, type OpenAiEffort } from '../../adapter/openai-api/openai-api-llm.js';
import type { AnswerItem } from '../../adapter/answer-usage.js';
import type { Llm, LlmRequest } from '../../llm.port.js';
import { OpenAiLlmOptions } from './options.js';
import { refusesSummaries, responseEvents } from './response-events.js';
import { responseInput, responseTools } from './response-input.js';

const BASE_URL = 'https://api.openai.com/v1';

const VENDOR: Vendor = {
  stage: 'llm',
  provider: 'openai',
  label: 'OpenAI',
  apiKeyEnv: 'OPENAI_API_KEY',
  keysUrl: 'https://platform.openai.com/api-keys',
};

/**
 * OpenAI's smallest new model ("for focused, high-volume tasks"): the cheapest chat model and the fastest to its first
 * token. https://developers.openai.com/api/docs/models/gpt-6-luna
 */
const DEFAULT_MODEL = 'gpt-6-luna';

/** Models that think by default and accept "none": thinking delays the first spoken word by seconds. */
const CAN_SKIP_THINKING = new Set([
  ...[DEFAULT_MODEL, 'gpt-6.1-terra', 'gpt-6-sol'],
  ...['gpt-5.6-luna', 'gpt-5.6-terra', 'gpt-5.6-sol', 'gpt-5.4-mini'],
]);

/** OpenAI through chat completions or responses, or any server of its API with `baseURL`. */
export class OpenAiLlm extends OpenAiApiLlm {
  readonly #api: OpenAiLlmOptions['api'];

  /** @param http a pool of connections that its owner closes */
  constructor({ api, baseURL, model, ...options }: OpenAiLlmOptions = {}, http?: HttpClient) {
    super(
      baseURL === undefined
        ? { ...options, vendor: VENDOR, baseURL: BASE_URL, model: model ?? DEFAULT_MODEL }
        : { ...options, vendor: openAiServer('openai', baseURL), baseURL, model },
      http,
    );
    this.#api = api;
  }

  protected override async complete(
    client: OpenAI,
    model: string,
    request: LlmRequest,
  ): Promise<AsyncIterable<AnswerItem>> {
    return this.#api === 'responses'
      ? this.#respond(client, model, request)
      : super.complete(client, model, request);
  }

  protected override effortOf(model: string): OpenAiEffort | undefined {
    const canSkip = this.vendor.address === undefined && CAN_SKIP_THINKING.has(model);
    return super.effortOf(model) ?? (canSkip ? 'none' : undefined);
  }

  async #respond(
    client: OpenAI,
    model: string,
    { messages, tools, signal }: LlmRequest,
  ): Promise<AsyncIterable<AnswerItem>> {
    const { temperature, maxTokens } = this.settings;
    const effort = this.effortOf(model);
    const body: ResponseCreateParamsStreaming = {
      model,
      input: responseInput(messages),
      stream: true,
      // Each request has the whole conversation, so OpenAI need not keep it.
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
    return responseEvents(events);
  }
}

export const openAiLlm: ProviderDefinition<Llm, OpenAiLlmOptions> = {
  name: VENDOR.provider,
  label: 'OpenAI, or any server of its API',
  Options: OpenAiLlmOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  // https://developers.openai.com/api/docs/models, on 2026-11-29
  catalogue: {
    models: [DEFAULT_MODEL, 'gpt-6.2-sol', 'gpt-6.1-terra', 'gpt-6.1-sol', 'gpt-5.6-luna', 'gpt-5.4-mini'],
  },
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
