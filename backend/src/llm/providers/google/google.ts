import { IsIn, IsInt, IsNumber, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import type { GenerateContentConfig, GoogleGenAI, ThinkingLevel } from '@google/genai';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { ToolCallMetadata } from '../../adapter/tool-call-metadata.js';
import { googleContents, googleTools } from './contents.js';
import { contentEvents } from './content-events.js';
import { HttpLlm } from '../../adapter/http-llm.js';
import type { Refusal } from '../../adapter/http-problem.js';
import type { Llm, LlmEvent, LlmRequest } from '../../llm.port.js';
import { alternateRoles } from '../../adapter/alternating-messages.js';

const GOOGLE_URL = 'https://generativelanguage.googleapis.com';
const API_KEY_ENV = 'GEMINI_API_KEY';
const GOOGLE: Vendor = {
  stage: 'llm',
  provider: 'google',
  label: 'Google',
  apiKeyEnv: API_KEY_ENV,
  keysUrl: 'https://aistudio.google.com/apikey',
};

/**
 * The fastest and cheapest of Google's stable models; it thinks as little as it can where nothing else is said.
 * https://ai.google.dev/gemini-api/docs/models
 */
const DEFAULT_MODEL = 'gemini-3.5-flash-lite';

const EFFORTS = ['minimal', 'low', 'medium', 'high'] as const;

export class GoogleLlmOptions extends HttpApiOptions {
  /** It becomes part of the address. */
  @IsOptional()
  @Matches(/^(?:[a-zA-Z]+\/)?[\w-][\w.-]*$/, { message: '$property must be the name of a model' })
  @MaxLength(200)
  @ClientOption()
  model?: string;

  /** Only for models before Gemini 3.5: later ones pass over it. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  @ClientOption()
  temperature?: number;

  /** Most tokens of an answer, thinking included. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxTokens?: number;

  /** How much the model thinks before it speaks. */
  @IsOptional()
  @IsIn(EFFORTS)
  @ClientOption()
  reasoningEffort?: (typeof EFFORTS)[number];
}

/** Gemini, by the Gemini API. */
export class GoogleLlm extends HttpLlm {
  readonly #options: GoogleLlmOptions;
  readonly #signatures = new ToolCallMetadata<string>();
  protected readonly model: string;
  #client: Promise<GoogleGenAI> | undefined;

  constructor(options: GoogleLlmOptions = {}) {
    const { baseURL } = options;
    super(
      baseURL === undefined
        ? GOOGLE
        : { stage: 'llm', provider: 'google', label: 'Google', address: new URL(baseURL).host },
      baseURL ?? GOOGLE_URL,
    );
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

  protected async *answer({
    messages,
    tools,
    signal,
  }: LlmRequest): AsyncGenerator<LlmEvent, void, undefined> {
    const client = await this.#connectClient();
    const { temperature, maxTokens, reasoningEffort } = this.#options;
    const { system, turns } = alternateRoles(messages);
    const config: GenerateContentConfig = {
      abortSignal: signal,
      temperature,
      maxOutputTokens: maxTokens,
      // Both would have the package ask again by itself.
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
    const contents = googleContents(turns, (id) => this.#signatures.get(id));
    const pieces = await client.models.generateContentStream({ model: this.model, contents, config });
    yield* contentEvents(pieces, (id, signature) => this.#signatures.set(id, signature));
  }

  /** Google answers a wrong key with 400, and both a rate limit and a lack of credit with the same 429. */
  protected refusalOf(error: unknown): Refusal | undefined {
    const { status, message } = error as { status?: number; message: string };
    if (status === undefined) return undefined;
    if (status === 429)
      return { status, reason: /prepay|credits/i.test(message) ? 'insufficient_quota' : '' };
    const wrongKey = status === 400 && /API_KEY_INVALID|API key/i.test(message);
    return wrongKey ? { status: 401, reason: 'API key' } : { status, reason: message };
  }

  #connectClient(): Promise<GoogleGenAI> {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  async #createClient(): Promise<GoogleGenAI> {
    const { apiKey } = this.#options;
    if (!apiKey && this.vendor.address === undefined) throw providerProblem(this.vendor, 'key_missing');
    // Loaded when needed, as every vendor's package.
    const { GoogleGenAI: Client } = await import('@google/genai');
    return new Client({
      // Given, no other is looked for in the environment; nor is another service of Google's.
      apiKey: apiKey ?? 'none',
      vertexai: false,
      enterprise: false,
      apiVersion: 'v1beta',
      httpOptions: { baseUrl: this.baseURL, fetch: this.http.fetch },
    });
  }
}

export const googleLlm: ProviderDefinition<Llm, GoogleLlmOptions> = {
  name: 'google',
  label: 'Google',
  Options: GoogleLlmOptions,
  apiKeyEnv: API_KEY_ENV,
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
