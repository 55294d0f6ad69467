import { IsInt, IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { vendorAt } from '../../../provider-kit/errors/vendor.js';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, IsApiUrl, Secret } from '../../../provider-kit/provider-options.js';
import { OpenAiSpeech } from '../../adapter/http/openai-speech.js';
import type { Tts } from '../../tts.port.js';

const VENDOR: Vendor = {
  stage: 'tts',
  provider: 'openai-compatible',
  label: 'The speech server',
  likeOpenAi: true,
};

export class OpenAiCompatibleTtsOptions {
  /** Address of the server's API with its version, such as `http://127.0.0.1:8880/v1`. */
  @IsApiUrl('http', 'https')
  baseURL!: string;

  /** Only for a server that requires one. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @ClientOption()
  model?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @ClientOption()
  voice?: string;

  /** 1 is the normal speed of the voice. */
  @IsOptional()
  @IsNumber()
  @Min(0.25)
  @Max(4)
  @ClientOption()
  speed?: number;

  /** The sample rate of the server's raw PCM, which has no header. Default: 24,000. */
  @IsOptional()
  @IsInt()
  @Min(8_000)
  @Max(48_000)
  sampleRateHz?: number;
}

/** Any server with OpenAI's speech API: Kokoro, Piper, LocalAI and others. */
export class OpenAiCompatibleTts extends OpenAiSpeech {
  constructor({ baseURL, apiKey, model, voice, speed, sampleRateHz }: OpenAiCompatibleTtsOptions) {
    super({
      vendor: vendorAt(VENDOR, baseURL),
      baseURL,
      apiKey,
      // Such servers map OpenAI's names to their own.
      model: model ?? 'tts-1',
      voice: voice ?? 'alloy',
      speed,
      instructions: undefined,
      sampleRateHz: sampleRateHz ?? 24_000,
    });
  }
}

export const openAiCompatibleTts: ProviderDefinition<Tts, OpenAiCompatibleTtsOptions> = {
  name: VENDOR.provider,
  label: 'A server with OpenAI’s speech API',
  Options: OpenAiCompatibleTtsOptions,
  create: (options) => new OpenAiCompatibleTts(options),
};
