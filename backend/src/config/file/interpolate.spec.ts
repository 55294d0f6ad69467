import { describe, expect, it } from 'vitest';
import { interpolate } from './interpolate.js';

const env = { NAME: 'World', QUOTED: '","port":1,"x":"', EMPTY: '' };

describe(interpolate.name, () => {
  it.each([
    ['Hello', 'Hello'],
    ['Hello ${env:NAME}!', 'Hello World!'],
    ['${env:NAME}-${env:NAME}', 'World-World'],
    ['${env:OTHER|there}', 'there'],
    ['${env:OTHER|}', ''],
    ['${env:EMPTY|empty}', 'empty'],
    ['${env:OTHER|http://127.0.0.1:1/v1?a|b}', 'http://127.0.0.1:1/v1?a|b'],
    ['$${env:NAME}', '${env:NAME}'],
    ['$$5 and $ {x}', '$$5 and $ {x}'],
    ['${env:QUOTED}', '","port":1,"x":"'],
  ])('replaces %j by %j', (template, text) => {
    expect(interpolate({ a: [{ b: template }] }, env)).toMatchObject({
      value: { a: [{ b: text }] },
      problems: [],
    });
  });

  it('removes null values', () => {
    expect(interpolate({ a: null, b: { c: null, d: 1 } }, env).value).toEqual({ b: { d: 1 } });
  });

  it('keeps numbers, booleans and keys', () => {
    const value = { '${env:NAME}': [1, true] };
    expect(interpolate(value, env).value).toEqual(value);
  });

  it('reports every variable that is not set and has no default, with its path', () => {
    expect(interpolate({ a: ['x', '${env:ONE} ${env:TWO}'] }, env).problems).toMatchObject([
      { path: 'a[1]', message: expect.stringContaining('ONE is not set') },
      { path: 'a[1]', message: expect.stringContaining('TWO is not set') },
    ]);
  });

  it.each(['${NAME}', '${env:}', '${env:A B}', '${env:NAME', '${file:x}'])(
    'reports that %j is not a placeholder',
    (text) => {
      expect(interpolate({ a: text }, env).problems).toMatchObject([
        { path: 'a', message: expect.stringContaining('must be ${env:NAME}') },
      ]);
    },
  );

  it('returns the origins of the values from the environment', () => {
    const { origins } = interpolate({ a: 'x', b: '${env:NAME}', c: 'x${env:NAME}', d: '${env:NO}' }, env);
    expect(Object.fromEntries(origins)).toEqual({
      b: { source: 'found the value of NAME', whole: true, unset: false },
      c: { source: 'found the value of NAME', whole: false, unset: false },
      d: { source: 'found the value of NO', whole: true, unset: true },
    });
  });
});
