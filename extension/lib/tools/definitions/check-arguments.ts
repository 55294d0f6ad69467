import type { ToolArguments, ToolName } from '../../tool-contract/tool-arguments';
import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import type { FieldSchema } from './schema';
import type { ToolDefinition } from './tool-definitions';

type Checked<Name extends ToolName> = { ok: true; arguments: ToolArguments[Name] } | ToolFailure;

/**
 * Checks the arguments of a call. Numbers and flags may be texts, and null is the same as missing: small models write them so.
 * @returns a failure that names what is wrong and what is right
 */
export function checkArguments<Name extends ToolName>(
  { name, parameters }: ToolDefinition,
  given: Record<string, unknown>,
): Checked<Name> {
  const { properties, required } = parameters;
  const names = Object.keys(properties);
  const present = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const unknown = present.find(([field]) => !Object.hasOwn(properties, field));
  if (unknown) return failure(`${name} has no "${unknown[0].slice(0, 60)}". It takes ${listed(names)}.`);
  const missing = required.find((field) => !present.some(([other]) => other === field));
  if (missing) return failure(`${name} needs "${missing}": ${properties[missing]!.description}`);
  const usable: Record<string, unknown> = {};
  for (const [field, value] of present) {
    const schema = properties[field]!;
    const read = readValue(schema, value);
    if (read === undefined) return failure(`"${field}" of ${name} must be ${expected(schema)}.`);
    usable[field] = read;
  }
  if (name === 'scroll' && !('direction' in usable || 'ref' in usable)) usable.direction = 'down';
  const wanted = needsOneOf(name, usable);
  return wanted ? failure(wanted) : { ok: true, arguments: usable as ToolArguments[Name] };
}

/** Tools whose fields are all optional, and that do nothing without any. */
function needsOneOf(name: ToolName, args: Record<string, unknown>): string | null {
  const has = (...fields: string[]) => fields.some((field) => args[field] !== undefined);
  if (name === 'wait_for' && !has('text', 'gone', 'seconds'))
    return 'wait_for needs "text", "gone" or "seconds".';
  if (name === 'drag' && !has('to_ref', 'dx', 'dy')) return 'drag needs "to_ref", or "dx" and "dy".';
  return null;
}

/** @returns the value as the tool takes it, or undefined if it is not a valid one */
function readValue(schema: FieldSchema, value: unknown): unknown {
  switch (schema.type) {
    case 'string':
      return readText(value, schema.maxLength, schema.enum);
    case 'number':
    case 'integer': {
      const number = readNumber(value);
      const { minimum = -Infinity, maximum = Infinity, type } = schema;
      const fits = number !== undefined && number >= minimum && number <= maximum;
      return fits && (type === 'number' || Number.isSafeInteger(number)) ? number : undefined;
    }
    case 'boolean':
      return readFlag(value);
    case 'array': {
      if (!Array.isArray(value) || value.length > schema.maxItems) return undefined;
      const items = value.map((item: unknown) =>
        schema.items.type === 'string' ? readText(item, 32) : wholeNumber(item),
      );
      return items.includes(undefined) ? undefined : items;
    }
    default:
      return typeof value === 'number' && Number.isFinite(value) ? value : readText(value, schema.maxLength);
  }
}

function readText(value: unknown, maxLength = Infinity, values?: readonly string[]): string | undefined {
  // A model that means the number 3 as a text writes 3.
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length > maxLength) return undefined;
  return values && !values.includes(text) ? undefined : text;
}

function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' || word === 'false' ? word === 'true' : undefined;
}

function readNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function wholeNumber(value: unknown): number | undefined {
  const number = readNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

function expected(schema: FieldSchema): string {
  switch (schema.type) {
    case 'string':
      if (schema.enum) return `one of ${listed(schema.enum)}`;
      return `a text${schema.maxLength ? ` of at most ${schema.maxLength} characters` : ''}`;
    case 'number':
    case 'integer': {
      const { type, minimum, maximum } = schema;
      const kind = type === 'integer' ? 'a whole number' : 'a number';
      if (maximum !== undefined) return `${kind} from ${minimum ?? 0} to ${maximum}`;
      return minimum === undefined ? kind : `${kind}, ${minimum} or more`;
    }
    case 'boolean':
      return 'true or false';
    case 'array': {
      const { items, maxItems } = schema;
      return `a list of at most ${maxItems} ${items.type === 'string' ? 'refs' : 'whole numbers'}`;
    }
    default:
      return 'a number or a text';
  }
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'nothing';
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
