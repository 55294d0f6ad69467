/** The settings of the config file, with their defaults. Their comments become the descriptions in its JSON Schema. */
import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
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
import { WeatherServiceConfig } from './weather.dto.js';

/** A provider and its options. */
export class ProviderChoice {
  /** The provider's name. */
  @IsString()
  @IsNotEmpty()
  provider!: string;

  /** The provider's options. */
  @IsObject()
  options: Record<string, unknown> = {};
}

export class VadConfig {
  /** The provider's name, or "auto". */
  @IsString()
  @IsNotEmpty()
  provider = 'silero';

  /** The provider's options. */
  @IsObject()
  options: Record<string, unknown> = {};
}

export class StageConfig {
  /**
   * The provider's name, or "auto": a cloud provider whose API key is set, otherwise the embedded one. Default: the
   * profile's choice.
   */
  @IsString()
  @IsNotEmpty()
  provider = 'embedded';

  /** The provider's options. */
  @IsObject()
  options: Record<string, unknown> = {};

  /** Providers to use if this one fails, in this order. */
  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => ProviderChoice)
  fallbacks: ProviderChoice[] = [];
}

export class LlmConfig extends StageConfig {
  /** Whether the built-in skills answer questions about timers, the time, arithmetic and the like before the language model. */
  @IsBoolean()
  skills = true;
}

/** Named settings of all stages. A stage that is left out is "auto". */
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
  /** Silence in ms that ends a turn after a complete command. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  completeDelayMs = DEFAULT_CONVERSATION_SETTINGS.endpointing.completeDelayMs;

  /** Silence in ms that ends any other turn: the pause before the reply. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  delayMs = DEFAULT_CONVERSATION_SETTINGS.endpointing.delayMs;

  /** Silence in ms that ends a turn after an unfinished sentence, such as one that ends with "and". */
  @IsInt()
  @Min(0)
  @Max(10_000)
  openDelayMs = DEFAULT_CONVERSATION_SETTINGS.endpointing.openDelayMs;

  /** Whether only the client ends a turn, by `push_to_talk` "up"; silence then ends none. */
  @IsBoolean()
  manual = DEFAULT_CONVERSATION_SETTINGS.endpointing.manual;
}

export class SpeculationConfig implements SpeculationSettings {
  /** Whether to start an answer before it is certain that the turn ended. */
  @IsBoolean()
  enabled = DEFAULT_CONVERSATION_SETTINGS.speculation.enabled;

  /** Whether to synthesise such an answer's speech too: faster, but more of it is discarded. */
  @IsBoolean()
  tts = DEFAULT_CONVERSATION_SETTINGS.speculation.tts;

  /** The most answers that are started early for one turn. */
  @IsInt()
  @Min(1)
  @Max(10)
  maxTries = DEFAULT_CONVERSATION_SETTINGS.speculation.maxTries;
}

export class BargeInConfig implements BargeInSettings {
  /**
   * The shortest speech that stops an answer, in ms. Words that may still change must last 350 ms longer, a
   * sound without words 550 ms.
   */
  @IsInt()
  @Min(1)
  @Max(5_000)
  minSpeechMs = DEFAULT_CONVERSATION_SETTINGS.bargeIn.minSpeechMs;
}

export class ConversationConfig implements ConversationSettings {
  /** Spoken when a conversation starts; "" means no greeting. */
  @IsString()
  @MaxLength(500)
  greeting = DEFAULT_CONVERSATION_SETTINGS.greeting;

  /**
   * Instructions for the language model, before those about what it can see and do here. The built-in skills do not use
   * them.
   */
  @IsString()
  @MaxLength(20_000)
  systemPrompt = DEFAULT_CONVERSATION_SETTINGS.systemPrompt;

  /** The spoken language, as a tag such as "en-US". */
  @IsString()
  @IsNotEmpty()
  language = 'en-US';

  /** The most messages that are kept for the language model; the oldest are dropped first. */
  @IsInt()
  @Min(2)
  @Max(1_000)
  historyMessages = DEFAULT_CONVERSATION_SETTINGS.historyMessages;

  /** The most characters of the language model's answer; then it stops and says so. About 900 are a minute of speech. */
  @IsInt()
  @Min(200)
  @Max(200_000)
  maxAnswerChars = DEFAULT_CONVERSATION_SETTINGS.maxAnswerChars;

  @ValidateNested()
  @Type(() => EndpointingConfig)
  endpointing = new EndpointingConfig();

  @ValidateNested()
  @Type(() => BargeInConfig)
  bargeIn = new BargeInConfig();

  @ValidateNested()
  @Type(() => SpeculationConfig)
  speculation = new SpeculationConfig();

  /** Time in ms to wait for the final transcript after the end of speech; then the last partial one is used. */
  @IsInt()
  @Min(500)
  @Max(60_000)
  sttFinalTimeoutMs = DEFAULT_CONVERSATION_SETTINGS.sttFinalTimeoutMs;
}

export class EarshotConfig {
  /** The JSON Schema of this file, for editors. */
  @IsOptional()
  @IsString()
  $schema?: string;

  /** The profile for stages without a provider: "auto", "cloud", "embedded", or one of `profiles`. */
  @IsString()
  @IsNotEmpty()
  profile = 'auto';

  /** Your own profiles, by name. */
  @IsObject()
  profiles: Record<string, ProfileConfig> = {};

  /** The address to listen on. Keep the default: there is no protection yet against other computers on the network. */
  @IsString()
  @IsNotEmpty()
  host = '127.0.0.1';

  /** The port to listen on; 0 means any free port. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  port = 8765;

  /** Whether only one client may connect at a time; a second one is refused with 1008. */
  @IsBoolean()
  singleClient = false;

  /**
   * Host names and addresses, without port, under which clients may connect besides those of loopback and `host`. Other
   * requests are refused, because a web page can give its own name to this computer's address.
   */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  allowedHosts: string[] = [];

  /** Origins of web pages that may connect. Extensions, pages on loopback addresses and programs always may. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  allowedOrigins: string[] = [];

  /** The most conversations at a time; further clients are refused. */
  @IsInt()
  @Min(1)
  @Max(10_000)
  maxSessions = 100;

  /**
   * Where each user's timers, alarms, notes and preferences are kept. Default: `earshot` in the system's folder for data of
   * applications, such as ~/.local/share/earshot.
   */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  dataFolder?: string;

  /**
   * Whether Open-Meteo, a free weather service without a key, may be asked for forecasts: "ask" each user once, "allowed", or
   * "off". It gets the names and coordinates of places.
   */
  @IsIn(['ask', 'allowed', 'off'])
  weather: 'ask' | 'allowed' | 'off' = 'ask';

  /** Where the weather service is. */
  @ValidateNested()
  @Type(() => WeatherServiceConfig)
  weatherService = new WeatherServiceConfig();

  /** Voice activity detection: tells speech from noise. */
  @ValidateNested()
  @Type(() => VadConfig)
  vad = new VadConfig();

  /** Speech recognition (speech to text). */
  @ValidateNested()
  @Type(() => StageConfig)
  stt = new StageConfig();

  /** The language model, which answers. */
  @ValidateNested()
  @Type(() => LlmConfig)
  llm = new LlmConfig();

  /** Speech synthesis (text to speech). */
  @ValidateNested()
  @Type(() => StageConfig)
  tts = new StageConfig();

  /** Settings of the conversation. */
  @ValidateNested()
  @Type(() => ConversationConfig)
  conversation = new ConversationConfig();
}
