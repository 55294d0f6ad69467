import type { OnModuleDestroy } from '@nestjs/common';
import type { GenerationRequest } from '@cartesia/cartesia-js/resources/tts';
import { IsIn, IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import type { CartesiaSpeech } from './cartesia-speech.js';
import { CartesiaSocket } from './cartesia-socket.js';
import { httpProblem } from '../../adapter/http-problem.js';
import { SocketPool, type Lease } from '../../adapter/socket/socket-pool.js';
import { speakOnSocket } from '../../adapter/socket/speak-on-socket.js';
import { untilAborted } from '../../../common/streams/until-aborted.js';
import { requireKey, ttsVendor } from '../../adapter/vendor.js';
import { Tts, type TtsChunk, type TtsOptions } from '../../tts.port.js';

const VENDOR = {
  provider: 'cartesia',
  label: 'Cartesia',
  apiKeyEnv: 'CARTESIA_API_KEY',
  keysUrl: 'https://play.cartesia.ai/keys',
};

const BASE_URL = 'https://api.cartesia.ai';

/** The vendor closes an idle connection after 5 minutes, and says that one takes dozens of answers at a time. */
const POOL_LIMITS = { answersPerSocket: 16, idleSockets: 4, idleMs: 240_000 };

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

  /** 1 is the voice's own pace. */
  @IsOptional()
  @IsNumber()
  @Min(0.6)
  @Max(1.5)
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

/** Cartesia's Sonic, over a WebSocket, with the times of the words. */
export class CartesiaTts extends Tts implements OnModuleDestroy {
  readonly name = 'cartesia';
  readonly sampleRateHz: NonNullable<CartesiaTtsOptions['sampleRateHz']>;
  readonly #options: CartesiaTtsOptions;
  readonly #pool = new SocketPool<CartesiaSocket>(POOL_LIMITS);

  constructor(options: CartesiaTtsOptions = {}) {
    super();
    this.#options = options;
    this.sampleRateHz = options.sampleRateHz ?? 24_000;
  }

  async warmUp(): Promise<void> {
    // There is nothing to load: what it takes, Earshot has.
  }

  override async connect(signal: AbortSignal): Promise<void> {
    if (this.#pool.hasOpen('')) return;
    const opened = this.#lease().then(({ release }) => release());
    await untilAborted(opened, signal);
  }

  synthesize(pieces: AsyncIterable<string>, options: TtsOptions): AsyncIterable<TtsChunk> {
    return speakOnSocket(pieces, () => this.#begin(options), options.signal);
  }

  async onModuleDestroy(): Promise<void> {
    this.#pool.close();
  }

  async #begin({ voice = this.#options.voice, language }: TtsOptions): Promise<CartesiaSpeech> {
    const { model = MODELS[0], speed, volume } = this.#options;
    const { socket, release } = await this.#lease();
    const request: Omit<GenerationRequest, 'context_id' | 'transcript'> = {
      model_id: model,
      voice: { id: voice ?? VOICES[0], mode: 'id' },
      language: language.split('-')[0]!.toLowerCase() as GenerationRequest['language'],
      output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: this.sampleRateHz },
      add_timestamps: true,
      // The words as they were written, which is how they are looked for in the answer.
      use_normalized_timestamps: false,
      // Clauses are long enough to begin with.
      max_buffer_delay_ms: 0,
      ...((speed !== undefined || volume !== undefined) && { generation_config: { speed, volume } }),
    };
    return socket.begin(request, release);
  }

  async #lease(): Promise<Lease<CartesiaSocket>> {
    const { apiKey, baseURL = BASE_URL } = this.#options;
    const vendor = ttsVendor(VENDOR, baseURL, BASE_URL);
    requireKey(vendor, apiKey);
    return this.#pool.lease('', (signal) => CartesiaSocket.open({ vendor, baseURL, apiKey }, signal));
  }
}

const MODELS = ['sonic-3.5', 'sonic-3', 'sonic-latest'] as const;

/** Voices that the documentation speaks with. */
const VOICES = ['6ccbfb76-1fc6-48f7-b71d-91ac6298247b', 'a0e99841-438c-4a64-b679-ae501e7d6091'] as const;

/** Of all public voices, the first ones: there are hundreds. */
const MAX_LISTED_VOICES = 100;

export const cartesiaTts: ProviderDefinition<Tts, CartesiaTtsOptions> = {
  name: 'cartesia',
  label: 'Cartesia',
  Options: CartesiaTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { models: MODELS, voices: VOICES },
  async listCatalogue({ apiKey, baseURL = BASE_URL }, signal) {
    const vendor = ttsVendor(VENDOR, baseURL, BASE_URL);
    requireKey(vendor, apiKey);
    const { default: Cartesia } = await import('@cartesia/cartesia-js');
    const client = new Cartesia({ apiKey: apiKey ?? '', baseURL, maxRetries: 0, timeout: 10_000 });
    try {
      const { data } = await client.voices.list({ limit: MAX_LISTED_VOICES }, { signal });
      return { models: MODELS, voices: data.map(({ id }) => id) };
    } catch (error) {
      throw await httpProblem(vendor, error);
    }
  },
  create: (options) => new CartesiaTts(options),
};
