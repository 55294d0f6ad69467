import { ValidateBy, type ValidationOptions } from 'class-validator';

interface MaxJsonLengthOptions extends ValidationOptions {
  /** What of the value counts; left out: all of it. */
  of?: (value: unknown) => unknown;
}

/** A value of any form, with at most this many characters as JSON. What is no object has other rules to fail. */
export function MaxJsonLength(
  most: number,
  { of = (value) => value, ...options }: MaxJsonLengthOptions = {},
): PropertyDecorator {
  const validate = (value: unknown) => typeof value !== 'object' || JSON.stringify(of(value)).length <= most;
  const defaultMessage = () => `$property must be at most ${most} characters of JSON`;
  return ValidateBy({ name: 'maxJsonLength', validator: { validate, defaultMessage } }, options);
}
