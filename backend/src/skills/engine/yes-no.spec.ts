import { describe, expect, it } from 'vitest';
import { answerIn } from '#answers';
import { NO, saysNo, YES } from './yes-no.js';

describe(saysNo.name, () => {
  it.each(['No', 'no, no', 'No, stop.', 'no wait', "oh no, don't", 'No. No, thanks.', 'never mind', 'wait'])(
    'is true of "%s"',
    (words) => expect(saysNo(words)).toBe(true),
  );

  it.each(['', 'yes', 'sorry', 'actually', 'no problem, do it', 'stop the music', 'no, click pricing'])(
    'is false of "%s"',
    (words) => expect(saysNo(words)).toBe(false),
  );
});

describe('the words of the skills for yes and no', () => {
  it('are answers by the one table, but for "right"', () => {
    const answers = (phrases: string) =>
      new Set(phrases.split('|').map((phrase) => answerIn(phrase, { wasAskedBefore: true })));
    expect(answers(YES)).toEqual(new Set(['yes', 'other']));
    expect(answers(YES.replace('|right', ''))).toEqual(new Set(['yes']));
    expect(answers(NO)).toEqual(new Set(['no']));
  });
});
