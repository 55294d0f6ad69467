import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Origins } from './file/origins.js';
import { isObject } from './file/config-file.js';
import { joinPath, type Problem } from './file/setting-path.js';
import { problemsOf } from './problems.js';

type Plain = Record<string, unknown>;

/**
 * Validates a part of the config and creates an instance of its class, with its defaults.
 *
 * A value that is one placeholder is text. If its setting is a number or a boolean, the text is converted, in `given` too.
 * @param path of this part, for messages and origins
 */
export function check<T extends object>(
  Type: new () => T,
  given: Plain,
  path: string,
  origins: Origins,
): { value: T; problems: Problem[] } {
  const read = () => plainToInstance(Type, given, { exposeDefaultValues: true });
  let value = read();
  let errors = validate(value);
  if (convertTexts(errors, given, path, origins)) {
    value = read();
    errors = validate(value);
  }
  return { value, problems: [...problemsOf(errors, path, origins), ...listProblems(Type, given, path)] };
}

// A class without settings is an unknown value to class-validator.
const validate = (value: object) =>
  validateSync(value, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });

const PLAIN_TYPES: unknown[] = [Object, Array, String, Number, Boolean];

/** Finds lists in place of objects: class-validator would validate each of their items instead. */
function listProblems(Type: new () => object, given: Plain, path: string): Problem[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const type = classOf(Type, key);
    if (type === undefined || PLAIN_TYPES.includes(type)) return [];
    const here = joinPath(path, key);
    if (Array.isArray(value)) return [{ path: here, message: 'found a list, must be an object' }];
    return isObject(value) ? listProblems(type, value, here) : [];
  });
}

/** The class of a setting, which the compiler notes where it is declared and not inferred from the default. */
function classOf(Type: new () => object, key: string): (new () => object) | undefined {
  const declared: unknown = Reflect.getMetadata('design:type', Type.prototype as object, key);
  const standard = (new Type() as Plain)[key];
  const type = declared === Object && isObject(standard) ? standard.constructor : declared;
  return typeof type === 'function' ? (type as new () => object) : undefined;
}

/** @returns whether any text was converted to a number or a boolean */
function convertTexts(errors: ValidationError[], given: Plain, path: string, origins: Origins): boolean {
  let changed = false;
  for (const { property, constraints = {}, children = [] } of errors) {
    const here = joinPath(path, property);
    const value = given[property];
    if (typeof value === 'object' && value !== null) {
      changed = convertTexts(children, value as Plain, here, origins) || changed;
    } else if (typeof value === 'string' && origins.get(here)?.whole) {
      const converted = convertText(value, Object.keys(constraints));
      if (converted === undefined) continue;
      given[property] = converted;
      changed = true;
    }
  }
  return changed;
}

const NUMBER_RULES = ['isInt', 'isNumber', 'isPositive', 'isIn'];

function convertText(text: string, brokenRules: string[]): number | boolean | undefined {
  if (brokenRules.includes('isBoolean') && /^(?:true|false)$/i.test(text))
    return text.toLowerCase() === 'true';
  const isNumber = brokenRules.some((rule) => NUMBER_RULES.includes(rule));
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
