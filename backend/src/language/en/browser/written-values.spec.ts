import { describe, expect, it } from 'vitest';
import { writtenDigits, writtenEmail, writtenNumber } from './written-values.js';

describe(writtenEmail.name, () => {
  it.each([
    ['anna at example dot com', 'anna@example.com'],
    ['Anna at Example dot com', 'anna@example.com'],
    ['anna dot berg at mail dot example dot org', 'anna.berg@mail.example.org'],
    ['anna underscore berg two at example.com', 'anna_berg2@example.com'],
  ])('writes "%s" as %s', (said, written) => expect(writtenEmail(said)).toBe(written));

  it.each([
    'anna',
    'meet me at noon',
    'we all meet up there at example dot com',
    'anna@example.com',
    'at a dot b',
  ])('leaves "%s"', (said) => expect(writtenEmail(said)).toBeUndefined());
});

describe(writtenDigits.name, () => {
  it.each([
    ['three', '3'],
    ['five five five one two', '55512'],
    ['plus four nine oh double three', '+49033'],
  ])('writes "%s" as %s', (said, written) => expect(writtenDigits(said)).toBe(written));

  it.each(['call me', 'three doors', 'double', 'plus', '555-12a'])('leaves "%s"', (said) =>
    expect(writtenDigits(said)).toBeUndefined(),
  );
});

describe(writtenNumber.name, () => {
  it.each([
    ['three', 3],
    ['3', 3],
    ['twenty one', 21],
    ['two point five', 2.5],
    ['minus two', -2],
    ['-4', -4],
  ])('reads "%s" as %d', (said, number) => expect(writtenNumber(said)).toBe(number));

  it.each(['a few', 'three of them', ''])('is none: "%s"', (said) =>
    expect(writtenNumber(said)).toBeUndefined(),
  );
});
