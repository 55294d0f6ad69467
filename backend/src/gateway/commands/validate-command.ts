import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import type { ClientCommandName } from '#protocol';
import type { Command } from './command.js';
import { nestedDtoOf } from './decorators.js';
import { COMMANDS } from './index.js';

type Dto = new () => object;

export const isCommandName = (name: string): name is ClientCommandName => Object.hasOwn(COMMANDS, name);

/** Deeper than any JSON Schema, but not deep enough for the checks to overflow the stack. */
const MAX_DEPTH = 32;

/** @returns the command's data as an instance of its DTO, or a clause that says what is wrong */
export function validateCommand(
  name: ClientCommandName,
  data: Record<string, unknown>,
): { data: object } | { problem: string } {
  const { dto, keepsNull }: Command = COMMANDS[name];
  const known = ownFields(dto, data).filter(
    ([, value]) => value !== undefined && (value !== null || keepsNull),
  );
  const tooDeep = known.find(([, value]) => isDeeperThan(value, MAX_DEPTH));
  if (tooDeep) return { problem: `${tooDeep[0]} is nested more than ${MAX_DEPTH} levels deep` };
  const checked = instanceOf(dto, Object.fromEntries(known)) as object;
  const errors = validateSync(checked, { forbidUnknownValues: true });
  return errors.length === 0 ? { data: checked } : { problem: errors.flatMap(describe).join('; ') };
}

/**
 * Makes an instance for class-validator. class-transformer would also copy free-form values and fail on keys such as
 * "constructor" and "__proto__".
 */
function instanceOf(Dto: Dto, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => instanceOf(Dto, item));
  if (typeof value !== 'object' || value === null) return value;
  const fields = ownFields(Dto, value).map(([field, inner]) => {
    const Nested = nestedDtoOf(Dto, field);
    return [field, Nested ? instanceOf(Nested, inner) : inner] as const;
  });
  return Object.assign(new Dto(), Object.fromEntries(fields));
}

/** The fields of a value that its DTO declares. */
function ownFields(Dto: Dto, value: object): [string, unknown][] {
  return fieldsOf(Dto)
    .filter((field) => Object.hasOwn(value, field))
    .map((field) => [field, (value as Record<string, unknown>)[field]]);
}

const fieldsByDto = new Map<Dto, readonly string[]>();

/** The names of the fields that a DTO declares. */
export function fieldsOf(Dto: Dto): readonly string[] {
  let fields = fieldsByDto.get(Dto);
  if (!fields) {
    const rules = getMetadataStorage().getTargetValidationMetadatas(Dto, '', true, false);
    fields = [...new Set(rules.map(({ propertyName }) => propertyName))];
    fieldsByDto.set(Dto, fields);
  }
  return fields;
}

/** Stops at that depth. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function describe({ constraints, children, property }: ValidationError): string[] {
  // The first rule of a DTO comes last here, because decorators are applied from below.
  const own = Object.values(constraints ?? {}).slice(-1);
  return [...own, ...(children ?? []).flatMap(describe).map((problem) => `${property}.${problem}`)];
}
