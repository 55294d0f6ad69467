import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../llm/llm.port.js';
import { ask } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';

/** As after an answer that the user talked into: its action was done, and little of it was heard. */
const talkedInto = (question: string, actionResult: string): ChatMessage[] => [
  { role: 'user', content: question },
  { role: 'assistant', content: '', interrupted: true, unheard: actionResult, actionResult },
];

async function timersAfter(first: string, whole: string, history = talkedInto) {
  const context = skillContext();
  context.timers.set(60 * 60_000);
  const said = await ask(first, context);
  await ask(whole, { ...context, history: history(first, said) });
  return context.timers.list().map(({ durationMs, label, task }) => [durationMs / 1000, label ?? task]);
}

describe('a timer that the user asks for in two parts', () => {
  it.each([
    ['set a timer for five minutes', 'and ten seconds', [310, undefined]],
    ['Set a timer for 1 hour.', 'and 15 minutes', [4500, undefined]],
    ['set a timer for ten minutes', 'for the pasta', [600, 'pasta']],
    ['remind me in ten minutes', 'to call mom', [600, 'call mom']],
  ])('“%s” – “%s” is one timer', async (first, rest, timer) => {
    expect((await timersAfter(first, `${first} ${rest}`)).toSorted()).toEqual(
      [timer, [3600, undefined]].toSorted(),
    );
  });

  it('is a second timer if the first answer was heard', async () => {
    const heard = (question: string, answer: string): ChatMessage[] => [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ];
    const first = 'set a timer for five minutes';
    expect(await timersAfter(first, `${first} and ten seconds`, heard)).toHaveLength(3);
  });

  it('is a second timer if the user asks for something else', async () => {
    expect(await timersAfter('set a timer for five minutes', 'set a timer for nine minutes')).toHaveLength(3);
  });
});
