import type { OnModuleDestroy } from '@nestjs/common';
import { IsBoolean, IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type OpenAI from 'openai';
import { encodeWav } from '#audio';
import { Channel } from '../../../common/streams/channel.js';
import { CONNECT_TIMEOUT_MS, createHttpClient } from '../../../provider-kit/http-agent.js';
import type {
  Catalogue,
  ProviderContext,
  ProviderDefinition,
} from '../../../provider-kit/provider-definition.js';
import { ClientOption, IsApiUrl, Secret } from '../../../provider-kit/provider-options.js';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { providerProblem, type Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { httpError } from '../../../provider-kit/errors/http-error.js';
import { listModels, TRANSCRIPTION_REQUEST } from '../../adapter/http/list-models.js';
import { pageTerms } from '../../adapter/page-terms.js';
import { promptLimits, repeatsTerms, withTerms } from '../../adapter/prompt-terms.js';
import { SegmentRecorder } from '../../adapter/http/segment-recorder.js';
import { eventStream, type Emit } from '../../adapter/event-stream.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from '../../stt.port.js';

const SAMPLE_RATE_HZ = 16_000;

/** Less audio has no words, and Whisper would invent some. */
const MIN_SEGMENT_SAMPLES = 0.1 * SAMPLE_RATE_HZ;

/** Answers to a request that the server does not take, as it is not with a prompt that it finds too long. */
const REFUSALS = new Set([400, 413, 422]);

interface Segment {
  pcm: Int16Array;
  /** The names on the page, as terms. */
  terms: readonly string[];
}

/** The most segments that wait for the one before them. A slower server has failed. */
const MAX_WAITING_SEGMENTS = 8;

const REQUEST_TIMEOUT_MS = 60_000;

export class OpenAiCompatibleSttOptions {
  /** Address of the server with its version: `http://127.0.0.1:8000/v1`. */
  @IsApiUrl('http', 'https')
  baseURL!: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  /** The model's name on the server. Many servers have one model and accept any name. */
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model = 'whisper-1';

  /** The language as an ISO 639-1 code, if it differs from the conversation's. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(20)
  @ClientOption()
  language?: string;

  /** Words that are likely to be said. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ClientOption()
  prompt?: string;

  /** Whether it gets the names of what is visible on the page, to recognise them. Only with the browser extension. */
  @IsBoolean()
  @ClientOption()
  pageNames = true;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @ClientOption()
  temperature?: number;
}

/**
 * Any server of OpenAI's HTTP API for transcription: faster-whisper, whisper.cpp, LocalAI, Groq or OpenAI. Each segment is
 * sent when it ends, so there are no partials.
 */
export class OpenAiCompatibleStt extends Stt implements OnModuleDestroy {
  readonly name = 'openai-compatible';
  readonly #http = createHttpClient();
  readonly #vendor: Vendor;
  #client: OpenAI | undefined;
  #takesTerms: boolean;

  constructor(
    private readonly options: OpenAiCompatibleSttOptions,
    private readonly context: Pick<ProviderContext, 'termOf'> = {},
  ) {
    super();
    const address = new URL(options.baseURL).host;
    const label = 'The transcription server';
    this.#takesTerms = options.pageNames;
    this.#vendor = { stage: 'stt', provider: this.name, label, address, likeOpenAi: true };
  }

  override get address(): string | undefined {
    return this.#vendor.address;
  }

  async warmUp(): Promise<void> {
    await this.#createClient();
  }

  /** Any answer proves that the server is there; one that uses keys also checks the key. */
  override async connect(signal: AbortSignal): Promise<void> {
    const client = await this.#createClient();
    try {
      await client.models.list({ signal, timeout: CONNECT_TIMEOUT_MS });
    } catch (error) {
      if (signal.aborted) return;
      const { status } = error as { status?: number };
      if (status === undefined || status === 401) throw await this.#errorOf(error);
    }
  }

  /** @throws ProviderError */
  async listCatalogue(signal: AbortSignal): Promise<Catalogue> {
    return listModels(await this.#createClient(), this.#vendor, this.options.apiKey, signal);
  }

  async onModuleDestroy(): Promise<void> {
    await this.#http.close();
  }

  transcribe(input: AsyncIterable<SttInput>, { language, signal }: SttOptions): AsyncIterable<SttEvent> {
    return eventStream(async (emit) => {
      const segments = new Channel<Segment>(MAX_WAITING_SEGMENTS);
      try {
        await Promise.all([
          this.#record(input, segments),
          this.#transcribeAll(segments, language, emit, signal),
        ]);
      } finally {
        segments.abort();
      }
    });
  }

  async #record(input: AsyncIterable<SttInput>, segments: Channel<Segment>): Promise<void> {
    const recorder = new SegmentRecorder();
    let terms: readonly string[] = [];
    for await (const item of input) {
      if (item.type === 'phrases')
        terms = pageTerms(item.phrases.names, promptLimits(this.options.prompt), [], this.context.termOf);
      const pcm = recorder.push(item);
      // A full channel means that the server does not keep up.
      if (pcm && !segments.push({ pcm, terms })) throw providerProblem(this.#vendor, 'vendor_failure');
    }
    segments.close();
  }

  async #transcribeAll(
    segments: Channel<Segment>,
    language: string,
    emit: Emit,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const segment of segments) {
      if (signal.aborted) return;
      emit({ type: 'final', text: await this.#textOf(segment, language, signal) });
    }
  }

  async #textOf({ pcm, terms }: Segment, language: string, signal: AbortSignal): Promise<string> {
    if (pcm.length < MIN_SEGMENT_SAMPLES) return '';
    const { prompt } = this.options;
    if (!this.#takesTerms || terms.length === 0) return this.#request(pcm, prompt, language, signal);
    try {
      const text = await this.#request(pcm, withTerms(prompt, terms), language, signal);
      return repeatsTerms(text, terms) ? '' : text;
    } catch (error) {
      const problem = error as ProviderError;
      const { status = 0 } = (problem.cause ?? {}) as { status?: number };
      // The server may quote the names, and causes are logged.
      problem.cause = undefined;
      if (!REFUSALS.has(status)) throw problem;
      const text = await this.#request(pcm, prompt, language, signal);
      this.#takesTerms = false;
      return text;
    }
  }

  async #request(
    pcm: Int16Array,
    prompt: string | undefined,
    tag: string,
    signal: AbortSignal,
  ): Promise<string> {
    const { model, language = tag.split('-')[0]!.toLowerCase(), temperature } = this.options;
    const client = await this.#createClient();
    const file = new File([encodeWav(pcm, SAMPLE_RATE_HZ)], 'speech.wav', { type: 'audio/wav' });
    let answer: unknown;
    try {
      answer = await client.audio.transcriptions.create(
        {
          file,
          model,
          language,
          response_format: 'json',
          ...(prompt !== undefined && { prompt }),
          ...(temperature !== undefined && { temperature }),
        },
        { signal, timeout: REQUEST_TIMEOUT_MS },
      );
    } catch (error) {
      throw await this.#errorOf(error);
    }
    const text = (answer as { text?: unknown } | null | undefined)?.text;
    if (typeof text !== 'string') throw providerProblem(this.#vendor, 'malformed', { cause: answer });
    return text.trim();
  }

  #errorOf(error: unknown) {
    const { apiKey, model } = this.options;
    return httpError(this.#vendor, error, {
      ...TRANSCRIPTION_REQUEST,
      withoutKey: apiKey === undefined,
      model,
    });
  }

  async #createClient(): Promise<OpenAI> {
    // Loaded when needed, because it takes tens of megabytes.
    const { default: Client } = await import('openai');
    this.#client ??= new Client({
      baseURL: this.options.baseURL,
      // Without values the package reads these from the environment, and would send them to another server.
      apiKey: this.options.apiKey ?? 'none',
      organization: null,
      project: null,
      maxRetries: 0,
      logLevel: 'off',
      fetch: this.#http.fetch,
    });
    return this.#client;
  }
}

export const openAiCompatibleStt: ProviderDefinition<Stt, OpenAiCompatibleSttOptions> = {
  name: 'openai-compatible',
  label: 'A transcription server',
  Options: OpenAiCompatibleSttOptions,
  async listCatalogue(options, signal) {
    const provider = new OpenAiCompatibleStt(options);
    return provider.listCatalogue(signal).finally(() => provider.onModuleDestroy());
  },
  create: (options, context) => new OpenAiCompatibleStt(options, context),
};
