import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { ClientOption, IsApiUrl, Secret } from '../../../provider-kit/provider-options.js';

export const REALTIME_DELAYS = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const;

export class OpenAiSttOptions {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @Secret()
  apiKey?: string;

  /** Address of the API, if it is not OpenAI's. Only TLS (`https:`) works. */
  @IsOptional()
  @IsApiUrl('https')
  baseURL?: string;

  /** The model. OpenAI recommends the default for live audio: words come during speech. */
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model = 'gpt-live-transcribe';

  /** The language as an ISO 639-1 code, if it differs from the conversation's. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(20)
  @ClientOption()
  language?: string;

  /** Words that are likely to be said: names, products. Only for gpt-live-transcribe and gpt-transcribe. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @ClientOption()
  keyterms?: string[];

  /** Whether it gets the names of what is visible on the page, to recognise them. Only with the browser extension. */
  @IsBoolean()
  @ClientOption()
  pageNames = true;

  /** The topic, in a sentence. Not for gpt-realtime-whisper. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @ClientOption()
  prompt?: string;

  /** How long the model waits before it returns a word: later is more accurate. Only for gpt-realtime-whisper. */
  @IsOptional()
  @IsIn(REALTIME_DELAYS)
  @ClientOption()
  delay?: (typeof REALTIME_DELAYS)[number];

  /** Noise reduction for a near or a far microphone. Default: none. */
  @IsOptional()
  @IsIn(['near_field', 'far_field'])
  @ClientOption()
  noiseReduction?: 'near_field' | 'far_field';
}
