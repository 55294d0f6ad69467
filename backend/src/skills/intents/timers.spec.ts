import { describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import { skillContext, SUNDAY_MORNING } from '../testing/skill-context.js';

/** Two timers: five minutes, and ten for pasta. */
function twoTimers() {
  const context = skillContext();
  context.timers.set(300_000);
  context.timers.set(600_000, { label: 'pasta' });
  return context;
}

const running = ({ timers }: ReturnType<typeof skillContext>) =>
  timers.list().map(({ durationMs, label }) => [durationMs / 60_000, label]);

describe('sentences about a timer that do not set one', () => {
  it.each([
    'cancel the timer for 5 minutes',
    'cancel timer for 5 minutes',
    'cancel my timer 5 minutes',
    'cancel the 5 minute timer',
    'stop my timer for five minutes',
    'Delete the timer of five minutes.',
    'remove the five minutes timer',
    'end that timer for 5 minutes',
    'please cancel a timer for five minutes',
  ])('“%s” cancels it', async (said) => {
    const context = twoTimers();
    expect(await ask(said, context)).toBe('The 5 minute timer is cancelled.');
    expect(running(context)).toEqual([[10, 'pasta']]);
  });

  it.each([
    'cancel the pasta timer for 10 minutes',
    'stop pasta timer',
    'stop pasta timer 10 minutes',
    'delete my ten minute pasta timer',
  ])('“%s” cancels the one of that name', async (said) => {
    const context = twoTimers();
    expect(await ask(said, context)).toBe('The pasta timer is cancelled.');
    expect(running(context)).toEqual([[5, undefined]]);
  });

  it('cancels no timer of another length', async () => {
    const context = twoTimers();
    expect(await ask('cancel the timer for 7 minutes', context)).toBe(
      "I can't find that timer. These are running: the 5 minute timer and the pasta timer.",
    );
    expect(running(context)).toHaveLength(2);
  });

  it.each([
    'pause the timer',
    'pause timer for 5 minutes',
    'pause the pasta timer',
    'hold my 5 minute timer',
    'resume the timer',
  ])('“%s” says that a timer cannot be paused', async (said) => {
    const context = twoTimers();
    expect(await ask(said, context)).toBe("I can't pause a timer. I can cancel it and set another one.");
    expect(running(context)).toHaveLength(2);
  });

  it.each([
    ['add five minutes to the 5 minute timer', [10]],
    ['add 2 more minutes to the timer for 5 minutes', [7]],
    ['extend my 5 minute timer by another minute', [6]],
    ['increase the 5 minute timer by 30 seconds', [5.5]],
    ['make the 5 minute timer 5 minutes longer', [10]],
    ['take 2 minutes off my 5 minute timer', [3]],
    ['remove 1 minute from the five minute timer', [4]],
    ['shorten the 5 minute timer by 90 seconds', [3.5]],
    ['change my 5 minute timer to 20 minutes', [20]],
    ['set my 5 minute timer to 6 minutes', [6]],
    ['take 7 minutes off my 5 minute timer', [5]],
  ])('“%s” leaves %j minutes', async (said, [minutes]) => {
    const context = skillContext();
    context.timers.set(5 * 60_000);
    await ask(said, context);
    expect(running(context)).toEqual([[minutes, undefined]]);
  });

  it.each([
    ['set the tea timer to 6 minutes', [[6, 'tea']]],
    ['set my tea timer for 90 seconds', [[1.5, 'tea']]],
    ['make the tea timer 7 minutes', [[7, 'tea']]],
    [
      'set the egg timer to 6 minutes',
      [
        [5, 'tea'],
        [6, 'egg'],
      ],
    ],
    [
      'set a tea timer for 6 minutes',
      [
        [5, 'tea'],
        [6, 'tea'],
      ],
    ],
  ])('“%s” changes the tea timer if it is the one', async (said, left) => {
    const context = skillContext();
    context.timers.set(5 * 60_000, { label: 'tea' });
    await ask(said, context);
    expect(running(context).toSorted()).toEqual(left);
  });

  it.each([
    ['cancel all timers', 'One timer and 1 reminder are cancelled.'],
    ['cancel everything', 'One timer, 1 alarm and 2 reminders are cancelled.'],
    ['cancel all my timers, alarms and reminders', 'One timer, 1 alarm and 2 reminders are cancelled.'],
    ['delete all alarms and reminders', 'One alarm and 2 reminders are cancelled.'],
    ['cancel my timer and my alarm', 'One timer and 1 alarm are cancelled.'],
  ])('“%s” says what it cancels: %s', async (said, answer) => {
    const context = skillContext();
    expect(await ask(said, context)).toMatch(/^No /);
    context.timers.set(300_000);
    context.timers.set(300_000, { task: 'drink water' });
    const dueAt = context.now().getTime() + 60_000;
    context.user.alarms.set({ dueAt });
    context.user.alarms.set({ dueAt, task: 'call mom' });
    expect(await ask(said, context)).toBe(answer);
  });

  it.each([
    ['snooze', 'set a tea timer for 5 minutes', [[10, 'tea']], 'Okay, again in 10 minutes.'],
    [
      'snooze the timer for 2 minutes',
      'set a timer for 5 minutes',
      [[2, undefined]],
      'Okay, again in 2 minutes.',
    ],
    [
      'snooze for 3 minutes',
      'remind me about the tea in 5 minutes',
      [],
      "Okay, I'll remind you again about the tea in 3 minutes.",
    ],
    [
      'snooze',
      'remind me to call my mom in 5 minutes',
      [[10, undefined]],
      "Okay, I'll remind you again to call your mom in 10 minutes.",
    ],
  ])('“%s” after “%s” went off', async (said, first, left, answer) => {
    let now = SUNDAY_MORNING;
    const context = skillContext([], () => now);
    await ask(first, context);
    expect(await ask(said, context)).toBe('Nothing has gone off just now.');
    now = new Date(now.getTime() + 301_000);
    context.user.check();
    expect(await ask(said, context)).toBe(answer);
    expect(running(context)).toEqual(left);
  });

  it('says “both” of two timers', async () => {
    const context = twoTimers();
    expect(await ask('cancel all timers', context)).toBe('Both timers are cancelled.');
    expect(running(context)).toEqual([]);
  });

  it('keeps the name of a timer that is changed', async () => {
    const context = twoTimers();
    expect(await ask('add five minutes to the pasta timer', context)).toMatch(
      /^Okay, the pasta timer has \d+ minutes left now\.$/,
    );
    expect(running(context).map(([, label]) => label)).toContain('pasta');
    expect(running(context)).toHaveLength(2);
  });

  it('starts a timer again', async () => {
    const context = skillContext();
    context.timers.set(5 * 60_000, { label: 'tea' });
    expect(await ask('restart the tea timer', context)).toBe('Okay, the tea timer has 5 minutes left now.');
    expect(running(context)).toEqual([[5, 'tea']]);
  });

  it.each(['add five minutes to the timer', 'restart the timer', 'take a minute off my timer'])(
    '“%s” changes none of several',
    async (said) => {
      const context = twoTimers();
      const before = running(context);
      expect(await ask(said, context)).toMatch(/^These are running: .* Say which one to change\.$/);
      expect(running(context)).toEqual(before);
    },
  );

  it.each(['extend the timer', 'change my timer'])('“%s” asks by how much', async (said) => {
    expect(await ask(said, twoTimers())).toMatch(/^By how much\?/);
  });

  it('says that no timer is running', async () => {
    expect(await ask('pause the timer')).toBe('No timer is running.');
  });

  it.each([
    'is the timer 5 minutes',
    'is my timer set for five minutes',
    'check the timer for 5 minutes',
    'check timer 5 minutes',
    'check the five minute timer',
    'is there a five minute timer running',
  ])('“%s” is told what is left of it', async (said) => {
    const context = twoTimers();
    expect(await ask(said, context)).toBe('The 5 minute timer has 5 minutes left.');
    expect(running(context)).toHaveLength(2);
  });

  it.each([
    'was the timer 5 minutes',
    'who set a timer for 5 minutes',
    'lengthy timer 5 minutes',
    'my timer 5 minutes',
    'where is the five minute timer',
    'ignore the timer for 5 minutes',
    'silence timer 5 minutes',
    'start pause timer for 5 minutes',
    'set off my timer for 5 minutes',
  ])('“%s” is not understood as one to set', async (said) => {
    const context = skillContext();
    await ask(said, context);
    expect(running(context)).toEqual([]);
  });
});

describe('sentences that set a timer', () => {
  it.each([
    ['timer 5 minutes', 5, undefined],
    ['a timer for five minutes', 5, undefined],
    ['5 minute timer', 5, undefined],
    ['a five minute timer please', 5, undefined],
    ['start timer five minutes', 5, undefined],
    ['egg timer 3 minutes', 3, 'egg'],
    ['the egg timer for 3 minutes', 3, 'egg'],
    ['a steak timer for 8 minutes', 8, 'steak'],
    ['set steak timer 8 minutes', 8, 'steak'],
    ['make a green tea timer for 2 minutes', 2, 'green tea'],
    ['set a new timer for 5 minutes', 5, undefined],
    ['sett a timer for 5 minutes', 5, undefined],
    ['sett timer for 5 minutes', 5, undefined],
    ['start a 1 hour and 15 minute timer', 75, undefined],
    ['1 minute and 30 seconds timer', 1.5, undefined],
    ['set a timer for 1/2 an hour', 30, undefined],
    ['set a timer for 6 minutes 30', 6.5, undefined],
    ['set a second timer for 7 minutes', 7, undefined],
    ['timer for the pasta for eight minutes', 8, 'pasta'],
    ['set a timer for the chicken for an hour and ten minutes', 70, 'chicken'],
    ['i need a timer called nap for half an hour', 30, 'nap'],
    ['begin a 90 second tea timer', 1.5, 'tea'],
    ['15 minute timer for cookies', 15, 'cookies'],
    ['put 6 minutes on the clock', 6, undefined],
    ['let me know when 10 minutes are up', 10, undefined],
  ])('“%s”: %d minutes, called %s', async (said, minutes, label) => {
    const context = skillContext();
    expect(await ask(said, context)).toMatch(/^Okay, .*starting now\.$/);
    expect(running(context)).toEqual([[minutes, label]]);
  });

  it.each([
    ['set a timer for 3 hours 20 minutes and 2 seconds', '3 hours, 20 minutes and 2 seconds'],
    ['start a 2 hour and 30 second timer', '2 hours and 30 seconds'],
    ['set a timer for 61 minutes and 1 second', '1 hour, 1 minute and 1 second'],
  ])('“%s” is confirmed with all its parts', async (said, length) => {
    expect(await ask(said)).toBe(`Okay, ${length}, starting now.`);
  });

  it.each(['set a new timer', 'set another timer', 'set a second timer', 'i need a timer'])(
    '“%s” asks for its length',
    async (said) => {
      const context = skillContext();
      const asked = await ask(said, context);
      expect(asked).toMatch(/^For how long\?/);
      const later = skillContext([
        { role: 'user', content: said },
        { role: 'assistant', content: asked },
      ]);
      expect(await ask('five minutes', later)).toBe('Okay, 5 minutes, starting now.');
    },
  );
});

describe('sentences about a reminder', () => {
  it.each(['cancel the reminder in 5 minutes', 'did you remind me to call mom in 5 minutes'])(
    '“%s” set none',
    async (said) => {
      const context = skillContext();
      await ask(said, context);
      expect(running(context)).toEqual([]);
    },
  );

  it('accepts a timer as the task', async () => {
    expect(await ask('remind me to cancel the timer in 5 minutes')).toBe(
      "Okay, I'll remind you to cancel the timer in 5 minutes.",
    );
  });
});
