import { describe, expect, it } from 'vitest';
import { answerTo, ask } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';

describe('a sentence that resembles a command', () => {
  it.each([
    ['set a timer for five minutes in', 'Okay, 5 minutes, starting now.'],
    ['what time is it a try', "It's 9:05 AM."],
    ['what what time is it', "It's 9:05 AM."],
    ["quick question: what's 15% of 60", '15 percent of 60 is 9.'],
    ['what tme is it', "It's 9:05 AM."],
    ['wat is the date', 'Today is Sunday, November 22.'],
    ['where is Germny', 'Germany is in Western Europe.'],
    ['how many days until chirstmas', 'Christmas is in 33 days, on Friday, December 25.'],
  ])('"%s" is answered with %s', async (said, answer) => expect(await ask(said)).toMatch(answer));

  it.each([
    'do not set a timer for five minutes',
    'never set a timer for five minutes',
    'what time is it in narnia',
    'what is the time zone of dubai and london',
    'why is what time is it',
    'translate what time is it',
    'what is 2 plus 2 in binary',
    'what is the capitol of frnace',
    'party time',
    'the other day i said stop it',
  ])('"%s" means something else', async (said) =>
    expect(await ask(said)).toMatch(/language model|translate/),
  );

  it.each(['cancel the timer in', 'hello cancel the timerr', 'banana cancel all timers'])(
    '"%s" cancels nothing by guess',
    async (said) => {
      const context = skillContext();
      context.timers.set(300_000);
      await ask(said, context);
      expect(context.timers.list()).toHaveLength(1);
    },
  );

  it('goes to a language model if there is one', async () => {
    expect(await answerTo('what tme is it', skillContext(), true)).toBeUndefined();
  });
});
