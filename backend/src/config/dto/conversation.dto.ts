import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsNumber,
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
} from '../../main-control/options/conversation-options.js';
import type { HeardCommandOptions } from '../../main-control/policies/heard-command.js';

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

export class HeardCommandConfig implements HeardCommandOptions {
  /** Whether a recogniser that knows the page may hear commands about it by their names. */
  @IsBoolean()
  enabled = DEFAULT_CONVERSATION_SETTINGS.heardCommand.enabled;

  /** The probability from 0 to 1 from which on such a command is carried out at once. */
  @IsNumber()
  @Min(0)
  @Max(1)
  sure = DEFAULT_CONVERSATION_SETTINGS.heardCommand.sure;

  /** The probability from 0 to 1 from which on it is carried out if the user says yes. */
  @IsNumber()
  @Min(0)
  @Max(1)
  lessSure = DEFAULT_CONVERSATION_SETTINGS.heardCommand.lessSure;

  /** Silence in ms after which such a command may end the speech. */
  @IsInt()
  @Min(32)
  @Max(10_000)
  pauseMs = DEFAULT_CONVERSATION_SETTINGS.heardCommand.pauseMs;
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

  @ValidateNested()
  @Type(() => HeardCommandConfig)
  heardCommand = new HeardCommandConfig();

  /** Time in ms to wait for the final transcript after the end of speech; then the last partial one is used. */
  @IsInt()
  @Min(500)
  @Max(60_000)
  sttFinalTimeoutMs = DEFAULT_CONVERSATION_SETTINGS.sttFinalTimeoutMs;
}
