import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { OPENAI_EFFORTS, type OpenAiEffort } from '../../adapter/openai-api/openai-api-llm.js';
import { ClientOption, HttpApiOptions, Secret } from '../../../provider-kit/provider-options.js';

export const OPENAI_APIS = ['chat', 'responses'] as const;
export type OpenAiApi = (typeof OPENAI_APIS)[number];

const IsHeaders = (): PropertyDecorator =>
  ValidateBy({
    name: 'isHeaders',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.entries(value).every(([name, text]) => /^[\w-]{1,100}$/.test(name) && isHeaderText(text)),
      defaultMessage: () => '$property must have names and values of HTTP headers',
    },
  });

const isHeaderText = (text: unknown) => typeof text === 'string' && /^[\x20-\x7e]{0,2000}$/.test(text);

export class OpenAiLlmOptions extends HttpApiOptions {
  /** Default: OpenAI's fastest model, or the first chat model of another server. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @ClientOption()
  model?: string;

  /** chat: chat completions, which every server has. responses: OpenAI's responses. */
  @IsOptional()
  @IsIn(OPENAI_APIS)
  api?: OpenAiApi;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  @ClientOption()
  temperature?: number;

  /** The most tokens of an answer, including reasoning. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxTokens?: number;

  /** How much a reasoning model thinks before it answers. */
  @IsOptional()
  @IsIn(OPENAI_EFFORTS)
  @ClientOption()
  reasoningEffort?: OpenAiEffort;

  /** Sent with each request, for a proxy or a gateway. */
  @IsOptional()
  @IsObject()
  @IsHeaders()
  @Secret()
  headers?: Record<string, string>;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  organization?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  project?: string;
}
