/** The file of a user's data, and what it must look like to be read. */
import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  IsTimeZone,
  Max,
  MaxLength,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { jsonObject } from '../common/text/json-object.js';
import type { SavedTimer } from './timer-list.js';
import type { Alarm, DueReminder, Note, Preferences, Repeat, ToolChoice } from './user-records.js';

const FILE_VERSION = 1;

/** The largest time that a Date holds. */
const MAX_TIME_MS = 8.64e15;

class SavedName {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  id!: string;

  @IsOptional()
  @IsString()
  label?: string;

  @IsOptional()
  @IsString()
  task?: string;

  @IsNumber()
  @Min(0)
  @Max(MAX_TIME_MS)
  dueAt!: number;
}

class TimerRecord extends SavedName implements SavedTimer {
  @IsPositive()
  durationMs!: number;
}

class RepeatRecord implements Repeat {
  @IsInt()
  @Min(0)
  @Max(23)
  hour!: number;

  @IsInt()
  @Min(0)
  @Max(59)
  minute!: number;

  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @IsIn([1, 2, 3, 4, 5, 6, 7], { each: true })
  days!: number[];

  @IsTimeZone()
  timeZone!: string;
}

class AlarmRecord extends SavedName implements Alarm {
  @IsOptional()
  @ValidateNested()
  @Type(() => RepeatRecord)
  repeat?: RepeatRecord;
}

class MissedRecord extends SavedName implements DueReminder {
  @IsIn(['timer', 'alarm'])
  kind!: 'timer' | 'alarm';

  @IsOptional()
  @IsPositive()
  durationMs?: number;
}

class NoteRecord implements Note {
  @IsString()
  text!: string;

  @IsNumber()
  notedAt!: number;
}

class PreferencesRecord implements Preferences {
  @IsOptional()
  @IsString()
  home?: string;

  @IsOptional()
  @IsPositive()
  speakingRate?: number;

  @IsOptional()
  @IsIn(['allowed', 'denied'])
  weather?: 'allowed' | 'denied';
}

class ToolChoiceRecord implements ToolChoice {
  @IsString()
  server!: string;

  @IsString()
  tool!: string;

  @IsString()
  fingerprint!: string;

  @IsIn(['allow', 'off'])
  policy!: 'allow' | 'off';
}

/** What is kept of a user, as JSON. Times are epoch milliseconds. */
export class SavedUser {
  @Equals(FILE_VERSION)
  version = FILE_VERSION;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => TimerRecord)
  timers: SavedTimer[] = [];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AlarmRecord)
  alarms: Alarm[] = [];

  /** What was due while the user could not be told. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MissedRecord)
  missed: DueReminder[] = [];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => NoteRecord)
  notes: Note[] = [];

  @ValidateNested()
  @Type(() => PreferencesRecord)
  preferences: Preferences = {};

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ToolChoiceRecord)
  toolChoices: readonly ToolChoice[] = [];
}

/** @returns undefined if the text is not such a file, or one of a newer version */
export function readSavedUser(text: string): SavedUser | undefined {
  const value = jsonObject(text);
  if (!value) return undefined;
  const saved = plainToInstance(SavedUser, value, { exposeDefaultValues: true });
  return validateSync(saved, { whitelist: true }).length === 0 ? saved : undefined;
}
