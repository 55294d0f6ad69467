import { ArrayMaxSize, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { ClientOption, IsApiUrl, Secret } from '../../../provider-kit/provider-options.js';

export const REALTIME_DELAYS = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const;

export class OpenAiSttOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  /** Of the API, where it is not OpenAI's own. The package speaks to it with TLS alone. */
  @IsOptional()
  @IsApiUrl('https')
  baseURL?: string;

  /** OpenAI recommends this one for live audio: words come while one speaks. */
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model = 'gpt-live-transcribe';

  /** ISO 639-1, where it is not the conversation's. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(20)
  @ClientOption()
  language?: string;

  /** Words that are likely to be said: names, products. Of gpt-live-transcribe and gpt-transcribe. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @ClientOption()
  keyterms?: string[];

  /** What is talked about, in a sentence. Not of gpt-realtime-whisper. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ClientOption()
  prompt?: string;

  /** How long it waits for more before it says a word: later is more accurate. Of live models. */
  @IsOptional()
  @IsIn(REALTIME_DELAYS)
  @ClientOption()
  delay?: (typeof REALTIME_DELAYS)[number];

  /** For a microphone close to the mouth or far from it; otherwise none. */
  @IsOptional()
  @IsIn(['near_field', 'far_field'])
  @ClientOption()
  noiseReduction?: 'near_field' | 'far_field';
}
