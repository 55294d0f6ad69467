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
import { SocketPool, type Lease } from '../../adapter/socket/socket-pool.js';
import { speakOnSocket } from '../../adapter/socket/speak-on-socket.js';
import { speedOf, type SpeakingRates } from '../../speaking-rate.js';
import { FluxSocket, type FluxSpeech } from './flux-speech.js';
import { Tts, type NextSpeech, type TtsChunk, type TtsOptions } from '../../tts.port.js';

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
  /** Model, voice and language in one name, such as `aura-2-thalia-en`, or `flux-haley-en` for Flux TTS. */
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

/** Deepgram documents no limit for idle connections of Flux TTS; one that it closes is opened again. */
const POOL_LIMITS = { answersPerSocket: 1, idleSockets: 4, idleMs: 60_000 };

/** Flux TTS accepts speeds in these steps. */
const FLUX_SPEED_STEP = 0.05;

const isFlux = (voice: string): boolean => voice.startsWith('flux-');

/**
 * Deepgram's Aura, with one HTTP request per clause: on its WebSocket each clause would need a flush, and Deepgram accepts 20
 * of those a minute, fewer than an answer may have clauses. Voices of Flux TTS speak on a WebSocket of their own.
 */
export class DeepgramTts extends Tts implements OnModuleDestroy {
  readonly name = VENDOR.provider;
  readonly sampleRateHz: number;
  readonly #http = createHttpClient();
  readonly #options: DeepgramTtsOptions;
  readonly #flux = new SocketPool<FluxSocket>(POOL_LIMITS);
  #client: Promise<DeepgramClient> | undefined;

  constructor(options: DeepgramTtsOptions = {}) {
    super();
    this.#options = options;
    this.sampleRateHz = options.sampleRateHz ?? 24_000;
  }

  override get speakingRates(): SpeakingRates | undefined {
    return hasSpeeds(this.#voice) ? RATES : undefined;
  }

  async warmUp(): Promise<void> {
    await this.#load();
  }

  override async connect(
    signal: AbortSignal,
    { voice = this.#voice, speakingRate }: NextSpeech = {},
  ): Promise<void> {
    if (isFlux(voice)) {
      const speed = this.#speedOf(voice, speakingRate);
      if (!this.#flux.hasOpen(this.#fluxUrl(voice, speed))) (await this.#lease(voice, speed)).release();
      return;
    }
    const client = await this.#load();
    if (this.#http.hasIdleConnection(this.#baseURL)) return;
    const request = { abortSignal: signal, timeoutInSeconds: CONNECT_TIMEOUT_MS / 1_000 };
    await checkConnection(this.#vendor, () => client.manage.v1.projects.list(request));
  }

  synthesize(
    clauses: AsyncIterable<string>,
    { voice = this.#voice, speakingRate, signal }: TtsOptions,
  ): AsyncGenerator<TtsChunk, void, undefined> {
    const speed = this.#speedOf(voice, speakingRate);
    if (isFlux(voice))
      return speakOnSocket(this.#vendor, clauses, () => this.#beginFlux(voice, speed), signal);
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
    this.#flux.close();
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

  #speedOf(voice: string, speakingRate: number | undefined): number | undefined {
    return speedOf(RATES, this.#options.speed, hasSpeeds(voice) ? speakingRate : undefined);
  }

  async #beginFlux(voice: string, speed: number | undefined): Promise<FluxSpeech> {
    const { socket, release } = await this.#lease(voice, speed);
    return socket.begin(release);
  }

  async #lease(voice: string, speed: number | undefined): Promise<Lease<FluxSocket>> {
    const { apiKey } = this.#options;
    const vendor = this.#vendor;
    requireKey(vendor, apiKey);
    const url = this.#fluxUrl(voice, speed);
    const { sampleRateHz } = this;
    const connection = { vendor, url, apiKey, voice, sampleRateHz, hasSpeed: speed !== undefined };
    return this.#flux.lease(url, (signal) => FluxSocket.open(connection, signal));
  }

  /** Also the pool's key, because it has all settings of a connection. */
  #fluxUrl(voice: string, speed: number | undefined): string {
    const query = new URLSearchParams({
      model: voice,
      encoding: 'linear16',
      sample_rate: String(this.sampleRateHz),
      ...(speed !== undefined && {
        speed: (Math.round(speed / FLUX_SPEED_STEP) * FLUX_SPEED_STEP).toFixed(2),
      }),
    });
    return `${this.#baseURL.replace(/^http/, 'ws').replace(/\/$/, '')}/v2/speak?${query}`;
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

  get #voice(): string {
    return this.#options.voice ?? VOICES[0];
  }

  get #baseURL(): string {
    return this.#options.baseURL ?? BASE_URL;
  }

  get #vendor(): Vendor {
    return vendorAt(VENDOR, this.#options.baseURL);
  }
}

/** Other voices may refuse a request with a speed: not all languages have it. */
const hasSpeeds = (voice: string): boolean => /^(?:aura-2|flux)-.*-en$/.test(voice);

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
  'flux-haley-en',
  'flux-alexis-en',
  'flux-jack-en',
  'flux-priya-en',
] as const;

export const deepgramTts: ProviderDefinition<Tts, DeepgramTtsOptions> = {
  name: VENDOR.provider,
  label: VENDOR.label,
  Options: DeepgramTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { voices: VOICES },
  create: (options) => new DeepgramTts(options),
};
