/** What is wrong with a config file, in words for the person who wrote it. */
import { getMetadataStorage, type ValidationError } from 'class-validator';
import leven from 'leven';
import { looksSecret } from '../common/log/redact.js';
import { secretsOf } from '../provider-kit/provider-options.js';
import type { Origins } from './origins.js';

export interface Problem {
  path: string;
  message: string;
}

/** `a.b[0]`, as one would write it in code. */
export function joinPath(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** @returns the known name that was probably meant */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const distances = known.map((other) => ({
    other,
    distance: leven(name.toLowerCase(), other.toLowerCase()),
  }));
  const [best] = distances.sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, Math.floor(name.length / 3)) ? best.other : undefined;
}

/** "; did you mean …", or what there is. */
export function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? `; there are: ${known.join(', ')}` : `; did you mean "${meant}"?`;
}

/** @param path of what was validated */
export function problemsOf(errors: ValidationError[], path: string, origins: Origins): Problem[] {
  return errors.flatMap((error) => {
    const here = joinPath(path, error.property);
    // What is not set was said already, or is of no concern.
    if (origins.get(here)?.unset) return [];
    const below = problemsOf(error.children ?? [], here, origins);
    const message = describe(error, here, origins);
    return message === undefined ? below : [{ path: here, message }, ...below];
  });
}

function describe(
  { property, target, value, constraints = {} }: ValidationError,
  path: string,
  origins: Origins,
) {
  const rules = Object.keys(constraints);
  if (rules.length === 0) return undefined;
  const Type = target?.constructor as (new () => object) | undefined;
  if (rules.includes('whitelistValidation')) {
    const known = Type ? settingsOf(Type) : [];
    return `there is no such setting${known.length > 0 ? suggestion(property, known) : ''}`;
  }
  if (rules.includes('nestedValidation')) return `${found(value)}, must be an object in braces`;
  const wanted = Object.values(constraints).map((message) =>
    message.replace(`each value in ${property}`, 'each value').replace(`${property} `, ''),
  );
  const secret = Type !== undefined && secretsOf(Type).includes(property);
  const what = origins.get(path)?.source ?? (secret && value !== undefined ? 'a hidden value' : found(value));
  return `${what}, ${[...new Set(wanted)].reverse().join(', ')}`;
}

/** Of a name that is none of those that there are. @param thing what it should name */
export function unknownName(
  name: string,
  thing: string,
  known: readonly string[],
  path: string,
  origins: Origins,
): Problem {
  const what = origins.get(path)?.source ?? found(name);
  return { path, message: `${what}, but there is no such ${thing}${suggestion(name, known)}` };
}

/** A value that a person may be shown: nothing that could be a key, and nothing long. */
export function found(value: unknown): string {
  if (value === undefined) return 'nothing is set';
  if (Array.isArray(value)) return 'found a list';
  if (typeof value === 'object' && value !== null) return 'found an object';
  if (typeof value !== 'string') return `found ${String(value)}`;
  if (looksSecret(value)) return 'found a hidden value';
  return `found ${JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value)}`;
}

function settingsOf(Type: new () => object): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Type, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))].filter((name) => name !== '$schema');
}
