/** Commands about turns: the user's input and the playback of the answer. */
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
} from 'class-validator';
import type { CommandData, PlaybackState } from '#protocol';
import { command, type CommandTable } from './command.js';

class TextInputDto implements CommandData<'text_input'> {
  @IsString()
  @IsNotEmpty()
  @Matches(/[^\s\p{C}]/u, { message: 'text must not be blank' })
  @MaxLength(8_000)
  text!: string;
}

class PushToTalkDto implements CommandData<'push_to_talk'> {
  @IsIn(['down', 'up'])
  state!: 'down' | 'up';
}

class InterruptDto implements CommandData<'interrupt'> {
  @IsOptional()
  @IsInt()
  turn_id?: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  played_ms?: number;
}

class PlaybackDto implements CommandData<'playback'> {
  @IsInt()
  turn_id!: number;

  @IsNumber()
  @Min(0)
  played_ms!: number;

  @IsIn(['playing', 'drained', 'flushed'] satisfies PlaybackState[])
  state!: PlaybackState;
}

class SleepDto implements CommandData<'sleep'> {
  @IsIn(['on', 'off'])
  state!: 'on' | 'off';
}

class DictationDto implements CommandData<'dictation'> {
  @IsIn(['on', 'off'])
  state!: 'on' | 'off';

  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;

  @IsOptional()
  @IsBoolean()
  ready?: boolean;
}

export const turnCommands = {
  text_input: command({
    dto: TextInputDto,
    session: 'opens',
    // A greeting would be spoken over the answer.
    options: { greet: false },
    handle: (session, data) => session.textInput(data),
  }),
  push_to_talk: command({
    dto: PushToTalkDto,
    session: 'opens',
    handle: (session, data) => session.pushToTalk(data),
  }),
  interrupt: command({
    dto: InterruptDto,
    session: 'required',
    handle: (session, { turn_id, played_ms }) =>
      session.dispatch({ type: 'interrupt', turnId: turn_id, playedMs: played_ms }),
  }),
  sleep: command({
    dto: SleepDto,
    session: 'required',
    handle(session, { state }) {
      const on = state === 'on';
      if (on) session.dispatch({ type: 'interrupt' });
      session.dispatch({ type: 'sleep', on });
    },
  }),
  dictation: command({
    dto: DictationDto,
    session: 'required',
    handle: (session, data) => session.offers.dictation.command(data),
  }),
  playback: command({
    dto: PlaybackDto,
    session: 'required',
    handle: (session, data) => session.playback(data),
  }),
} satisfies Partial<CommandTable>;
