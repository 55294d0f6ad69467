/** Earshot's configuration, with its defaults. What a config file may say is what stands here. */
import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  DEFAULT_CONVERSATION_OPTIONS,
  type ConversationOptions,
  type SpeculationOptions,
} from '../main-control/conversation-options.js';
import type { EndpointingOptions } from '../main-control/endpointing.js';

export class StageConfig {
  constructor(provider = 'embedded') {
    this.provider = provider;
  }

  /** A name in the stage's registry. */
  @IsString()
  @IsNotEmpty()
  provider: string;

  /** What that provider can be told; the provider knows which. */
  @IsObject()
  options: Record<string, unknown> = {};
}

export class EndpointingConfig implements EndpointingOptions {
  @IsInt()
  @Min(0)
  @Max(10_000)
  completeDelayMs = DEFAULT_CONVERSATION_OPTIONS.endpointing.completeDelayMs;

  @IsInt()
  @Min(0)
  @Max(10_000)
  delayMs = DEFAULT_CONVERSATION_OPTIONS.endpointing.delayMs;

  @IsInt()
  @Min(0)
  @Max(10_000)
  openDelayMs = DEFAULT_CONVERSATION_OPTIONS.endpointing.openDelayMs;
}

export class SpeculationConfig implements SpeculationOptions {
  @IsBoolean()
  enabled = DEFAULT_CONVERSATION_OPTIONS.speculation.enabled;

  @IsBoolean()
  tts = DEFAULT_CONVERSATION_OPTIONS.speculation.tts;

  @IsInt()
  @Min(1)
  @Max(10)
  maxTries = DEFAULT_CONVERSATION_OPTIONS.speculation.maxTries;
}

export class BargeInConfig {
  @IsInt()
  @Min(1)
  @Max(5_000)
  minSpeechMs = DEFAULT_CONVERSATION_OPTIONS.bargeIn.minSpeechMs;
}

export class ConversationConfig implements ConversationOptions {
  @IsString()
  @MaxLength(500)
  greeting = DEFAULT_CONVERSATION_OPTIONS.greeting;

  @IsString()
  @MaxLength(20_000)
  systemPrompt = DEFAULT_CONVERSATION_OPTIONS.systemPrompt;

  @IsString()
  @IsNotEmpty()
  language = 'en-US';

  @IsInt()
  @Min(2)
  @Max(1_000)
  historyMessages = DEFAULT_CONVERSATION_OPTIONS.historyMessages;

  @ValidateNested()
  @Type(() => EndpointingConfig)
  endpointing = new EndpointingConfig();

  @ValidateNested()
  @Type(() => BargeInConfig)
  bargeIn = new BargeInConfig();

  @ValidateNested()
  @Type(() => SpeculationConfig)
  speculation = new SpeculationConfig();

  @IsInt()
  @Min(500)
  @Max(60_000)
  sttFinalTimeoutMs = DEFAULT_CONVERSATION_OPTIONS.sttFinalTimeoutMs;
}

export class EarshotConfig {
  @IsString()
  @IsNotEmpty()
  host = '127.0.0.1';

  /** 0: any free one. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  port = 8765;

  /** One client at a time; a second one is refused with 1008. */
  @IsBoolean()
  singleClient = false;

  /** Web pages that may connect, by origin. Extensions, loopback pages and programs always may. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  allowedOrigins: string[] = [];

  @IsInt()
  @Min(1)
  @Max(10_000)
  maxSessions = 100;

  @ValidateNested()
  @Type(() => StageConfig)
  vad = new StageConfig('silero');

  @ValidateNested()
  @Type(() => StageConfig)
  stt = new StageConfig();

  @ValidateNested()
  @Type(() => StageConfig)
  llm = new StageConfig();

  @ValidateNested()
  @Type(() => StageConfig)
  tts = new StageConfig();

  @ValidateNested()
  @Type(() => ConversationConfig)
  conversation = new ConversationConfig();
}
