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
  Min,
  ValidateNested,
} from 'class-validator';
import { TOOL_SETS, type ToolSet } from '../tools/browser-tools.js';
import { AuthConfig, TlsConfig } from './dto/access.dto.js';
import { AgentsConfig } from './dto/agents.dto.js';
import { ConversationConfig } from './dto/conversation.dto.js';
import { McpConfig } from './dto/mcp.dto.js';
import { LogConfig, MetricsConfig } from './dto/observability.dto.js';
import { WeatherServiceConfig } from './dto/weather.dto.js';
import { RecordingConfig } from './dto/recording.dto.js';

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

  /**
   * Which tools of the browser the language model gets: "core" (the eight that matter most), "all", or "auto", which is "core"
   * for models under 8 billion parameters, as far as their names tell. The skills use all.
   */
  @IsIn(TOOL_SETS)
  tools: ToolSet = 'auto';
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

/** Settings of an agent's sessions. What is left out is as in the rest of this file. */
export class GraphConfig extends ProfileConfig {
  /** The profile for the graph's stages without a provider. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  profile?: string;

  /** Settings of the conversation; those that are left out are as in the rest of this file. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ConversationConfig)
  conversation?: ConversationConfig;
}

/** What the sessions of a graph use, with its providers chosen. */
export interface GraphSettings {
  vad: VadConfig;
  stt: StageConfig;
  llm: LlmConfig;
  tts: StageConfig;
  conversation: ConversationConfig;
}

export class EarshotConfig implements GraphSettings {
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

  /** The address to listen on. With another one than the default, clients need a token or a paired key, and should use TLS. */
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

  /** Origins of web pages and other extensions on this computer that may connect without a token, such as "http://localhost:3000", unless auth.loopback is "paired". */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  allowedOrigins: string[] = [];

  /** Who may connect, and with what. */
  @ValidateNested()
  @Type(() => AuthConfig)
  auth = new AuthConfig();

  /** Serves wss:// and https:// instead of ws:// and http://. */
  @IsOptional()
  @ValidateNested()
  @Type(() => TlsConfig)
  tls?: TlsConfig;

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

  /** Prometheus metrics. */
  @ValidateNested()
  @Type(() => MetricsConfig)
  metrics = new MetricsConfig();

  /** What is logged, and how. */
  @ValidateNested()
  @Type(() => LogConfig)
  log = new LogConfig();

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

  /** Recordings of the calls, to look into a problem. */
  @ValidateNested()
  @Type(() => RecordingConfig)
  recording = new RecordingConfig();

  /** Settings of the conversation. */
  @ValidateNested()
  @Type(() => ConversationConfig)
  conversation = new ConversationConfig();

  /** Your own graphs, by name: what the sessions of an agent use in place of the settings of this file. */
  @IsObject()
  graphs: Record<string, GraphSettings> = {};

  /** The Model Context Protocol: tools of other programs for the language model, and the browser's tools for other programs. */
  @ValidateNested()
  @Type(() => McpConfig)
  mcp = new McpConfig();

  /** Agents: gateways that clients start and stop, each on a port of its own. */
  @ValidateNested()
  @Type(() => AgentsConfig)
  agents = new AgentsConfig();
}
