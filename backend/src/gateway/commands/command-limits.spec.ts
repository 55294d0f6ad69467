import { getMetadataStorage, IsArray, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { MaxJsonLength, NestedDto, nestedDtoOf } from './decorators.js';
import { COMMANDS } from './index.js';
import { fieldsOf } from './validate-command.js';

type Dto = new () => object;

/** Rules that leave no room for a long value. */
const SMALL = ['isBoolean', 'isInt', 'isNumber', 'isIn', 'maxJsonLength'];

/** @returns the paths of the fields that may hold a value of any length */
function unlimited(Dto: Dto, path = ''): string[] {
  return fieldsOf(Dto).flatMap((field) => {
    const at = path === '' ? field : `${path}.${field}`;
    const rules = getMetadataStorage()
      .getTargetValidationMetadatas(Dto, '', true, false)
      .filter(({ propertyName }) => propertyName === field);
    const has = (each: boolean, ...names: string[]) =>
      rules.some((rule) => Boolean(rule.each) === each && names.includes(rule.name ?? rule.type));
    const Nested = nestedDtoOf(Dto, field);
    const inner = Nested ? unlimited(Nested, at) : [];
    if (has(false, 'isArray')) {
      const items = Nested || has(true, ...SMALL, 'maxLength') || has(false, 'maxJsonLength');
      return [...inner, ...(has(false, 'arrayMaxSize') ? [] : [at]), ...(items ? [] : [`${at}[]`])];
    }
    return Nested || has(false, ...SMALL, 'maxLength') ? inner : [at];
  });
}

describe('the limits of commands', () => {
  it.each(Object.entries(COMMANDS))('hold for every string, array and object of %s', (_, { dto }) => {
    expect(unlimited(dto)).toEqual([]);
  });

  it('are missed in each kind of field', () => {
    class Inner {
      @IsString()
      text!: string;
    }
    class Outer {
      @IsString()
      text!: string;

      @IsOptional()
      @IsString()
      @MaxLength(9)
      short?: string;

      @IsArray()
      @IsString({ each: true })
      list!: string[];

      @IsObject()
      any!: object;

      @MaxJsonLength(9)
      little!: object;

      @NestedDto(Inner)
      inner!: Inner;

      @IsArray()
      @NestedDto(Inner, { each: true })
      inners!: Inner[];
    }
    expect(unlimited(Outer).sort()).toEqual(
      ['any', 'inner.text', 'inners', 'inners.text', 'list', 'list[]', 'text'].sort(),
    );
  });
});
