import type { OnModuleDestroy } from '@nestjs/common';
import { IsInt, IsNotEmpty, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { ClientOption, IsApiUrl, Secret } from '../../../provider-kit/provider-options.js';
import { OpenAiSpeech } from '../../adapter/http/openai-speech.js';
import { ttsVendor } from '../../adapter/vendor.js';
import { Tts, type TtsChunk, type TtsOptions } from '../../tts.port.js';

export class OpenAiCompatibleTtsOptions {
  /** Of the server's API, with its version: `http://127.0.0.1:8880/v1`. */
  @IsApiUrl('http', 'https')
  baseURL!: string;

  /** Where the server wants one. */
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

  /** 1 is the voice's own pace. */
  @IsOptional()
  @IsNumber()
  @Min(0.25)
  @Max(4)
  @ClientOption()
  speed?: number;

  /** Of the raw PCM that the server sends, which does not tell it. */
  @IsOptional()
  @IsInt()
  @Min(8_000)
  @Max(48_000)
  sampleRateHz?: number;
}

/** Any server with OpenAI's speech API: Kokoro, Piper, LocalAI and others. */
export class OpenAiCompatibleTts extends Tts implements OnModuleDestroy {
  readonly name = 'openai-compatible';
  readonly sampleRateHz: number;
  readonly #speech: OpenAiSpeech;

  constructor({ baseURL, apiKey, model, voice, speed, sampleRateHz }: OpenAiCompatibleTtsOptions) {
    super();
    this.sampleRateHz = sampleRateHz ?? 24_000;
    this.#speech = new OpenAiSpeech({
      vendor: ttsVendor({ provider: this.name, label: 'The speech server', likeOpenAi: true }, baseURL),
      baseURL,
      apiKey,
      // Names that such servers take for their own.
      model: model ?? 'tts-1',
      voice: voice ?? 'alloy',
      speed,
      instructions: undefined,
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

export const openAiCompatibleTts: ProviderDefinition<Tts, OpenAiCompatibleTtsOptions> = {
  name: 'openai-compatible',
  label: 'A server with OpenAI’s speech API',
  Options: OpenAiCompatibleTtsOptions,
  create: (options) => new OpenAiCompatibleTts(options),
};
