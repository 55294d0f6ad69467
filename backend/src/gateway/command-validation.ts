import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import {
  InterruptDto,
  PingDto,
  PlaybackDto,
  PushToTalkDto,
  SessionStartDto,
  TextInputDto,
  UpdateConfigDto,
} from './command.dto.js';

/** The commands that this backend takes. */
const COMMANDS = {
  session_start: SessionStartDto,
  interrupt: InterruptDto,
  playback: PlaybackDto,
  text_input: TextInputDto,
  push_to_talk: PushToTalkDto,
  update_config: UpdateConfigDto,
  ping: PingDto,
};

type KnownCommand = keyof typeof COMMANDS;

export const isCommandName = (name: string): name is KnownCommand => Object.hasOwn(COMMANDS, name);

/** @returns the checked data, or in words what is wrong with it */
export function checkCommand(
  name: KnownCommand,
  data: Record<string, unknown>,
): { data: object } | { problem: string } {
  const checked = plainToInstance<object, unknown>(COMMANDS[name], data);
  const errors = validateSync(checked, { forbidUnknownValues: true });
  return errors.length === 0 ? { data: checked } : { problem: errors.flatMap(describe).join('; ') };
}

function describe({ constraints, children, property }: ValidationError): string[] {
  const own = Object.values(constraints ?? {}).slice(0, 1);
  return [...own, ...(children ?? []).flatMap(describe).map((problem) => `${property}.${problem}`)];
}
