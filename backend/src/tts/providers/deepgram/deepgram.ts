import type { DeepgramClient } from '@deepgram/sdk';
import type { OnModuleDestroy } from '@nestjs/common';
import { IsIn, IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { createHttpClient } from '../../../provider-kit/http-agent.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import { providerProblem, type ProblemKind } from '../../../provider-kit/errors/provider-problem.js';
import { readPcmBody } from '../../adapter/http/pcm-body.js';
import { httpProblem, refusesKey } from '../../adapter/http-problem.js';
import { speakByClause } from '../../adapter/http/speak-by-clause.js';
import { requireKey, ttsVendor } from '../../adapter/vendor.js';
import { Tts, type TtsChunk, type TtsOptions } from '../../tts.port.js';

const VENDOR = {
  provider: 'deepgram',
  label: 'Deepgram',
  apiKeyEnv: 'DEEPGRAM_API_KEY',
  keysUrl: 'https://console.deepgram.com',
};

const BASE_URL = 'https://api.deepgram.com';

const SAMPLE_RATES_HZ = [8_000, 16_000, 24_000, 32_000, 48_000] as const;

export class DeepgramTtsOptions extends HttpApiOptions {
  /** Model, voice and language in one: `aura-2-thalia-en`. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @ClientOption()
  voice?: string;

  /** 1 is the voice's own pace. */
  @IsOptional()
  @IsNumber()
  @Min(0.7)
  @Max(1.5)
  @ClientOption()
  speed?: number;

  @IsOptional()
  @IsIn(SAMPLE_RATES_HZ)
  sampleRateHz?: (typeof SAMPLE_RATES_HZ)[number];
}

/**
 * Deepgram's Aura. A clause is a request: on its WebSocket speech begins at a flush, and it takes 20 of those a minute,
 * fewer than an answer may have clauses.
 */
export class DeepgramTts extends Tts implements OnModuleDestroy {
  readonly name = 'deepgram';
  readonly sampleRateHz: number;
  readonly #http = createHttpClient();
  readonly #options: DeepgramTtsOptions;
  #client: Promise<DeepgramClient> | undefined;

  constructor(options: DeepgramTtsOptions = {}) {
    super();
    this.#options = options;
    this.sampleRateHz = options.sampleRateHz ?? 24_000;
  }

  async warmUp(): Promise<void> {
    await this.#load();
  }

  override async connect(signal: AbortSignal): Promise<void> {
    const client = await this.#load();
    if (this.#http.hasIdleConnection(this.#baseURL)) return;
    try {
      await client.manage.v1.projects.list({ abortSignal: signal, timeoutInSeconds: 10 });
    } catch (error) {
      if (signal.aborted) return;
      const problem = await httpProblem(this.#vendor, error);
      if (problem.retryable || (await refusesKey(error))) throw problem;
    }
  }

  synthesize(
    pieces: AsyncIterable<string>,
    { voice = this.#options.voice, signal }: TtsOptions,
  ): AsyncIterable<TtsChunk> {
    const speak = (text: string, pieceSignal: AbortSignal) =>
      this.#speak(text, voice ?? VOICES[0], pieceSignal);
    return speakByClause({ clauses: pieces, speak, sampleRateHz: this.sampleRateHz, signal });
  }

  async onModuleDestroy(): Promise<void> {
    await this.#http.close();
  }

  async *#speak(text: string, voice: string, signal: AbortSignal): AsyncGenerator<TtsChunk, void, undefined> {
    const { speed } = this.#options;
    const client = await this.#load();
    let begun = false;
    try {
      const { data, rawResponse } = await client.speak.v1.audio
        .generate(
          {
            text,
            model: voice as 'aura-2-thalia-en',
            encoding: 'linear16',
            container: 'none',
            sample_rate: this.sampleRateHz,
            ...(speed !== undefined && { speed }),
          },
          { abortSignal: signal },
        )
        .withRawResponse();
      begun = true;
      yield* readPcmBody(data.stream(), rawResponse.headers.get('content-type'));
    } catch (error) {
      if (error instanceof SyntaxError) throw providerProblem(this.#vendor, 'malformed', { cause: error });
      throw await httpProblem(this.#vendor, error, { begun, voice, kindOf });
    }
  }

  async #load(): Promise<DeepgramClient> {
    requireKey(this.#vendor, this.#options.apiKey);
    // Loaded when needed: it costs 40 MB.
    return (this.#client ??= import('@deepgram/sdk').then(
      ({ DeepgramClient: Client }) =>
        new Client({
          apiKey: this.#options.apiKey ?? 'none',
          baseUrl: this.#baseURL,
          maxRetries: 0,
          // Until the answer begins. Longer than a stall; the package forgets to clear its timer after an abort.
          timeoutInSeconds: 15,
          fetch: this.#http.fetch,
        }),
    ));
  }

  get #baseURL(): string {
    return this.#options.baseURL ?? BASE_URL;
  }

  get #vendor() {
    return ttsVendor(VENDOR, this.#baseURL, BASE_URL);
  }
}

/** "No such model/version combination found": for Deepgram the voice is the model. */
const kindOf = (status: number, reason: string): ProblemKind | undefined =>
  status >= 400 && status < 500 && /model/i.test(reason) && ![401, 402, 429].includes(status)
    ? 'unknown_voice'
    : undefined;

const VOICES = [
  'aura-2-thalia-en',
  'aura-2-andromeda-en',
  'aura-2-helena-en',
  'aura-2-apollo-en',
  'aura-2-arcas-en',
  'aura-2-aries-en',
  'aura-2-draco-en',
  'aura-2-pandora-en',
  'aura-2-celeste-es',
  'aura-2-nestor-es',
] as const;

export const deepgramTts: ProviderDefinition<Tts, DeepgramTtsOptions> = {
  name: 'deepgram',
  label: 'Deepgram',
  Options: DeepgramTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { voices: VOICES },
  create: (options) => new DeepgramTts(options),
};
