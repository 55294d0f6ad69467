import { describe, expect, it } from 'vitest';
import { ask, conversation } from '../../testing/ask.js';
import { alarmsOf, contextAt, skillContext } from '../../testing/skill-context.js';

/** Sunday afternoon in New York. */
const context = (moment = '2026-11-29T16:30[America/New_York]') => contextAt(moment);

describe('setting an alarm', () => {
  it.each([
    ['wake me at 7', '7:00 AM tomorrow', '2026-11-30T12:00'],
    ['wake me up at half past six', '6:30 AM tomorrow', '2026-11-30T11:30'],
    ['wake me at 7 tomorrow evening', '7:00 PM tomorrow', '2026-12-01T00:00'],
    ['please wake me up at eight tomorrow', '8:00 AM tomorrow', '2026-11-30T13:00'],
    ['get me up at 6:15 am', '6:15 AM tomorrow', '2026-11-30T11:15'],
    ['I need to be up at 5 on Friday', '5:00 AM on Friday', '2026-12-04T10:00'],
    ['set an alarm for 7', '7:00 PM', '2026-11-30T00:00'],
    ['set an alarm for 4', '4:00 AM tomorrow', '2026-11-30T09:00'],
    ['set alarm for 5:45 am', '5:45 AM tomorrow', '2026-11-30T10:45'],
    ['set alarm 6 am', '6:00 AM tomorrow', '2026-11-30T11:00'],
    ['set an alarm for noon', '12:00 PM tomorrow', '2026-11-30T17:00'],
    ["set an alarm for 10 o'clock tonight", '10:00 PM', '2026-11-30T03:00'],
    ['alarm at 9:30 pm', '9:30 PM', '2026-11-30T02:30'],
    ['can you set an alarm for quarter past six in the morning', '6:15 AM tomorrow', '2026-11-30T11:15'],
    ['set an alarm for 20 minutes from now', '4:50 PM', '2026-11-29T21:50'],
    ['set an alarm for December 24 at 8 am', '8:00 AM on Thursday, December 24', '2026-12-24T13:00'],
    ['set an alarm called gym for 6 am', '6:00 AM tomorrow', '2026-11-30T11:00 gym'],
    ['set a medicine alarm for 9 pm', '9:00 PM', '2026-11-30T02:00 medicine'],
    ['set a wake up alarm for 6:45 am', '6:45 AM tomorrow', '2026-11-30T11:45'],
    ['set an alarm every weekday at 7', '7:00 AM on weekdays', '2026-11-30T12:00'],
    ['wake me every day at 6', '6:00 AM every day', '2026-11-30T11:00'],
    ['set an alarm for 8 am on Mondays', '8:00 AM every Monday', '2026-11-30T13:00'],
    ['wake me at 9 on weekends', '9:00 AM on weekends', '2026-12-05T14:00'],
    [
      'set an alarm for 7 pm every Tuesday and Thursday',
      '7:00 PM every Tuesday and Thursday',
      '2026-12-02T00:00',
    ],
  ])('“%s”: %s', async (said, when, due) => {
    const given = context();
    expect(await ask(said, given)).toMatch(new RegExp(`^Okay, your (?:\\w+ )?alarm is set for ${when}\\.$`));
    expect(alarmsOf(given)).toEqual([due]);
  });

  it.each([
    ['when the clocks go back', '2026-10-31T18:00[America/New_York]', '2026-11-01T12:00'],
    ['when they go forward', '2027-03-13T17:00[America/New_York]', '2027-03-14T11:00'],
  ])('is for the clock time, in the night %s', async (_, now, due) => {
    const given = context(now);
    await ask('wake me at 7', given);
    expect(alarmsOf(given)).toEqual([due]);
  });

  it("is in the user's zone, wherever the backend runs", async () => {
    const given = context('2026-11-30T03:00[Asia/Kolkata]');
    await ask('wake me at 7', given);
    expect(alarmsOf(given)).toEqual(['2026-11-30T01:30']);
  });

  it.each(['set an alarm', 'wake me up', 'set an alarm for the meeting'])(
    '“%s” asks for the time',
    async (said) => {
      const given = context();
      const sut = conversation(given);
      expect(await sut.ask(said)).toMatch(/^For what time\?/);
      expect(await sut.ask('at half past six am')).toBe('Okay, your alarm is set for 6:30 AM tomorrow.');
      expect(alarmsOf(given)).toHaveLength(1);
    },
  );

  it.each([
    ['set an alarm for tomorrow', 'at 3 pm', '3:00 PM tomorrow'],
    ['set an alarm for Saturday', '9', '9:00 AM on Saturday'],
    ['set an alarm on Saturday', '6', '6:00 AM on Saturday'],
    ['set an alarm for Saturday evening', '9', '9:00 PM on Saturday'],
    ['set an alarm for December 24', "8 o'clock", '8:00 AM on Thursday, December 24'],
    ['wake me up tomorrow', '7', '7:00 AM tomorrow'],
    ['set an alarm for today', '6 pm', '6:00 PM'],
    ['set an alarm for tomorrow', 'Tuesday at 8', '8:00 AM on Tuesday'],
    ['set an alarm for every weekday', 'at half past 6', '6:30 AM on weekdays'],
  ])('“%s”, “%s”: %s, on the day of the question', async (said, reply, when) => {
    const sut = conversation(context());
    expect(await sut.ask(said)).toMatch(/^For what time\?/);
    expect(await sut.ask(reply)).toBe(`Okay, your alarm is set for ${when}.`);
  });

  it.each([
    ['set an alarm for February 30', 'There is no such day in the calendar.'],
    ['set an alarm for April 31st at 8', 'There is no such day in the calendar.'],
    ['wake me on the 31st of June', 'There is no such day in the calendar.'],
    ['set an alarm for the 32nd', 'There is no such day in the calendar.'],
    ["set an alarm for 25 o'clock", 'There is no such time of day.'],
    ['wake me up at 13 pm', 'There is no such time of day.'],
    ['set an alarm for 7:75 tomorrow', 'There is no such time of day.'],
    ['wake me at 6 and at 7', 'One time in each sentence, please.'],
    ['set an alarm for 6 am and 7 am', 'One time in each sentence, please.'],
    ['wake me up yesterday', 'That day is over already.'],
    ['set an alarm for last Friday', 'That day is over already.'],
    ['wake me yesterday at 7', 'That time is over already.'],
    ['set an alarm for today at 3 pm', 'That time is over already.'],
  ])('“%s” is refused: %s', async (said, why) => {
    const given = context();
    expect(await ask(said, given)).toBe(why);
    expect(alarmsOf(given)).toEqual([]);
  });

  it.each([
    'change my alarm sound',
    'arm the alarm system',
    'turn on the alarm system',
    'do you wake up early',
  ])('“%s” sets none', async (said) => {
    const given = context();
    await ask(said, given);
    expect(alarmsOf(given)).toEqual([]);
  });
});

describe('alarms that are set', () => {
  const withAlarms = async () => {
    const given = context();
    await ask('set an alarm for 7 am', given);
    await ask('set an alarm called gym for 6 pm', given);
    return given;
  };

  it.each([
    'what alarms do I have',
    'are any alarms set',
    'list my alarms',
    'do I have an alarm set',
    'when is my next alarm',
  ])('“%s” lists them, the next one first', async (said) => {
    expect(await ask(said, context())).toBe('No alarm is set.');
    expect(await ask(said, await withAlarms())).toBe(
      'Two alarms are set: gym at 6:00 PM and 7:00 AM tomorrow.',
    );
  });

  it.each([
    ['turn off my 7 am alarm', ['2026-11-29T23:00 gym']],
    ['cancel the alarm at 7', ['2026-11-29T23:00 gym']],
    ['cancel the gym alarm', ['2026-11-30T12:00']],
    ['delete my next alarm', ['2026-11-30T12:00']],
    ['delete all alarms', []],
    ['turn off all my alarms', []],
  ])('“%s” cancels the right ones', async (said, left) => {
    const given = await withAlarms();
    expect(await ask(said, given)).toMatch(/cancelled\.$/);
    expect(alarmsOf(given)).toEqual(left);
  });

  it('asks which one', async () => {
    const given = await withAlarms();
    const sut = conversation(given);
    expect(await sut.ask('cancel my alarm')).toBe(
      'Which alarm: gym at 6:00 PM or 7:00 AM tomorrow? You can also cancel all alarms.',
    );
    expect(await sut.ask('the one at 7')).toBe('The alarm at 7:00 AM tomorrow is cancelled.');
    expect(alarmsOf(given)).toEqual(['2026-11-29T23:00 gym']);
  });

  it('knows when there is no such alarm', async () => {
    const given = await withAlarms();
    expect(await ask('cancel the 8 am alarm', given)).toBe(
      "I can't find that alarm. These are set: gym at 6:00 PM and 7:00 AM tomorrow.",
    );
    expect(alarmsOf(given)).toHaveLength(2);
  });

  it('moves to another time', async () => {
    const given = context();
    await ask('wake me at 7', given);
    expect(await ask('change my alarm to 8 am', given)).toBe(
      'Okay, your alarm is now set for 8:00 AM tomorrow.',
    );
    expect(alarmsOf(given)).toEqual(['2026-11-30T13:00']);
  });

  it.each([
    ['snooze', 10],
    ['snooze for five minutes', 5],
    ['another 15 minutes', 15],
  ])('rings again after “%s”', async (said, minutes) => {
    let now = '2026-11-29T21:30:00Z';
    const given = skillContext([], () => new Date(now), 'America/New_York');
    expect(await ask('snooze', given)).toBe('Nothing has gone off just now.');
    await ask('set an alarm for 5 pm', given);
    now = '2026-11-29T22:01:00Z';
    given.user.alarms.takeDue();
    expect(await ask(said, given)).toBe(`Okay, again in ${minutes} minutes.`);
    expect(alarmsOf(given)).toEqual([
      new Date(Date.parse(now) + minutes * 60_000).toISOString().slice(0, 16),
    ]);
  });
});
