import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Origins } from './origins.js';
import { joinPath, problemsOf, type Problem } from './problems.js';

type Plain = Record<string, unknown>;

/**
 * A part of the config as an instance of its class, with its defaults.
 *
 * A value that is nothing but one placeholder is text, even where the setting is a number or a boolean. What decides is
 * the setting: where it refuses the text for not being a number (or a boolean), and the text is one, the text is read as
 * such; in `given` too.
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
  if (readTexts(errors, given, path, origins)) {
    value = read();
    errors = validate(value);
  }
  return { value, problems: problemsOf(errors, path, origins) };
}

// A class may have no settings at all, which is "unknown" to class-validator.
const validate = (value: object) =>
  validateSync(value, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });

/** @returns whether any text became a number or a boolean */
function readTexts(errors: ValidationError[], given: Plain, path: string, origins: Origins): boolean {
  let changed = false;
  for (const { property, constraints = {}, children = [] } of errors) {
    const here = joinPath(path, property);
    const value = given[property];
    if (typeof value === 'object' && value !== null) {
      changed = readTexts(children, value as Plain, here, origins) || changed;
    } else if (typeof value === 'string' && origins.get(here)?.whole) {
      const better = readText(value, Object.keys(constraints));
      if (better === undefined) continue;
      given[property] = better;
      changed = true;
    }
  }
  return changed;
}

const NUMBER_RULES = ['isInt', 'isNumber', 'isPositive', 'isIn'];

function readText(text: string, brokenRules: string[]): number | boolean | undefined {
  if (brokenRules.includes('isBoolean') && /^(?:true|false)$/i.test(text))
    return text.toLowerCase() === 'true';
  const isNumber = brokenRules.some((rule) => NUMBER_RULES.includes(rule));
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
