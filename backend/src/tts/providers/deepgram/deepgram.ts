import type { DeepgramClient } from '@deepgram/sdk';
import type { OnModuleDestroy } from '@nestjs/common';
import { IsIn, IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { CONNECT_TIMEOUT_MS, createHttpClient } from '../../../provider-kit/http-agent.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import type { HttpRefusal } from '../../../provider-kit/errors/http-error.js';
import type { ProblemKind, Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import { readPcmBody } from '../../adapter/http/pcm-body.js';
import { checkConnection } from '../../adapter/http/check-connection.js';
import { speakByClause } from '../../adapter/http/speak-by-clause.js';
import { speedOf, type SpeakingRates } from '../../speaking-rate.js';
import { Tts, type TtsChunk, type TtsOptions } from '../../tts.port.js';

const VENDOR: Vendor = {
  stage: 'tts',
  provider: 'deepgram',
  label: 'Deepgram',
  apiKeyEnv: 'DEEPGRAM_API_KEY',
  keysUrl: 'https://console.deepgram.com',
};

const BASE_URL = 'https://api.deepgram.com';

/** The bounds of the API. */
const RATES: SpeakingRates = { min: 0.7, max: 1.5 };

const SAMPLE_RATES_HZ = [8_000, 16_000, 24_000, 32_000, 48_000] as const;

export class DeepgramTtsOptions extends HttpApiOptions {
  /** Model, voice and language in one name, such as `aura-2-thalia-en`. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @ClientOption()
  voice?: string;

  /** 1 is the normal speed of the voice. */
  @IsOptional()
  @IsNumber()
  @Min(RATES.min)
  @Max(RATES.max)
  @ClientOption()
  speed?: number;

  @IsOptional()
  @IsIn(SAMPLE_RATES_HZ)
  sampleRateHz?: (typeof SAMPLE_RATES_HZ)[number];
}

/**
 * Deepgram's Aura, with one HTTP request per clause. On its WebSocket each clause would need a flush, and Deepgram accepts 20
 * of those a minute, fewer than an answer may have clauses.
 */
export class DeepgramTts extends Tts implements OnModuleDestroy {
  readonly name = VENDOR.provider;
  readonly sampleRateHz: number;
  readonly #http = createHttpClient();
  readonly #options: DeepgramTtsOptions;
  #client: Promise<DeepgramClient> | undefined;

  constructor(options: DeepgramTtsOptions = {}) {
    super();
    this.#options = options;
    this.sampleRateHz = options.sampleRateHz ?? 24_000;
  }

  override get speakingRates(): SpeakingRates | undefined {
    return hasSpeeds(this.#options.voice ?? VOICES[0]) ? RATES : undefined;
  }

  async warmUp(): Promise<void> {
    await this.#load();
  }

  override async connect(signal: AbortSignal): Promise<void> {
    const client = await this.#load();
    if (this.#http.hasIdleConnection(this.#baseURL)) return;
    const request = { abortSignal: signal, timeoutInSeconds: CONNECT_TIMEOUT_MS / 1_000 };
    await checkConnection(this.#vendor, () => client.manage.v1.projects.list(request));
  }

  synthesize(
    clauses: AsyncIterable<string>,
    { voice = this.#options.voice ?? VOICES[0], speakingRate, signal }: TtsOptions,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    const chosen = hasSpeeds(voice) ? speakingRate : undefined;
    const speed = speedOf(RATES, this.#options.speed, chosen);
    return speakByClause({
      clauses,
      sampleRateHz: this.sampleRateHz,
      signal,
      vendor: this.#vendor,
      errorOptions: { voice, kindOf },
      request: (text, requestSignal) => this.#request(text, voice, speed, requestSignal),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.#http.close();
  }

  async #request(
    text: string,
    voice: string,
    speed: number | undefined,
    signal: AbortSignal,
  ): Promise<AsyncIterable<TtsChunk>> {
    const client = await this.#load();
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
    return readPcmBody(data.stream(), rawResponse.headers.get('content-type'));
  }

  async #load(): Promise<DeepgramClient> {
    requireKey(this.#vendor, this.#options.apiKey);
    // Loaded when needed: it takes 40 MB.
    return (this.#client ??= import('@deepgram/sdk').then(
      ({ DeepgramClient: Client }) =>
        new Client({
          apiKey: this.#options.apiKey ?? 'none',
          baseUrl: this.#baseURL,
          maxRetries: 0,
          // Until the response begins. Longer than a stall, because the package leaves its timer running after an abort.
          timeoutInSeconds: 15,
          fetch: this.#http.fetch,
        }),
    ));
  }

  get #baseURL(): string {
    return this.#options.baseURL ?? BASE_URL;
  }

  get #vendor(): Vendor {
    return vendorAt(VENDOR, this.#options.baseURL);
  }
}

/** Other voices may refuse a request with a speed: not all languages have it. */
const hasSpeeds = (voice: string): boolean => /^aura-2-.*-en$/.test(voice);

/** Deepgram's voice is the model. */
const kindOf = (_refusal: HttpRefusal, kind: ProblemKind): ProblemKind | undefined =>
  kind === 'unknown_model' ? 'unknown_voice' : undefined;

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
  name: VENDOR.provider,
  label: VENDOR.label,
  Options: DeepgramTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { voices: VOICES },
  create: (options) => new DeepgramTts(options),
};
