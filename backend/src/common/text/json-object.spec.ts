import { describe, expect, it } from 'vitest';
import { jsonObject } from './json-object.js';

describe(jsonObject.name, () => {
  it('reads an object', () => {
    expect(jsonObject(' {"city":"Rome"} ')).toEqual({ city: 'Rome' });
  });

  it.each(['', '{', 'null', '[1]', '"a"', '1', 'Rome'])('reads no object from %j', (text) => {
    expect(jsonObject(text)).toBeUndefined();
  });

  it('reads nothing that is nested too deep to be written again', () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(jsonObject(nested(50))).toBeDefined();
    expect(jsonObject(nested(50_000))).toBeUndefined();
  });
});
