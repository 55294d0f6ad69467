import type { OnModuleDestroy } from '@nestjs/common';
import { IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import { OpenAiSpeech } from '../../adapter/http/openai-speech.js';
import { ttsVendor } from '../../adapter/vendor.js';
import { Tts, type TtsChunk, type TtsOptions } from '../../tts.port.js';

const VENDOR = {
  provider: 'openai',
  label: 'OpenAI',
  apiKeyEnv: 'OPENAI_API_KEY',
  keysUrl: 'https://platform.openai.com/api-keys',
  likeOpenAi: true,
};

const BASE_URL = 'https://api.openai.com/v1';

export class OpenAiTtsOptions extends HttpApiOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @ClientOption()
  model?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @ClientOption()
  voice?: string;

  /** 1 is the voice's own pace. */
  @IsOptional()
  @IsNumber()
  @Min(0.25)
  @Max(4)
  @ClientOption()
  speed?: number;

  /** How to speak, in words: "calm, a little hoarse". The tts-1 models do not listen to it. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  instructions?: string;
}

/** OpenAI's speech API. */
export class OpenAiTts extends Tts implements OnModuleDestroy {
  readonly name = 'openai';
  /** OpenAI's raw PCM is always at this rate. */
  readonly sampleRateHz = 24_000;
  readonly #speech: OpenAiSpeech;

  constructor({ apiKey, baseURL = BASE_URL, model, voice, speed, instructions }: OpenAiTtsOptions = {}) {
    super();
    this.#speech = new OpenAiSpeech({
      vendor: ttsVendor(VENDOR, baseURL, BASE_URL),
      baseURL,
      apiKey,
      model: model ?? MODELS[0],
      voice: voice ?? VOICES[0],
      speed,
      instructions,
      sampleRateHz: this.sampleRateHz,
    });
  }

  async warmUp(): Promise<void> {
    await this.#speech.load();
  }

  override async connect(signal: AbortSignal): Promise<void> {
    await this.#speech.connect(signal);
  }

  synthesize(pieces: AsyncIterable<string>, options: TtsOptions): AsyncIterable<TtsChunk> {
    return this.#speech.speak(pieces, options);
  }

  async onModuleDestroy(): Promise<void> {
    await this.#speech.close();
  }
}

const MODELS = ['gpt-4o-mini-tts', 'tts-1', 'tts-1-hd'] as const;

/** The first ones all models have. */
const VOICES = [
  'coral',
  'alloy',
  'ash',
  'echo',
  'fable',
  'nova',
  'onyx',
  'sage',
  'shimmer',
  'ballad',
  'verse',
  'marin',
  'cedar',
] as const;

export const openAiTts: ProviderDefinition<Tts, OpenAiTtsOptions> = {
  name: 'openai',
  label: 'OpenAI',
  Options: OpenAiTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { models: MODELS, voices: VOICES },
  create: (options) => new OpenAiTts(options),
};
