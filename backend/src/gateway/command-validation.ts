import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import {
  InterruptDto,
  PageContextDto,
  PingDto,
  PlaybackDto,
  PushToTalkDto,
  ReceivedDto,
  SessionStartDto,
  TextInputDto,
  ToolDto,
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

type Dto = new () => object;

/** The fields that have a DTO of their own, or a list of it. */
const NESTED: ReadonlyMap<string, Dto> = new Map<string, Dto>([
  ['received', ReceivedDto],
  ['tools', ToolDto],
]);

export type KnownCommand = keyof typeof COMMANDS;

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
  const Dto = COMMANDS[name];
  const known = ownFields(Dto, data).filter(
    ([, value]) => value !== undefined && (value !== null || NULL_MEANS_SOMETHING.has(name)),
  );
  const tooDeep = known.find(([, value]) => isDeeperThan(value, MAX_DEPTH));
  if (tooDeep) return { problem: `${tooDeep[0]} is nested more than ${MAX_DEPTH} levels deep` };
  const checked = instanceOf(Dto, Object.fromEntries(known)) as object;
  const errors = validateSync(checked, { forbidUnknownValues: true });
  return errors.length === 0 ? { data: checked } : { problem: errors.flatMap(describe).join('; ') };
}

/**
 * As class-validator wants it. Made by hand: class-transformer would copy what is free in form, too, and stumble over
 * keys that mean something to JavaScript ("constructor", "__proto__").
 */
function instanceOf(Dto: Dto, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => instanceOf(Dto, item));
  if (typeof value !== 'object' || value === null) return value;
  const fields = ownFields(Dto, value).map(([field, inner]) => {
    const Inner = NESTED.get(field);
    return [field, Inner ? instanceOf(Inner, inner) : inner] as const;
  });
  return Object.assign(new Dto(), Object.fromEntries(fields));
}

/** What a value has of the fields that its DTO says something of. */
function ownFields(Dto: Dto, value: object): [string, unknown][] {
  return fieldsOf(Dto)
    .filter((field) => Object.hasOwn(value, field))
    .map((field) => [field, (value as Record<string, unknown>)[field]]);
}

const fields = new Map<Dto, readonly string[]>();

function fieldsOf(Dto: Dto): readonly string[] {
  let known = fields.get(Dto);
  if (!known) {
    const rules = getMetadataStorage().getTargetValidationMetadatas(Dto, '', true, false);
    known = [...new Set(rules.map(({ propertyName }) => propertyName))];
    fields.set(Dto, known);
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
