import { describe, expect, it } from 'vitest';
import { normalize } from './normalize.js';

describe(normalize.name, () => {
  it.each([
    ["What's 20% of 80?", 'what is 20 percent of 80'],
    ['What’s the time…', 'what is the time'],
    ['whats the time', 'what is the time'],
    ['what is your name', 'what is your name'],
    ["it's 5", 'it is 5'],
    ["I can't hear, uh, you!", 'i can not hear you'],
    ["mother's day", 'mothers day'],
    ['23*17', '23 times 17'],
    ['23x17', '23 times 17'],
    ['5 - 3', '5 minus 3'],
    ['5 - -3', '5 minus minus 3'],
    ['-5 + 2', 'minus 5 plus 2'],
    ['2 * -3', '2 times minus 3'],
    ['(2 + 3) * 4', 'open 2 plus 3 close times 4'],
    ['12²', '12 squared'],
    ['1,234.5 + .5', '1234.5 plus 0.5'],
    ['70°F', '70 degrees f'],
    ['10km', '10 km'],
    ['a 5-minute timer', 'a 5 minute timer'],
    ['twenty-three', '23'],
    ['2d6', '2 d 6'],
    ['4th of July', '4th of july'],
    ['until 2026-12-25', 'until 2026-12-25'],
    ['$80', '80 dollars'],
    ['half an hour', '0.5 hour'],
    ['timer four five minutes', 'timer for 5 minutes'],
    ['can you you spell', 'can you spell'],
    ['bye bye', 'bye bye'],
    ['for plus for', '4 plus 4'],
    ['', ''],
  ])('of "%s" is "%s"', (text, normal) => expect(normalize(text)).toBe(normal));

  // Rewriting a text of this length would exceed the test's timeout.
  it.each(['5 - ', '1,', '((', ' ', "'s ", '1/2 ', 'a'])(
    'is empty for a text that repeats %j a million times',
    (part) => {
      expect(normalize(`what time is it${part.repeat(1_000_000)}`)).toBe('');
    },
  );
});
