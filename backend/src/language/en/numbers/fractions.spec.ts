import { describe, expect, it } from 'vitest';
import { normalize } from '../normalize.js';

describe('a fraction of a unit', () => {
  it.each([
    ['set a timer for 1/2 an hour', 'set a timer for 0.5 hour'],
    ['1 1/2 cups in ml', '1.5 cups in ml'],
    ['2 and 1/2 hours', '2.5 hours'],
    ['3/8 inch in mm', '0.375 inch in mm'],
    ['1/2% of 1000', '0.5 percent of 1000'],
    ['half an hour', '0.5 hour'],
    ['a half hour', '0.5 hour'],
    ['a quarter of an hour', '0.25 hour'],
    ['three quarters of an hour', '0.75 hour'],
    ['a quarter cup', '0.25 cup'],
    ['one and a quarter hours', '1.25 hours'],
    ['two and three quarters miles', '2.75 miles'],
    ['a third of a cup', '0.3333 cup'],
    ['two thirds of a mile', '0.6667 mile'],
    ['an hour and a half', '1.5 hours'],
    ['three pounds and a quarter', '3.25 pounds'],
    ['half a percent of 80', '0.5 percent of 80'],
  ])('"%s" is normalized to "%s"', (said, normal) => expect(normalize(said)).toBe(normal));

  it.each([
    ['1/2 plus 1/4', '1 divided by 2 plus 1 divided by 4'],
    ['one half plus one third', '1 half plus 1 3rd'],
    ['half of 90', 'half of 90'],
    ['the third cup', 'the 3rd cup'],
    ['half past seven', 'half past 7'],
    ['is it due on 3/4 or 3/5 this week', 'is it due on 3/4 or 3/5 this week'],
  ])('"%s" has none and is normalized to "%s"', (said, normal) => expect(normalize(said)).toBe(normal));
});
