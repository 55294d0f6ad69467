import type { OnModuleDestroy } from '@nestjs/common';
import {
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { httpError } from '../../../provider-kit/errors/http-error.js';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { requireKey, vendorAt } from '../../../provider-kit/errors/vendor.js';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import { ELEVENLABS_RATES, type ElevenLabsTransport, type TransportSettings } from './transport.js';
import type { VoiceSettings } from './elevenlabs-frames.js';
import { HttpTransport } from './http-transport.js';
import { WebSocketTransport } from './websocket-transport.js';
import type { SpeakingRates } from '../../speaking-rate.js';
import { Tts, type NextSpeech, type TtsChunk, type TtsOptions } from '../../tts.port.js';

const VENDOR: Vendor = {
  stage: 'tts',
  provider: 'elevenlabs',
  label: 'ElevenLabs',
  apiKeyEnv: 'ELEVENLABS_API_KEY',
  keysUrl: 'https://elevenlabs.io/app/settings/api-keys',
};

const BASE_URL = 'https://api.elevenlabs.io';

/** Every plan has raw PCM at these rates. */
const SAMPLE_RATES_HZ = [16_000, 22_050, 24_000] as const;

export class ElevenLabsTtsOptions extends HttpApiOptions {
  /** websocket: text is sent as the model writes it, on a connection that stays open. http: one request per clause. */
  @IsOptional()
  @IsIn(['websocket', 'http'])
  transport?: 'websocket' | 'http';

  /** eleven_flash_v2_5 is the fastest; eleven_multilingual_v2 sounds best. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @ClientOption()
  model?: string;

  /** The id of a voice of your account. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @ClientOption()
  voice?: string;

  /** 1 is the normal speed of the voice. */
  @IsOptional()
  @IsNumber()
  @Min(ELEVENLABS_RATES.min)
  @Max(ELEVENLABS_RATES.max)
  @ClientOption()
  speed?: number;

  /** Low is expressive, high is even. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @ClientOption()
  stability?: number;

  /** How close the voice stays to its original. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @ClientOption()
  similarityBoost?: number;

  /** Exaggerates the style of the voice. Adds latency. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @ClientOption()
  style?: number;

  /** Brings the voice closer to its original. Adds latency. */
  @IsOptional()
  @IsBoolean()
  @ClientOption()
  speakerBoost?: boolean;

  @IsOptional()
  @IsIn(SAMPLE_RATES_HZ)
  sampleRateHz?: (typeof SAMPLE_RATES_HZ)[number];
}

/** ElevenLabs, with word times. */
export class ElevenLabsTts extends Tts implements OnModuleDestroy {
  readonly name = VENDOR.provider;
  readonly sampleRateHz: number;
  readonly #transport: ElevenLabsTransport;

  constructor(options: ElevenLabsTtsOptions = {}) {
    super();
    this.sampleRateHz = options.sampleRateHz ?? 24_000;
    const settings: TransportSettings = {
      vendor: vendorAt(VENDOR, options.baseURL),
      baseURL: options.baseURL ?? BASE_URL,
      apiKey: options.apiKey,
      model: options.model ?? MODELS[0],
      voice: options.voice ?? VOICES[0],
      sampleRateHz: this.sampleRateHz,
      voiceSettings: voiceSettingsOf(options),
    };
    this.#transport =
      options.transport === 'http' ? new HttpTransport(settings) : new WebSocketTransport(settings);
  }

  override get speakingRates(): SpeakingRates {
    return ELEVENLABS_RATES;
  }

  async warmUp(): Promise<void> {
    await this.#transport.warmUp();
  }

  override async connect(signal: AbortSignal, next?: NextSpeech): Promise<void> {
    await this.#transport.connect(signal, next);
  }

  synthesize(clauses: AsyncIterable<string>, options: TtsOptions): AsyncGenerator<TtsChunk, void, undefined> {
    return this.#transport.speak(clauses, options);
  }

  async onModuleDestroy(): Promise<void> {
    this.#transport.close();
  }
}

function voiceSettingsOf(options: ElevenLabsTtsOptions): VoiceSettings | undefined {
  const { stability, similarityBoost, style, speakerBoost, speed } = options;
  const settings = {
    stability,
    similarity_boost: similarityBoost,
    style,
    use_speaker_boost: speakerBoost,
    speed,
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** Voices that every account has: Sarah, George, Charlie, Alice, Brian, Lily. */
const VOICES = [
  'EXAVITQu4vr4xnSDxMaL',
  'JBFqnCBsd6RMkjVDRZzb',
  'IKne3meq5aSn9XLyUdCD',
  'Xb7hH8MSUJpSbSDYk0k2',
  'nPczCjzI2devNBz1zQrb',
  'pFZP5JQG7iQjIQuC4Bku',
] as const;

/**
 * The first is the fastest, the last sounds best. ElevenLabs lists its turbo models no more, in favour of Flash, and has its
 * v3 and v4 models on another WebSocket.
 */
const MODELS = ['eleven_flash_v2_5', 'eleven_flash_v2', 'eleven_multilingual_v2'] as const;

export const elevenLabsTts: ProviderDefinition<Tts, ElevenLabsTtsOptions> = {
  name: VENDOR.provider,
  label: VENDOR.label,
  Options: ElevenLabsTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  // Its name in TEN's examples.
  apiKeyAliases: ['ELEVENLABS_TTS_KEY'],
  catalogue: { models: MODELS, voices: VOICES },
  async listCatalogue({ apiKey, baseURL }, signal) {
    const vendor = vendorAt(VENDOR, baseURL);
    requireKey(vendor, apiKey);
    const { ElevenLabsClient } = await import('elevenlabs');
    const client = new ElevenLabsClient({ apiKey: apiKey ?? '', baseUrl: baseURL ?? BASE_URL });
    try {
      const { voices } = await client.voices.getAll(
        {},
        { maxRetries: 0, timeoutInSeconds: CONNECT_TIMEOUT_MS / 1_000, abortSignal: signal },
      );
      return { models: MODELS, voices: voices.map(({ voice_id }) => voice_id) };
    } catch (error) {
      throw await httpError(vendor, error, { otherwise: 'unreachable' });
    }
  },
  create: (options) => new ElevenLabsTts(options),
};
