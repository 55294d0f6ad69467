import { IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { vendorAt } from '../../../provider-kit/errors/vendor.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, HttpApiOptions } from '../../../provider-kit/provider-options.js';
import { OpenAiSpeech } from '../../adapter/http/openai-speech.js';
import type { Tts } from '../../tts.port.js';

const VENDOR: Vendor = {
  stage: 'tts',
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

  /** 1 is the normal speed of the voice. */
  @IsOptional()
  @IsNumber()
  @Min(0.25)
  @Max(4)
  @ClientOption()
  speed?: number;

  /** How to speak, in words: "calm, a little hoarse". The tts-1 models ignore it. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  instructions?: string;
}

/** OpenAI's speech API. */
export class OpenAiTts extends OpenAiSpeech {
  constructor({ apiKey, baseURL, model, voice, speed, instructions }: OpenAiTtsOptions = {}) {
    super({
      vendor: vendorAt(VENDOR, baseURL),
      baseURL: baseURL ?? BASE_URL,
      apiKey,
      model: model ?? MODELS[0],
      voice: voice ?? VOICES[0],
      speed,
      instructions,
      // OpenAI's raw PCM has only this rate.
      sampleRateHz: 24_000,
    });
  }
}

/** OpenAI shuts all of them down on January 6, 2027. */
const MODELS = ['gpt-4o-mini-tts', 'tts-1', 'tts-1-hd'] as const;

/** All models have the first nine. */
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
  name: VENDOR.provider,
  label: VENDOR.label,
  Options: OpenAiTtsOptions,
  apiKeyEnv: VENDOR.apiKeyEnv,
  catalogue: { models: MODELS, voices: VOICES },
  create: (options) => new OpenAiTts(options),
};
