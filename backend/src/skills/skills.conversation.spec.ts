import { describe, expect, it } from 'vitest';
import { ask } from './testing/ask.js';
import { skillContext } from './testing/skill-context.js';

describe('timers over several turns', () => {
  it('tells the time left and cancels by name', async () => {
    let now = new Date(2026, 10, 22, 9, 5);
    const context = skillContext([], () => now);
    await ask('set a pasta timer for ten minutes', context);
    await ask('set a timer for an hour', context);
    now = new Date(2026, 10, 22, 9, 11, 40);

    expect(await ask('how much time is left on the pasta timer', context)).toBe(
      'The pasta timer has 3 minutes and 20 seconds left.',
    );
    expect(await ask('list my timers', context)).toBe(
      'Two timers are running: the pasta timer has 3 minutes and 20 seconds and the 1 hour timer has 53 minutes and 20 seconds left.',
    );
    expect(await ask('cancel the timer', context)).toBe(
      'Which one: the pasta timer or the 1 hour timer? You can also cancel all timers.',
    );
    expect(await ask('cancel the egg timer', context)).toBe(
      "I can't find the egg timer. These are running: the pasta timer and the 1 hour timer.",
    );
    expect(await ask('cancel the pasta timer', context)).toBe('The pasta timer is cancelled.');
    expect(context.timers.list().map((timer) => timer.durationMs)).toEqual([3_600_000]);
    expect(await ask('cancel all timers', context)).toBe('The timer is cancelled.');
  });
});

describe('the history', () => {
  it('repeats the last answer', async () => {
    const context = skillContext([
      { role: 'user', content: 'what time is it' },
      { role: 'assistant', content: "It's 9:05 AM." },
    ]);
    expect(await ask('say that again', context)).toBe("It's 9:05 AM.");
  });

  describe('with an interrupted answer', () => {
    const history = (unheard: string) => [
      { role: 'user' as const, content: 'help' },
      { role: 'assistant' as const, content: 'You can ask me for', interrupted: true, unheard },
      { role: 'user' as const, content: 'stop' },
    ];

    it.each([
      'go on',
      'Continue.',
      'please go on',
      'keep going',
      'finish your answer',
      'what were you saying',
    ])('continues it after “%s”', async (words) => {
      expect(await ask(words, skillContext(history('the time.')))).toBe('the time.');
    });

    it('has nothing to continue after a whole answer', async () => {
      expect(await ask('go on', skillContext(history('.')))).toBe('That was all.');
      expect(await ask('go on', skillContext([{ role: 'assistant', content: 'Noon.' }]))).toBe(
        'That was all.',
      );
    });
  });

  it('remembers the name of the user', async () => {
    const context = skillContext([
      { role: 'user', content: "Hi, my name's anna lee." },
      { role: 'assistant', content: 'Nice to meet you, Anna.' },
    ]);
    expect(await ask("what's my name?", context)).toBe('Your name is Anna Lee.');
    expect(await ask('hello', context)).toBe('Hello, Anna Lee. What can I do for you?');
  });

  it('shortens the second apology in a row', async () => {
    const first = await ask('asdf');
    expect(await ask('asdf', skillContext([{ role: 'assistant', content: first }]))).toMatch(/Say help/);
  });
});
