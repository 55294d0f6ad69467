import { describe, expect, it } from 'vitest';
import { yours } from './user-words.js';

describe(yours.name, () => {
  it.each([
    ['call my mom', 'call your mom'],
    ['My car is on level 3', 'your car is on level 3'],
    ['I lent Tom ten dollars', 'you lent Tom ten dollars'],
    ["I'm allergic to nuts and I am vegan", "you're allergic to nuts and you are vegan"],
    ['the blue umbrella is mine', 'the blue umbrella is yours'],
    ['Anna owes me money, she told us', 'Anna owes you money, she told you'],
    ['I was in Rome', 'you were in Rome'],
    ['Amy has the army knife', 'Amy has the army knife'],
  ])('%s: %s', (words, turned) => {
    expect(yours(words)).toBe(turned);
  });
});
