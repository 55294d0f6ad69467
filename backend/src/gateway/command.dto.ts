/** What each command's data must look like. Fields that are not named here are ignored. */
import {
  Allow,
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { CommandData, Mode, PingMark, PlaybackState, ToolDescription, ToolPolicy } from '#protocol';
import { MaxJsonLength } from './max-json-length.js';

const MODES: Mode[] = ['hands_free', 'push_to_talk'];
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export class ReceivedDto {
  @IsInt()
  @Min(0)
  turn_id!: number;

  @IsInt()
  @Min(-1)
  seq!: number;
}

export class SessionStartDto implements CommandData<'session_start'> {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  client?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  resume_token?: string;

  @IsOptional()
  @Matches(LANGUAGE, { message: 'language must be a language tag such as "en-US"' })
  language?: string;

  @IsOptional()
  @IsIn(MODES)
  mode?: Mode;

  @IsOptional()
  @IsBoolean()
  greeting?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  capabilities?: string[];

  @IsOptional()
  @IsObject({ message: 'received must be an object such as {"turn_id": 3, "seq": 12}' })
  @ValidateNested()
  received?: ReceivedDto;
}

export class InterruptDto implements CommandData<'interrupt'> {
  @IsOptional()
  @IsInt()
  turn_id?: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  played_ms?: number;
}

export class PlaybackDto implements CommandData<'playback'> {
  @IsInt()
  turn_id!: number;

  @IsNumber()
  @Min(0)
  played_ms!: number;

  @IsIn(['playing', 'drained', 'flushed'] satisfies PlaybackState[])
  state!: PlaybackState;
}

export class TextInputDto implements CommandData<'text_input'> {
  @IsString()
  @IsNotEmpty()
  @Matches(/[^\s\p{C}]/u, { message: 'text must not be blank' })
  @MaxLength(8_000)
  text!: string;
}

export class PushToTalkDto implements CommandData<'push_to_talk'> {
  @IsIn(['down', 'up'])
  state!: 'down' | 'up';
}

/** A page as long as a book is cut by its sender: a message has 1 MiB. */
export class PageContextDto implements CommandData<'page_context'> {
  @IsString()
  @Matches(/^$|^[a-z][a-z\d+.-]*:\S*$/i, { message: 'url must be an address such as "https://example.com/"' })
  @MaxLength(4_096)
  url!: string;

  @IsString()
  @MaxLength(1_000)
  title!: string;

  @IsOptional()
  @IsString()
  @MaxLength(50_000)
  selection?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300_000)
  text?: string;
}

/** A model reads all tools again with every question: what is longer than these would cost more than it helps. */
const MAX_PARAMETERS = 16_000;
const MAX_PARAMETERS_TOGETHER = 64_000;

export class ToolDto implements ToolDescription {
  @Matches(/^[A-Za-z_][\w-]{0,63}$/, {
    message: 'name must be 1 to 64 letters, digits, "_" or "-", with a letter or "_" first',
  })
  name!: string;

  @IsString()
  @MaxLength(2_000)
  description!: string;

  @IsObject()
  @MaxJsonLength(MAX_PARAMETERS)
  parameters!: Record<string, unknown>;

  @IsIn(['allow', 'confirm'] satisfies ToolPolicy[])
  policy!: ToolPolicy;
}

export class ToolRegisterDto implements CommandData<'tool_register'> {
  @IsArray()
  @IsObject({ each: true, message: 'each of tools must be an object' })
  @ArrayMaxSize(64)
  @ArrayUnique((tool: ToolDto | null) => tool?.name, { message: 'tools must have different names' })
  @MaxJsonLength(MAX_PARAMETERS_TOGETHER, {
    of: (tools) => Array.isArray(tools) && tools.map((tool: ToolDto | null) => tool?.parameters),
    message: `the parameters of all tools must be at most ${MAX_PARAMETERS_TOGETHER} characters of JSON together`,
  })
  @ValidateNested({ each: true, message: 'tools must be an array of objects' })
  tools!: ToolDto[];
}

export class ToolResultDto implements CommandData<'tool_result'> {
  @IsString()
  @MaxLength(200)
  call_id!: string;

  /** Any JSON. */
  @Allow()
  result?: unknown;

  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  error?: string;
}

/** A provider and its options: each option has at most 4,000 characters. */
const MAX_CHOICE = 16_000;

export class UpdateConfigDto implements CommandData<'update_config'> {
  [key: string]: unknown;

  @IsOptional()
  @IsObject()
  @MaxJsonLength(MAX_CHOICE)
  stt?: Record<string, unknown>;

  @IsOptional()
  @IsObject()
  @MaxJsonLength(MAX_CHOICE)
  llm?: Record<string, unknown>;

  @IsOptional()
  @IsObject()
  @MaxJsonLength(MAX_CHOICE)
  tts?: Record<string, unknown>;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  voice?: string;

  @IsOptional()
  @Matches(LANGUAGE, { message: 'language must be a language tag such as "en-US"' })
  language?: string;

  @IsOptional()
  @IsIn(MODES)
  mode?: Mode;

  @IsOptional()
  @IsNumber()
  @Min(100)
  @Max(3_000)
  pause_before_reply_ms?: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  interruption_sensitivity?: number;
}

/** A client that does not tell its pongs apart may leave the mark out. */
export class PingDto {
  @ValidateIf((_, t) => !['number', 'boolean', 'undefined'].includes(typeof t))
  @IsString({ message: 't must be a string, a number or a boolean' })
  @MaxLength(200)
  t?: PingMark;
}
