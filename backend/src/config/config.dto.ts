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
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  DEFAULT_CONVERSATION_SETTINGS,
  type BargeInSettings,
  type ConversationSettings,
  type EndpointingSettings,
  type SpeculationSettings,
} from '../main-control/options/conversation-options.js';

/** One provider and what it is told. */
export class ProviderChoice {
  /** A name in the stage's registry. */
  @IsString()
  @IsNotEmpty()
  provider!: string;

  /** What that provider can be told; the provider knows which. */
  @IsObject()
  options: Record<string, unknown> = {};
}

export class VadConfig {
  /** A name in the stage's registry, or "auto". */
  @IsString()
  @IsNotEmpty()
  provider = 'silero';

  /** What that provider can be told; the provider knows which. */
  @IsObject()
  options: Record<string, unknown> = {};
}

export class StageConfig {
  /**
   * A name in the stage's registry, or "auto": the cloud's where its key is set, otherwise the embedded one. Where it is
   * left out, the profile decides.
   */
  @IsString()
  @IsNotEmpty()
  provider = 'embedded';

  /** What that provider can be told; the provider knows which. */
  @IsObject()
  options: Record<string, unknown> = {};

  /** Who stands in where the provider fails, in this order. */
  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => ProviderChoice)
  fallbacks: ProviderChoice[] = [];
}

export class LlmConfig extends StageConfig {
  /** Timers, clock, arithmetic and the like are answered by the built-in skills, whatever the language model is. */
  @IsBoolean()
  skills = true;
}

/** The providers of all stages under one name. What it leaves out is "auto". */
export class ProfileConfig {
  @IsOptional()
  @ValidateNested()
  @Type(() => VadConfig)
  vad?: VadConfig;

  @IsOptional()
  @ValidateNested()
  @Type(() => StageConfig)
  stt?: StageConfig;

  @IsOptional()
  @ValidateNested()
  @Type(() => LlmConfig)
  llm?: LlmConfig;

  @IsOptional()
  @ValidateNested()
  @Type(() => StageConfig)
  tts?: StageConfig;
}

export class EndpointingConfig implements EndpointingSettings {
  /** Silence that ends a turn after a whole command: the shortest that does. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  completeDelayMs = DEFAULT_CONVERSATION_SETTINGS.endpointing.completeDelayMs;

  /** Silence that ends a turn: the pause before the reply. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  delayMs = DEFAULT_CONVERSATION_SETTINGS.endpointing.delayMs;

  /** Silence that ends a turn after words that leave something open, such as "and": the longest that is waited for. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  openDelayMs = DEFAULT_CONVERSATION_SETTINGS.endpointing.openDelayMs;

  /** No silence ends a turn, but the client, by `push_to_talk` "up". */
  @IsBoolean()
  manual = DEFAULT_CONVERSATION_SETTINGS.endpointing.manual;
}

export class SpeculationConfig implements SpeculationSettings {
  /** Whether to begin an answer before the turn has surely ended. */
  @IsBoolean()
  enabled = DEFAULT_CONVERSATION_SETTINGS.speculation.enabled;

  /** Whether to speak ahead too: faster still, and more for nothing. */
  @IsBoolean()
  tts = DEFAULT_CONVERSATION_SETTINGS.speculation.tts;

  /** Most answers begun for one turn. */
  @IsInt()
  @Min(1)
  @Max(10)
  maxTries = DEFAULT_CONVERSATION_SETTINGS.speculation.maxTries;
}

export class BargeInConfig implements BargeInSettings {
  /** Only speech that lasts this long can stop an answer without words. */
  @IsInt()
  @Min(1)
  @Max(5_000)
  minSpeechMs = DEFAULT_CONVERSATION_SETTINGS.bargeIn.minSpeechMs;
}

export class ConversationConfig implements ConversationSettings {
  /** Spoken when a conversation starts; "" for none. */
  @IsString()
  @MaxLength(500)
  greeting = DEFAULT_CONVERSATION_SETTINGS.greeting;

  /** Instructions for a language model. The skills have no use for it. */
  @IsString()
  @MaxLength(20_000)
  systemPrompt = DEFAULT_CONVERSATION_SETTINGS.systemPrompt;

  /** The language spoken, as a tag such as "en-US". */
  @IsString()
  @IsNotEmpty()
  language = 'en-US';

  /** Most messages that are kept for the model, oldest dropped first. */
  @IsInt()
  @Min(2)
  @Max(1_000)
  historyMessages = DEFAULT_CONVERSATION_SETTINGS.historyMessages;

  @ValidateNested()
  @Type(() => EndpointingConfig)
  endpointing = new EndpointingConfig();

  @ValidateNested()
  @Type(() => BargeInConfig)
  bargeIn = new BargeInConfig();

  @ValidateNested()
  @Type(() => SpeculationConfig)
  speculation = new SpeculationConfig();

  /** No transcript this long after speech ended: the turn goes on with the last partial one. */
  @IsInt()
  @Min(500)
  @Max(60_000)
  sttFinalTimeoutMs = DEFAULT_CONVERSATION_SETTINGS.sttFinalTimeoutMs;
}

export class EarshotConfig {
  /** For editors: where the schema of this file is. */
  @IsOptional()
  @IsString()
  $schema?: string;

  /** The providers of stages that name none: "auto", "cloud", "embedded", or one of `profiles`. */
  @IsString()
  @IsNotEmpty()
  profile = 'auto';

  /** Your own profiles, by name. */
  @IsObject()
  profiles: Record<string, ProfileConfig> = {};

  /** The address to listen on. Leave it: there is no protection yet against others on a network. */
  @IsString()
  @IsNotEmpty()
  host = '127.0.0.1';

  /** The port to listen on; 0 is any free one. */
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

  /** Most conversations at once; more clients are refused. */
  @IsInt()
  @Min(1)
  @Max(10_000)
  maxSessions = 100;

  /** Who tells speech from noise. */
  @ValidateNested()
  @Type(() => VadConfig)
  vad = new VadConfig();

  /** Who understands speech. */
  @ValidateNested()
  @Type(() => StageConfig)
  stt = new StageConfig();

  /** Who thinks. */
  @ValidateNested()
  @Type(() => LlmConfig)
  llm = new LlmConfig();

  /** Who speaks. */
  @ValidateNested()
  @Type(() => StageConfig)
  tts = new StageConfig();

  /** How a conversation runs. */
  @ValidateNested()
  @Type(() => ConversationConfig)
  conversation = new ConversationConfig();
}
