import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.js';
import { englishMatcher } from '../english.js';
import { createTemplate } from './template.js';

const template = (source: string) => createTemplate(source, englishMatcher.language);

describe(createTemplate.name, () => {
  it('matches choices, optional parts and slots', () => {
    const sut = template('(set|start) [a] timer for {duration} [{label}]');
    expect(sut.match('set a timer for 5 minutes')).toEqual({ duration: '5 minutes' });
    expect(sut.match('start timer for 5 minutes pasta')).toEqual({ duration: '5 minutes', label: 'pasta' });
    expect(sut.match('set a timer for')).toBeUndefined();
    expect(sut.match('please set a timer for 5 minutes')).toBeUndefined();
  });

  it('gives a slot another name than its type, and returns the chosen option of a named choice', () => {
    const sut = template('{sign=add|take away} {first:number} {second:number}');
    expect(sut.match('take away 2 3.5')).toEqual({ sign: 'take away', first: '2', second: '3.5' });
  });

  it('matches number words in digits', () => {
    expect(template('one more time').match('1 more time')).toEqual({});
  });

  it('generates sentences that it matches', () => {
    const sut = template('roll (a|two) [big] {what=die|dice}');
    expect(sut.enumerate()).toEqual([
      ...['roll a big die', 'roll a big dice', 'roll a die', 'roll a dice'],
      ...['roll two big die', 'roll two big dice', 'roll two die', 'roll two dice'],
    ]);
    expect(sut.enumerate()).toContain(sut.sample(seededRandom(3)));
    expect(sut.hasSlots).toBe(false);
  });

  it.each([
    ['a (b', /Expected "\)"/],
    ['a b)', /Unexpected "\)"/],
    ['a {nothing}', /Unknown slot "nothing"/],
  ])('refuses "%s"', (source, message) => expect(() => template(source)).toThrow(message));
});
