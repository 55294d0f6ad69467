import { ValidateBy, ValidateNested, type ValidationOptions } from 'class-validator';

type Dto = new () => object;

interface MaxJsonLengthOptions extends ValidationOptions {
  /** The part of the value to measure. Default: all of it. */
  of?: (value: unknown) => unknown;
}

/** A value of any shape with at most this many characters as JSON. */
export function MaxJsonLength(
  maxChars: number,
  { of = (value) => value, ...options }: MaxJsonLengthOptions = {},
): PropertyDecorator {
  const validate = (value: unknown) => (JSON.stringify(of(value)) ?? '').length <= maxChars;
  const defaultMessage = () => `$property must be at most ${maxChars} characters of JSON`;
  return ValidateBy({ name: 'maxJsonLength', validator: { validate, defaultMessage } }, options);
}

const nestedDtos = new Map<unknown, Map<string, Dto>>();

/** A field whose value, or each of its values, has its own DTO. */
export function NestedDto(Nested: Dto, options?: ValidationOptions): PropertyDecorator {
  const validateNested = ValidateNested(options);
  return (prototype, property) => {
    const ofClass = nestedDtos.get(prototype.constructor) ?? new Map<string, Dto>();
    nestedDtos.set(prototype.constructor, ofClass.set(String(property), Nested));
    validateNested(prototype, property);
  };
}

/** @returns the DTO of a field's value, if it has one */
export const nestedDtoOf = (Dto: Dto, field: string): Dto | undefined => nestedDtos.get(Dto)?.get(field);
