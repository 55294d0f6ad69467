/** Describes the problems of a config file for its author. */
import { getMetadataStorage, type ValidationError } from 'class-validator';
import leven from 'leven';
import { looksSecret } from '../common/log/redact.js';
import { secretsOf } from '../provider-kit/provider-options.js';
import { joinPath, type Problem } from './file/setting-path.js';
import type { Origins } from './file/origins.js';

/** @returns the most similar known name, if one is similar enough */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const distances = known.map((other) => ({
    other,
    distance: leven(name.toLowerCase(), other.toLowerCase()),
  }));
  const [best] = distances.sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, Math.floor(name.length / 3)) ? best.other : undefined;
}

/** @returns "; did you mean …?" or a list of the known names */
export function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? `; known: ${known.join(', ')}` : `; did you mean "${meant}"?`;
}

/** @param path of the validated object */
export function problemsOf(errors: ValidationError[], path: string, origins: Origins): Problem[] {
  return errors.flatMap((error) => {
    const here = joinPath(path, error.property);
    // A variable that is not set is reported by interpolate().
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
    return `unknown setting${known.length > 0 ? suggestion(property, known) : ''}`;
  }
  if (rules.includes('nestedValidation')) return `${found(value)}, must be an object`;
  const wanted = Object.values(constraints).map((message) =>
    message.replace(`each value in ${property}`, 'each value').replace(`${property} `, ''),
  );
  const secret = Type !== undefined && secretsOf(Type).includes(property);
  const what = origins.get(path)?.source ?? (secret && value !== undefined ? 'a hidden value' : found(value));
  return `${what}, ${[...new Set(wanted)].reverse().join(', ')}`;
}

/** The problem of an unknown name. @param thing what it should name, e.g. `profile` */
export function unknownName(
  name: string,
  thing: string,
  known: readonly string[],
  path: string,
  origins: Origins,
): Problem {
  const what = origins.get(path)?.source ?? found(name);
  return { path, message: `${what}, which is not a known ${thing}${suggestion(name, known)}` };
}

/** Describes a value for a message: cut to 60 characters, and hidden if it may be a key. */
export function found(value: unknown): string {
  if (value === undefined) return 'not set';
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
