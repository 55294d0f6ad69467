/** Commands about the session as a whole. In the DTOs, the rule with the most helpful message comes first. */
import {
  ArrayMaxSize,
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
} from 'class-validator';
import type { CommandData, Mode, PingMark, SessionStartData } from '#protocol';
import { command, type CommandTable } from './command.js';
import { MaxJsonLength, NestedDto } from './decorators.js';

const MODES: Mode[] = ['hands_free', 'push_to_talk'];
/** As RFC 5646 recommends. */
const MAX_LANGUAGE_CHARS = 35;
/** Ends early: a rule is checked on text of any length. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,10}$/;

class ReceivedDto implements NonNullable<SessionStartData['received']> {
  @IsInt()
  @Min(0)
  turn_id!: number;

  @IsInt()
  @Min(-1)
  seq!: number;
}

class SessionStartDto implements CommandData<'session_start'> {
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
  @MaxLength(MAX_LANGUAGE_CHARS)
  language?: string;

  @IsOptional()
  @IsString({ message: 'time_zone must be the IANA name of a time zone such as "Europe/Berlin"' })
  @MaxLength(100)
  time_zone?: string;

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
  @MaxLength(100, { each: true })
  capabilities?: string[];

  @IsOptional()
  @IsObject({ message: 'received must be an object such as {"turn_id": 3, "seq": 12}' })
  @NestedDto(ReceivedDto)
  received?: ReceivedDto;
}

/** A provider and its options, each of at most 4,000 characters. */
const MAX_CHOICE_CHARS = 16_000;

class UpdateConfigDto implements CommandData<'update_config'> {
  @IsOptional()
  @IsObject()
  @MaxJsonLength(MAX_CHOICE_CHARS)
  stt?: Record<string, unknown>;

  @IsOptional()
  @IsObject()
  @MaxJsonLength(MAX_CHOICE_CHARS)
  llm?: Record<string, unknown>;

  @IsOptional()
  @IsObject()
  @MaxJsonLength(MAX_CHOICE_CHARS)
  tts?: Record<string, unknown>;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  voice?: string;

  @IsOptional()
  @Matches(LANGUAGE, { message: 'language must be a language tag such as "en-US"' })
  @MaxLength(MAX_LANGUAGE_CHARS)
  language?: string;

  @IsOptional()
  @IsIn(MODES)
  mode?: Mode;

  @IsOptional()
  @IsNumber()
  @Min(100)
  @Max(3_000)
  pause_before_reply_ms?: number | null;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  interruption_sensitivity?: number | null;
}

class ReminderDoneDto implements CommandData<'reminder_done'> {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  id!: string;
}

class PingDto implements CommandData<'ping'> {
  @ValidateIf((_, t) => !['number', 'boolean', 'undefined'].includes(typeof t))
  @IsString({ message: 't must be a string, a number or a boolean' })
  @MaxLength(200)
  t?: PingMark;
}

export const sessionCommands = {
  session_start: command({
    dto: SessionStartDto,
    session: 'none',
    handle: (connection, data) => connection.startSession(data),
  }),
  update_config: command({
    dto: UpdateConfigDto,
    keepsNull: true,
    session: 'awaited',
    handle: (session, data) => session.updateConfig(data),
  }),
  reminder_done: command({
    dto: ReminderDoneDto,
    session: 'awaited',
    handle: (session, data) => session.reminderDone(data),
  }),
  ping: command({
    dto: PingDto,
    session: 'none',
    handle: (connection, { t }) => connection.send({ type: 'cmd', name: 'pong', data: { t } }),
  }),
} satisfies Partial<CommandTable>;
