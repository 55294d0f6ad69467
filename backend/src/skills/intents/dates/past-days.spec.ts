import { describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.js';
import { skillContext } from '../../testing/skill-context.js';

describe('days in the past, on Wednesday, November 25, 2026', () => {
  const context = skillContext([], () => new Date(2026, 10, 25, 9, 5));

  it.each([
    ['when was the 3rd', 'Tuesday, November 3 was 22 days ago.'],
    ['what day was the third', 'That was Tuesday, November 3.'],
    ['what day is the third', 'That is Thursday, December 3.'],
    ['what was the date on the 3rd', 'That was Tuesday, November 3.'],
    ['what day of the week was christmas', 'Christmas was on Thursday, December 25, 2025.'],
    ['what day was friday', 'That was Friday, November 20.'],
    ['how many days since the 31st', 'Saturday, October 31 was 25 days ago.'],
    ['how long ago was may the third', 'Sunday, May 3 was 206 days ago.'],
    ['how many days since friday', 'Friday, November 20 was 5 days ago.'],
  ])('“%s”: %s', async (said, answer) => expect(await ask(said, context)).toBe(answer));
});
