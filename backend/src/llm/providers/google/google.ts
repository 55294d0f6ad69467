import { IsIn, IsInt, IsNumber, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import type { GenerateContentConfig, GoogleGenAI, ThinkingLevel } from '@google/genai';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { eventStreamFetch } from '../../../provider-kit/event-stream-fetch.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import type { HttpErrorOptions, HttpRefusal } from '../../../provider-kit/errors/http-error.js';
import type { ProblemKind, Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { ToolCallMetadata } from '../../adapter/tool-call-metadata.js';
import { googleContents, googleTools } from './contents.js';
import { contentEvents } from './content-events.js';
import { HttpLlm } from '../../adapter/http-llm.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import type { AnswerItem } from '../../adapter/answer-usage.js';
import type { Llm, LlmRequest } from '../../llm.port.js';
import { alternateRoles } from '../../adapter/alternating-messages.js';

const BASE_URL = 'https://generativelanguage.googleapis.com';

const VENDOR: Vendor = {
  stage: 'llm',
  provider: 'google',
  label: 'Google',
  apiKeyEnv: 'GEMINI_API_KEY',
  keysUrl: 'https://aistudio.google.com/apikey',
};

/** Google's fastest and cheapest stable model. By default it thinks as little as it can. */
const DEFAULT_MODEL = 'gemini-3.5-flash-lite';

const EFFORTS = ['minimal', 'low', 'medium', 'high'] as const;

export class GoogleLlmOptions extends HttpApiOptions {
  @IsOptional()
  // The SDK puts the name into the path of the URL.
  @Matches(/^(?:[a-zA-Z]+\/)?[\w-][\w.-]*$/, { message: '$property must be the name of a model' })
  @MaxLength(200)
  @ClientOption()
  model?: string;

  /** Only for models before Gemini 3.5: later ones ignore it. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  @ClientOption()
  temperature?: number;

  /** The most tokens of an answer, including reasoning. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxTokens?: number;

  /** How much the model thinks before it answers. */
  @IsOptional()
  @IsIn(EFFORTS)
  @ClientOption()
  reasoningEffort?: (typeof EFFORTS)[number];
}

/** Google's Gemini, through the Gemini API. */
export class GoogleLlm extends HttpLlm {
  readonly #options: GoogleLlmOptions;
  readonly #signatures = new ToolCallMetadata<string>();
  protected readonly model: string;
  #client: Promise<GoogleGenAI> | undefined;

  constructor(options: GoogleLlmOptions = {}) {
    const { baseURL } = options;
    super(vendorAt(VENDOR, baseURL), baseURL ?? BASE_URL);
    this.#options = options;
    this.model = options.model ?? DEFAULT_MODEL;
  }

  async warmUp(): Promise<void> {
    await import('@google/genai');
  }

  protected async listModels(abortSignal: AbortSignal): Promise<string[]> {
    const client = await this.#connectClient();
    const { page } = await client.models.list({ config: { abortSignal, pageSize: 1_000 } });
    return page
      .filter(({ supportedActions }) => supportedActions?.includes('generateContent') ?? true)
      .map(({ name = '' }) => name.replace(/^models\//, ''))
      .filter((name) => name !== '' && !/-(?:tts|image|live|audio)\b|embedding/.test(name));
  }

  protected async open({ messages, tools, signal }: LlmRequest): Promise<AsyncIterable<AnswerItem>> {
    const client = await this.#connectClient();
    const { temperature, maxTokens, reasoningEffort } = this.#options;
    const { system, conversation } = alternateRoles(messages);
    const stop = new AbortController();
    const config: GenerateContentConfig = {
      abortSignal: AbortSignal.any([signal, stop.signal]),
      temperature,
      maxOutputTokens: maxTokens,
      // Stops the SDK from sending requests of its own.
      automaticFunctionCalling: { disable: true },
      automaticContinuation: false,
      ...(system !== '' && { systemInstruction: system }),
      ...(tools.length > 0 && { tools: [{ functionDeclarations: googleTools(tools) }] }),
      ...(reasoningEffort && {
        thinkingConfig: {
          includeThoughts: true,
          thinkingLevel: reasoningEffort.toUpperCase() as ThinkingLevel,
        },
      }),
    };
    const contents = googleContents(conversation, (id) => this.#signatures.get(id));
    const chunks = await client.models.generateContentStream({ model: this.model, contents, config });
    return contentEvents(chunks, {
      onSignature: (id, signature) => this.#signatures.set(id, signature),
      stop: () => stop.abort(),
    });
  }

  protected override errorOptions(): HttpErrorOptions {
    return { kindOf: googleKind };
  }

  #connectClient(): Promise<GoogleGenAI> {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  async #createClient(): Promise<GoogleGenAI> {
    const { apiKey } = this.#options;
    requireKey(this.vendor, apiKey);
    // Loaded when needed, like every vendor's SDK.
    const { GoogleGenAI: Client } = await import('@google/genai');
    return new Client({
      // Set explicitly, so that the SDK takes neither key nor service from the environment.
      apiKey: apiKey ?? 'none',
      vertexai: false,
      enterprise: false,
      apiVersion: 'v1beta',
      httpOptions: {
        baseUrl: this.baseURL,
        fetch: eventStreamFetch(this.http.fetch, { names: 'drop' }),
      },
    });
  }
}

/** Google sends the same 429 for a rate limit and for a lack of credit. */
function googleKind({ status, reason }: HttpRefusal): ProblemKind | undefined {
  if (status !== 429) return undefined;
  return /prepay|credits/i.test(reason) ? 'no_credit' : 'rate_limited';
}

export const googleLlm: ProviderDefinition<Llm, GoogleLlmOptions> = {
  name: VENDOR.provider,
  label: VENDOR.label,
  Options: GoogleLlmOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  // https://ai.google.dev/gemini-api/docs/models, on 2026-11-29
  catalogue: { models: [DEFAULT_MODEL, 'gemini-3.8-flash', 'gemini-3.7-flash', 'gemini-4-argon'] },
  async listCatalogue(options, signal) {
    const llm = new GoogleLlm(options);
    try {
      return { models: await llm.models(signal) };
    } finally {
      await llm.onModuleDestroy();
    }
  },
  create: (options) => new GoogleLlm(options),
};
