import type { OnModuleDestroy } from '@nestjs/common';
import type { GenerationRequest } from '@cartesia/cartesia-js/resources/tts';
import { IsIn, IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { httpError } from '../../../provider-kit/errors/http-error.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { withinOrigin } from '../../../provider-kit/within-origin.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import type { CartesiaSpeech } from './cartesia-speech.js';
import { CartesiaSocket } from './cartesia-socket.js';
import { SocketPool, type Lease } from '../../adapter/socket/socket-pool.js';
import { speakOnSocket } from '../../adapter/socket/speak-on-socket.js';
import { speedOf, type SpeakingRates } from '../../speaking-rate.js';
import { Tts, type TtsChunk, type TtsOptions } from '../../tts.port.js';

const VENDOR: Vendor = {
  stage: 'tts',
  provider: 'cartesia',
  label: 'Cartesia',
  apiKeyEnv: 'CARTESIA_API_KEY',
  keysUrl: 'https://play.cartesia.ai/keys',
};

const BASE_URL = 'https://api.cartesia.ai';

/** Cartesia closes an idle connection after 5 minutes, and allows dozens of answers at a time on one. */
const POOL_LIMITS = { answersPerSocket: 16, idleSockets: 4, idleMs: 240_000 };

/** The pool's key: every connection serves every answer. */
const ALL = '';

/** The bounds of `generation_config`. */
const RATES: SpeakingRates = { min: 0.6, max: 1.5 };

const SAMPLE_RATES_HZ = [16_000, 22_050, 24_000, 44_100, 48_000] as const;

export class CartesiaTtsOptions extends HttpApiOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @ClientOption()
  model?: string;

  /** The id of a voice. */
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
  @IsNumber()
  @Min(0.5)
  @Max(2)
  @ClientOption()
  volume?: number;

  @IsOptional()
  @IsIn(SAMPLE_RATES_HZ)
  sampleRateHz?: (typeof SAMPLE_RATES_HZ)[number];
}

/** Cartesia's Sonic over a WebSocket, with word times. */
export class CartesiaTts extends Tts implements OnModuleDestroy {
  readonly name = VENDOR.provider;
  readonly sampleRateHz: NonNullable<CartesiaTtsOptions['sampleRateHz']>;
  readonly #options: CartesiaTtsOptions;
  readonly #pool = new SocketPool<CartesiaSocket>(POOL_LIMITS);

  constructor(options: CartesiaTtsOptions = {}) {
    super();
    this.#options = options;
    this.sampleRateHz = options.sampleRateHz ?? 24_000;
  }

  /** Older models than Sonic 3 ignore the speed. */
  override get speakingRates(): SpeakingRates | undefined {
    return /^sonic(?:-[12]\b|-turbo|-english|-multilingual)/.test(this.#options.model ?? MODELS[0])
      ? undefined
      : RATES;
  }

  async warmUp(): Promise<void> {
    // Nothing to load: the gateway has already loaded the WebSocket package.
  }

  override async connect(): Promise<void> {
    if (this.#pool.hasOpen(ALL)) return;
    const { release } = await this.#lease();
    release();
  }

  synthesize(clauses: AsyncIterable<string>, options: TtsOptions): AsyncGenerator<TtsChunk, void, undefined> {
    return speakOnSocket(
      vendorAt(VENDOR, this.#options.baseURL),
      clauses,
      () => this.#begin(options),
      options.signal,
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.#pool.close();
  }

  async #begin({ voice = this.#options.voice, language, speakingRate }: TtsOptions): Promise<CartesiaSpeech> {
    const { model = MODELS[0], volume } = this.#options;
    const speed = speedOf(RATES, this.#options.speed, speakingRate);
    const { socket, release } = await this.#lease();
    const request: Omit<GenerationRequest, 'context_id' | 'transcript'> = {
      model_id: model,
      voice: { id: voice ?? VOICES[0], mode: 'id' },
      language: language.split('-')[0]!.toLowerCase() as GenerationRequest['language'],
      output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: this.sampleRateHz },
      add_timestamps: true,
      // The words as they were written, because they are looked up in the answer's text.
      use_normalized_timestamps: false,
      // Clauses are long enough to be spoken without waiting for more.
      max_buffer_delay_ms: 0,
      ...((speed !== undefined || volume !== undefined) && { generation_config: { speed, volume } }),
    };
    return socket.begin(request, release);
  }

  async #lease(): Promise<Lease<CartesiaSocket>> {
    const { apiKey, baseURL } = this.#options;
    const vendor = vendorAt(VENDOR, baseURL);
    requireKey(vendor, apiKey);
    const connection = { vendor, baseURL: baseURL ?? BASE_URL, apiKey };
    return this.#pool.lease(ALL, (signal) => CartesiaSocket.open(connection, signal));
  }
}

const MODELS = ['sonic-3.5', 'sonic-3', 'sonic-latest'] as const;

/** The voices of Cartesia's documentation. */
const VOICES = ['6ccbfb76-1fc6-48f7-b71d-91ac6298247b', 'a0e99841-438c-4a64-b679-ae501e7d6091'] as const;

/** A few of hundreds of public voices. */
const MAX_LISTED_VOICES = 100;

export const cartesiaTts: ProviderDefinition<Tts, CartesiaTtsOptions> = {
  name: VENDOR.provider,
  label: VENDOR.label,
  Options: CartesiaTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { models: MODELS, voices: VOICES },
  async listCatalogue({ apiKey, baseURL }, signal) {
    const vendor = vendorAt(VENDOR, baseURL);
    requireKey(vendor, apiKey);
    const { default: Cartesia } = await import('@cartesia/cartesia-js');
    const client = new Cartesia({
      apiKey: apiKey ?? '',
      baseURL: baseURL ?? BASE_URL,
      maxRetries: 0,
      timeout: CONNECT_TIMEOUT_MS,
      fetch: withinOrigin(globalThis.fetch),
    });
    try {
      const { data } = await client.voices.list({ limit: MAX_LISTED_VOICES }, { signal });
      return { models: MODELS, voices: data.map(({ id }) => id) };
    } catch (error) {
      throw await httpError(vendor, error, { otherwise: 'unreachable' });
    }
  },
  create: (options) => new CartesiaTts(options),
};
