import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import {
  InterruptDto,
  PageContextDto,
  PingDto,
  PlaybackDto,
  PushToTalkDto,
  SessionStartDto,
  TextInputDto,
  ToolRegisterDto,
  ToolResultDto,
  UpdateConfigDto,
} from './command.dto.js';

/** The commands that this backend takes. */
const COMMANDS = {
  session_start: SessionStartDto,
  interrupt: InterruptDto,
  playback: PlaybackDto,
  text_input: TextInputDto,
  push_to_talk: PushToTalkDto,
  page_context: PageContextDto,
  tool_register: ToolRegisterDto,
  tool_result: ToolResultDto,
  update_config: UpdateConfigDto,
  ping: PingDto,
};

type KnownCommand = keyof typeof COMMANDS;

export const isCommandName = (name: string): name is KnownCommand => Object.hasOwn(COMMANDS, name);

/** Far more than a JSON Schema has, and far less than what the checks could not walk through. */
const MAX_DEPTH = 32;

/** Here null takes a choice back; everywhere else a field that is null counts as one that is left out. */
const NULL_MEANS_SOMETHING: ReadonlySet<KnownCommand> = new Set(['update_config']);

/** @returns the checked data, or in words what is wrong with it */
export function checkCommand(
  name: KnownCommand,
  data: Record<string, unknown>,
): { data: object } | { problem: string } {
  const known: Record<string, unknown> = {};
  for (const field of fieldsOf(name)) {
    const value = Object.hasOwn(data, field) ? data[field] : undefined;
    if (value === undefined || (value === null && !NULL_MEANS_SOMETHING.has(name))) continue;
    if (isDeeperThan(value, MAX_DEPTH))
      return { problem: `${field} is nested more than ${MAX_DEPTH} levels deep` };
    known[field] = value;
  }
  const checked = plainToInstance<object, unknown>(COMMANDS[name], known);
  const errors = validateSync(checked, { forbidUnknownValues: true });
  return errors.length === 0 ? { data: checked } : { problem: errors.flatMap(describe).join('; ') };
}

const fields = new Map<KnownCommand, ReadonlySet<string>>();

/** What a command may have: the fields that its DTO says something of. */
function fieldsOf(name: KnownCommand): ReadonlySet<string> {
  let known = fields.get(name);
  if (!known) {
    const rules = getMetadataStorage().getTargetValidationMetadatas(COMMANDS[name], '', true, false);
    known = new Set(rules.map(({ propertyName }) => propertyName));
    fields.set(name, known);
  }
  return known;
}

/** Looks no deeper than that itself. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function describe({ constraints, children, property }: ValidationError): string[] {
  // A DTO names the most telling rule first, which is that of the type; decorators are applied from below.
  const own = Object.values(constraints ?? {}).slice(-1);
  return [...own, ...(children ?? []).flatMap(describe).map((problem) => `${property}.${problem}`)];
}
