import { isWithinDepth } from './json-depth.js';

/** What is nested deeper cannot be written again: the stack has its end. */
const MAX_DEPTH = 100;

/** @returns the object that the text is in JSON, or undefined if it is something else, or nested too deep */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && isWithinDepth(value, MAX_DEPTH) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
