import { describe, expect, it } from 'vitest';
import { ask, conversation } from '../../testing/ask.js';
import { alarmsOf, contextAt } from '../../testing/skill-context.js';

/** Sunday afternoon in New York. */
const context = (moment = '2026-11-29T16:30[America/New_York]') => contextAt(moment);

describe('a reminder at a time', () => {
  it.each([
    ['at 5 pm remind me to go home', 'go home at 5:00 PM', '2026-11-29T22:00 go home'],
    ["don't let me forget to call Anna at 5 pm", 'call anna at 5:00 PM', '2026-11-29T22:00 call anna'],
    ['remind me at 5 to call my mom', 'call your mom at 5:00 PM', '2026-11-29T22:00 call my mom'],
    ['remind me to call mom at 5 pm', 'call mom at 5:00 PM', '2026-11-29T22:00 call mom'],
    [
      'remind me tomorrow morning to water the plants',
      'water the plants at 9:00 AM tomorrow',
      '2026-11-30T14:00 water the plants',
    ],
    ['remind me to buy milk tomorrow', 'buy milk at 9:00 AM tomorrow', '2026-11-30T14:00 buy milk'],
    [
      'remind me tomorrow at 8 to pay the rent',
      'pay the rent at 8:00 AM tomorrow',
      '2026-11-30T13:00 pay the rent',
    ],
    [
      'remind me at quarter to 6 to leave for the train',
      'leave for the train at 5:45 PM',
      '2026-11-29T22:45 leave for the train',
    ],
    [
      'remind me on Friday to call the bank',
      'call the bank at 9:00 AM on Friday',
      '2026-12-04T14:00 call the bank',
    ],
    [
      'remind me to take my pills every day at 8 am',
      'take your pills at 8:00 AM every day',
      '2026-11-30T13:00 take my pills',
    ],
    [
      'remind me tonight to take out the trash',
      'take out the trash at 8:00 PM',
      '2026-11-30T01:00 take out the trash',
    ],
    [
      'set a reminder to call Anna at noon tomorrow',
      'call anna at 12:00 PM tomorrow',
      '2026-11-30T17:00 call anna',
    ],
    ['set a reminder for 6 pm to feed the cat', 'feed the cat at 6:00 PM', '2026-11-29T23:00 feed the cat'],
  ])('“%s”', async (said, answer, due) => {
    const given = context();
    expect(await ask(said, given)).toBe(`Okay, I'll remind you to ${answer}.`);
    expect(alarmsOf(given)).toEqual([due]);
  });

  it.each([
    [
      'remind me tomorrow at 8 about the dentist',
      'about the dentist at 8:00 AM tomorrow',
      'about the dentist',
    ],
    ['remind me about my appointment at 5 pm', 'about your appointment at 5:00 PM', 'about my appointment'],
    [
      'remind me that the meeting starts in 10 minutes',
      'that the meeting starts at 4:40 PM',
      'that the meeting starts',
    ],
    ['remind me of the concert on Friday', 'of the concert at 9:00 AM on Friday', 'of the concert'],
    ['remind me to read 9 and 10 at 6 pm', 'to read 9 and 10 at 6:00 PM', 'read 9 and 10'],
    ['remind me to buy milk and eggs at 6 pm', 'to buy milk and eggs at 6:00 PM', 'buy milk and eggs'],
    [
      'remind me to pay rent every Monday and Friday at 8',
      'to pay rent at 8:00 AM every Monday and Friday',
      'pay rent',
    ],
  ])('“%s”: %s', async (said, answer, task) => {
    const given = context();
    expect(await ask(said, given)).toBe(`Okay, I'll remind you ${answer}.`);
    expect(given.user.alarms.list()).toMatchObject([{ task }]);
  });

  it.each([
    ['remind me to call mom at 5 and buy milk at 6', 'One reminder at a time, please.'],
    ['remind me to call mom at 5 and at 6', 'One reminder at a time, please.'],
    ['remind me at 5 to call mom and at 6 to buy milk', 'One reminder at a time, please.'],
    ['remind me to call Tom tomorrow and buy milk on Friday', 'One reminder at a time, please.'],
    ['remind me on February 30 to call mom', 'There is no such day in the calendar.'],
    ["remind me to call mom at 25 o'clock", 'There is no such time of day.'],
  ])('“%s” sets none: %s', async (said, why) => {
    const given = context();
    expect(await ask(said, given)).toBe(why);
    expect(alarmsOf(given)).toEqual([]);
  });

  it.each([
    ['remind me on Friday', 'to call Tom', 'to call tom at 9:00 AM on Friday'],
    ['remind me on Monday at 10', 'call my mom', 'to call your mom at 10:00 AM tomorrow'],
    ['set a reminder for 6 pm', 'about the dentist', 'about the dentist at 6:00 PM'],
    ['remind me at 5 pm', 'that the shop closes', 'that the shop closes at 5:00 PM'],
    ['remind me tomorrow', 'water the plants', 'to water the plants at 9:00 AM tomorrow'],
  ])('“%s” is asked for its task: “%s”', async (said, reply, answer) => {
    const given = context();
    const sut = conversation(given);
    expect(await sut.ask(said)).toBe('What shall I remind you of?');
    expect(await sut.ask(reply)).toBe(`Okay, I'll remind you ${answer}.`);
    expect(alarmsOf(given)).toHaveLength(1);
  });

  it.each(['remind me on Friday', 'set a reminder for 6 pm', 'remind me tomorrow'])(
    '“%s” is asked for its task, which is not the next question',
    async (said) => {
      const given = context();
      const sut = conversation(given);
      expect(await sut.ask(said)).toBe('What shall I remind you of?');
      expect(await sut.ask('what time is it')).toBe("It's 4:30 PM.");
      expect(alarmsOf(given)).toEqual([]);
    },
  );

  it.each([
    ['remind me to turn off the stove in 10', 'in 10 minutes', 'turn off the stove at 4:40 PM'],
    ['remind me in 20 to turn off the stove', 'at 5 pm', 'turn off the stove at 5:00 PM'],
    ['remind me to make a list of 10', 'tomorrow', 'make a list of 10 at 9:00 AM tomorrow'],
  ])('“%s” is asked for its time: “%s”', async (said, reply, answer) => {
    const sut = conversation(context());
    expect(await sut.ask(said)).toBe('When shall I remind you?');
    expect(await sut.ask(reply)).toBe(`Okay, I'll remind you to ${answer}.`);
  });

  it('is asked for its time', async () => {
    const sut = conversation();
    expect(await sut.ask('remind me to call my mom')).toBe('When shall I remind you?');
    expect(await sut.ask('tomorrow at 10')).toBe(
      "Okay, I'll remind you to call your mom at 10:00 AM tomorrow.",
    );
  });

  it('is listed and cancelled with those after a duration', async () => {
    const given = context();
    await ask('remind me at 5 pm to call my mom', given);
    await ask('remind me in an hour to drink water', given);
    expect(await ask('what are my reminders', given)).toBe(
      'You have 2 reminders: drink water in 1 hour and call your mom at 5:00 PM.',
    );
    expect(await ask('cancel the reminder to swim', given)).toBe(
      "I can't find that reminder. You have 2 reminders: drink water in 1 hour and call your mom at 5:00 PM.",
    );
    expect(await ask('cancel the reminder to call my mom', given)).toBe(
      'The reminder to call your mom is cancelled.',
    );
    expect(await ask('cancel the water reminder', given)).toBe('The reminder to drink water is cancelled.');
    await ask('remind me tomorrow to buy milk', given);
    await ask('remind me in an hour to drink water', given);
    expect(await ask('cancel all my reminders', given)).toBe('Both reminders are cancelled.');
    expect([...alarmsOf(given), ...given.timers.list()]).toEqual([]);
  });

  it.each([
    ['the first one', 'The reminder to drink water is cancelled.', ['2026-11-29T22:00 call my mom']],
    ['the last', 'The reminder to call your mom is cancelled.', ['drink water']],
    ['the one to call my mom', 'The reminder to call your mom is cancelled.', ['drink water']],
    ['both', 'Both reminders are cancelled.', []],
    ['none', 'Okay, I cancel none.', ['drink water', '2026-11-29T22:00 call my mom']],
  ])('of several is asked for: “%s”', async (reply, answer, left) => {
    const given = context();
    await ask('remind me at 5 pm to call my mom', given);
    await ask('remind me in an hour to drink water', given);
    const sut = conversation(given);
    expect(await sut.ask('cancel the reminder')).toBe(
      'Which reminder: to drink water or to call your mom? You can also cancel all reminders.',
    );
    expect(await sut.ask(reply)).toBe(answer);
    expect([...given.timers.list().map(({ task }) => task), ...alarmsOf(given)]).toEqual(left);
  });
});
