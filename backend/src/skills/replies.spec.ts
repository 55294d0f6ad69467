import { describe, expect, it } from 'vitest';
import { ask, conversation } from './testing/ask.js';
import { skillContext } from './testing/skill-context.js';

/** Sentences in order, each with the beginning of its answer. */
type Dialog = readonly (readonly [said: string, answer: string | RegExp])[];

const DIALOGS: Readonly<Record<string, Dialog>> = {
  'the length of a timer': [
    ['set a timer', /^For how long\?/],
    ['five minutes', 'Okay, 5 minutes, starting now.'],
  ],
  'the length of a timer with a name': [
    ['set an egg timer', /^For how long\?/],
    ['for three minutes please', 'Okay, egg timer, 3 minutes, starting now.'],
  ],
  'the unit of a length': [
    ['set a timer for 5', /^For how long\?/],
    ['minutes', 'Okay, 5 minutes, starting now.'],
  ],
  'which timer, by name': [
    ['set a pizza timer for 10 minutes', /^Okay/],
    ['set a timer for 3 minutes', /^Okay/],
    ['cancel the timer', 'Which one: the 3 minute timer or the pizza timer? You can also cancel all timers.'],
    ['the pizza timer', 'The pizza timer is cancelled.'],
  ],
  'which timer, by place, length or none': [
    ['set a pizza timer for 10 minutes', /^Okay/],
    ['set a timer for 3 minutes', /^Okay/],
    ['cancel the timer', /^Which one/],
    ['neither', 'Okay, I cancel none.'],
    ['cancel the timer', /^Which one/],
    ['the last one', 'The pizza timer is cancelled.'],
    ['set a tea timer for 4 minutes', /^Okay/],
    ['cancel the timer', /^Which one/],
    ['the 3 minute one', 'The 3 minute timer is cancelled.'],
  ],
  'both that were offered, and no other': [
    ['set a tea timer for 3 minutes', /^Okay/],
    ['set a pizza timer for 3 minutes', /^Okay/],
    ['set a timer for 5 minutes', /^Okay/],
    ['cancel the 3 minute timer', /^Which one: the tea timer or the pizza timer\?/],
    ['both', 'Both timers are cancelled.'],
    ['list my timers', /^The 5 minute timer has/],
    ['wake me at 7 am', /^Okay/],
    ['set an alarm for 7 pm', /^Okay/],
    ['set an alarm for 9 pm', /^Okay/],
    ['cancel the alarm at 7', /^Which alarm: 7:00 PM or 7:00 AM tomorrow\?/],
    ['neither', 'Okay, I cancel none.'],
    ['cancel the alarm at 7', /^Which alarm: /],
    ['both of them', 'Both alarms are cancelled.'],
    ['list my alarms', 'One alarm is set: 9:00 PM.'],
    ['remind me in 10 minutes to call mom', /^Okay/],
    ['remind me in 20 minutes to call mom back', /^Okay/],
    ['remind me in 30 minutes to call dad back', /^Okay/],
    ['cancel the back reminder', /^Which reminder: to call mom back or to call dad back\?/],
    ['both', 'Both reminders are cancelled.'],
    ['list my reminders', /^You have 1 reminder: call mom in/],
  ],
  'a date': [
    ['how many days until my birthday', /^I don't know when that is\. Tell me a date/],
    ['may the third', '162 days until Monday, May 3, 2027.'],
  ],
  'another place': [
    ['what time is it in Paris', /in Paris\.$/],
    ['and in London?', /in London\.$/],
    ['what about Tokyo', /in Tokyo\.$/],
    ['and what about Berlin', /in Berlin\.$/],
  ],
  'another country': [
    ['what is the capital of France', 'The capital of France is Paris.'],
    ['and Spain?', 'The capital of Spain is Madrid.'],
  ],
  'another day': [
    ['how many days until friday', 'Five days until Friday, November 27.'],
    ['what about Christmas', 'Christmas is in 33 days, on Friday, December 25.'],
  ],
  'the next step of a sum': [
    ['5x5', '5 times 5 is 25.'],
    ['times 2', '25 times 2 is 50.'],
    ['and minus sixty', '50 minus 60 is minus 10.'],
    ['times 3', 'Minus 10 times 3 is minus 30.'],
  ],
  'the word to spell': [
    ['how do you spell it', /^Which word\?/],
    ['friend', 'Friend is spelled F, R, I, E, N, D.'],
  ],
  'an apology, or a wish to hear it again': [
    ['nice to meet you', 'Nice to meet you, too.'],
    ['sorry', 'No problem.'],
    ['excuse me', 'No problem.'],
    ['sorry?', 'No problem.'],
    ['what is two plus two', '2 plus 2 is 4.'],
    ['sorry', '2 plus 2 is 4.'],
    ['pardon me', '2 plus 2 is 4.'],
    ["I'm sorry", 'No problem.'],
  ],
  'the wish to forget a name': [
    ['my name is Anna', 'Nice to meet you, Anna.'],
    ["don't forget my name", /./],
    ["what's my name", 'Your name is Anna.'],
    ['forget my name', "Okay, I won't use your name any more."],
    ["what's my name", "I don't know your name."],
    ['hello', 'Hello. What can I do for you?'],
    ['call me Bob', 'Nice to meet you, Bob.'],
    ['what is my name', 'Your name is Bob.'],
  ],
  'a new request all the same': [
    ['set a timer', /^For how long\?/],
    ['what is two plus two', '2 plus 2 is 4.'],
  ],
};

describe('understands as a reply', () => {
  it.each(Object.entries(DIALOGS))('%s', async (_what, dialog) => {
    const sut = conversation();
    for (const [said, answer] of dialog) {
      if (typeof answer === 'string') expect(await sut.ask(said)).toBe(answer);
      else expect(await sut.ask(said)).toMatch(answer);
    }
  });

  it('an answer to a question that was interrupted', async () => {
    const cutOff = { content: 'For how', interrupted: true, unheard: 'long? Say for example: a minute.' };
    const context = skillContext([
      { role: 'user', content: 'set a timer' },
      { role: 'assistant', ...cutOff },
    ]);
    expect(await ask('five minutes', context)).toBe('Okay, 5 minutes, starting now.');
  });

  it.each(['five minutes', 'the first one', 'may the third', 'and in london', 'times 2'])(
    'not “%s” without a question before it',
    async (said) => expect(await ask(said)).toMatch(/language model/),
  );
});

describe('the place of the last answer', () => {
  const atMs = Date.UTC(2026, 10, 22, 20, 5);
  const after = (answer: string) =>
    skillContext(
      [
        { role: 'user', content: 'and there' },
        { role: 'assistant', content: answer },
      ],
      () => new Date(atMs),
      'UTC',
    );

  it.each([
    ["It's 5:05 AM on Monday in Tokyo.", 'what day is it there', "It's Monday, November 23 in Tokyo."],
    ["It's 5:05 AM on Monday in Tokyo.", "what's the date there", "It's Monday, November 23 in Tokyo."],
    ["It's Monday, November 23 in Tokyo.", 'what time is it there', "It's 5:05 AM on Monday in Tokyo."],
    ["It's 3:05 PM in Washington, D.C.", 'what time is it there now', "It's 3:05 PM in Washington, D.C."],
    ['The capital of Kenya is Nairobi.', 'what time is it over there', "It's 11:05 PM in Nairobi."],
    ['Nepal uses the Nepalese rupee.', 'what weekday is it there', "It's Monday, November 23 in Nepal."],
    ["It's 9:05 PM in Paris. It's 8:05 PM in London.", 'what time is it there', /^I don't know which place/],
    ["It's 8:05 PM.", 'what day is it there', /^I don't know which place/],
    ['Okay, 5 minutes, starting now.', 'what time is it there', /^I don't know which place/],
  ])('“%s”, then “%s”', async (answer, said, expected) => {
    const told = await ask(said, after(answer));
    if (typeof expected === 'string') expect(told).toBe(expected);
    else expect(told).toMatch(expected);
  });
});

describe('running reminders and timers', () => {
  it('cancels a reminder by its words, and all of them', async () => {
    const sut = conversation();
    await sut.ask('remind me in 20 minutes to call my mom');
    await sut.ask('remind me to drink water in an hour');
    await sut.ask('set a timer for 5 minutes');
    expect(await sut.ask('cancel the reminder to call my mom')).toBe(
      'The reminder to call your mom is cancelled.',
    );
    expect(await sut.ask('what are my reminders')).toBe('You have 1 reminder: drink water in 1 hour.');
    expect(await sut.ask('cancel the water reminder')).toBe('The reminder to drink water is cancelled.');
    expect(await sut.ask('cancel the reminder')).toBe('No reminder is set.');
    await sut.ask('remind me to drink water in an hour');
    expect(await sut.ask('cancel all my reminders')).toBe('The reminder is cancelled.');
    expect(await sut.ask('how many timers are running')).toBe(
      'One timer is running: the 5 minute timer has 5 minutes left.',
    );
  });

  it('cancels the timer due first of those with the same name', async () => {
    const context = skillContext();
    context.timers.set(300_000);
    const { id } = context.timers.set(300_000);
    expect(await ask('cancel the 5 minute timer', context)).toBe(
      'The 5 minute timer that is due first is cancelled.',
    );
    expect(context.timers.list().map((timer) => timer.id)).toEqual([id]);
  });

  it('tells the time left by length and by name', async () => {
    const sut = conversation();
    await sut.ask('set a timer for 5 minutes');
    await sut.ask('set a pasta timer for 8 minutes');
    expect(await sut.ask('how long is left on the 5 minute timer')).toBe(
      'The 5 minute timer has 5 minutes left.',
    );
    expect(await sut.ask('how long on the pasta timer')).toBe('The pasta timer has 8 minutes left.');
  });
});
