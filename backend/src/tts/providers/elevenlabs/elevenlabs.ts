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
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import type { VoiceSettings } from './elevenlabs-frames.js';
import type { ElevenLabsTransport } from './transport.js';
import { cancellable } from '../../adapter/cancellable.js';
import { httpProblem } from '../../adapter/http-problem.js';
import { requireKey, ttsVendor } from '../../adapter/vendor.js';
import { Tts, type NextSpeech, type TtsChunk, type TtsOptions } from '../../tts.port.js';

const VENDOR = {
  provider: 'elevenlabs',
  label: 'ElevenLabs',
  apiKeyEnv: 'ELEVENLABS_API_KEY',
  keysUrl: 'https://elevenlabs.io/app/settings/api-keys',
};

const BASE_URL = 'https://api.elevenlabs.io';

/** Raw PCM at these rates is in every plan. */
const SAMPLE_RATES_HZ = [16_000, 22_050, 24_000] as const;

export class ElevenLabsTtsOptions extends HttpApiOptions {
  /** websocket: text goes out as the model writes it, on a connection that stays open. http: each clause is a request. */
  @IsOptional()
  @IsIn(['websocket', 'http'])
  transport?: 'websocket' | 'http';

  /** eleven_flash_v2_5 answers soonest; eleven_multilingual_v2 sounds best. */
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

  /** 1 is the voice's own pace. */
  @IsOptional()
  @IsNumber()
  @Min(0.7)
  @Max(1.2)
  @ClientOption()
  speed?: number;

  /** Low is lively, high is even. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @ClientOption()
  stability?: number;

  /** How close to the original of a cloned voice. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @ClientOption()
  similarityBoost?: number;

  /** Exaggerates the voice's style; costs time. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  @ClientOption()
  style?: number;

  /** Costs time. */
  @IsOptional()
  @IsBoolean()
  @ClientOption()
  speakerBoost?: boolean;

  @IsOptional()
  @IsIn(SAMPLE_RATES_HZ)
  sampleRateHz?: (typeof SAMPLE_RATES_HZ)[number];
}

/** ElevenLabs, with the times of the words. */
export class ElevenLabsTts extends Tts implements OnModuleDestroy {
  readonly name = 'elevenlabs';
  readonly sampleRateHz: number;
  readonly #options: ElevenLabsTtsOptions;
  #transport: Promise<ElevenLabsTransport> | undefined;

  constructor(options: ElevenLabsTtsOptions = {}) {
    super();
    this.#options = options;
    this.sampleRateHz = options.sampleRateHz ?? 24_000;
  }

  async warmUp(): Promise<void> {
    await (await this.#load()).warmUp();
  }

  override async connect(signal: AbortSignal, next?: NextSpeech): Promise<void> {
    await (await this.#load()).connect(signal, next);
  }

  synthesize(pieces: AsyncIterable<string>, options: TtsOptions): AsyncIterable<TtsChunk> {
    const load = () => this.#load();
    return cancellable(options.signal, async function* (signal) {
      yield* (await load()).speak(pieces, { ...options, signal });
    });
  }

  async onModuleDestroy(): Promise<void> {
    (await this.#transport)?.close();
  }

  async #load(): Promise<ElevenLabsTransport> {
    const { apiKey, baseURL = BASE_URL, model = 'eleven_flash_v2_5', voice = VOICES[0] } = this.#options;
    const vendor = ttsVendor(VENDOR, baseURL, BASE_URL);
    requireKey(vendor, apiKey);
    const { sampleRateHz } = this;
    const voiceSettings = voiceSettingsOf(this.#options);
    const settings = { vendor, baseURL, apiKey, model, voice, sampleRateHz, voiceSettings };
    return (this.#transport ??=
      this.#options.transport === 'http'
        ? import('./http-transport.js').then(({ HttpTransport }) => new HttpTransport(settings))
        : import('./websocket-transport.js').then(
            ({ WebSocketTransport }) => new WebSocketTransport(settings),
          ));
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

const MODELS = ['eleven_flash_v2_5', 'eleven_turbo_v2_5', 'eleven_multilingual_v2'] as const;

export const elevenLabsTts: ProviderDefinition<Tts, ElevenLabsTtsOptions> = {
  name: 'elevenlabs',
  label: 'ElevenLabs',
  Options: ElevenLabsTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { models: MODELS, voices: VOICES },
  async listCatalogue({ apiKey, baseURL = BASE_URL }, signal) {
    const vendor = ttsVendor(VENDOR, baseURL, BASE_URL);
    requireKey(vendor, apiKey);
    const { ElevenLabsClient } = await import('elevenlabs');
    const client = new ElevenLabsClient({ apiKey: apiKey ?? '', baseUrl: baseURL });
    try {
      const { voices } = await client.voices.getAll(
        {},
        { maxRetries: 0, timeoutInSeconds: 10, abortSignal: signal },
      );
      return { models: MODELS, voices: voices.map(({ voice_id }) => voice_id) };
    } catch (error) {
      throw await httpProblem(vendor, error);
    }
  },
  create: (options) => new ElevenLabsTts(options),
};
