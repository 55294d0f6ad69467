import { describe, expect, it } from 'vitest';
import { answerTo } from '../testing/ask.js';
import { fakeConversation } from './testing/fake-browser.js';

const SHOWN = 'show_numbers {"refs":["e7","e9"]}';
const AGAIN = 'Say 1 or 2. Which one?';

describe('a reply to "Which one?"', () => {
  it.each(['the red one', 'both', 'I do not know', 'hmm hmm'])(
    'that chooses none gets the question again: "%s"',
    async (said) => {
      const { ask, acts } = fakeConversation();
      await ask('click read more');
      expect(await ask(said)).toBe(AGAIN);
      expect(acts()).toEqual([SHOWN]);
      await ask('two');
      expect(acts().slice(1)).toEqual(['hide_numbers', 'click {"ref":"e9"}']);
    },
  );

  it('that chooses none a second time ends the question', async () => {
    const { ask, acts } = fakeConversation();
    await ask('click read more');
    await ask('the red one');
    expect(await ask('the green one')).toBe("I can't tell which one you mean, so I leave it.");
    await ask('two');
    expect(acts()).toEqual([SHOWN, 'hide_numbers']);
  });

  it('may be another command, also after the question was asked again', async () => {
    const { ask, acts } = fakeConversation();
    await ask('click read more');
    await ask('the red one');
    await ask('scroll down');
    expect(acts().slice(1)).toEqual(['hide_numbers', 'scroll {"direction":"down"}']);
  });

  it('is not what a question asks', async () => {
    const { ask } = fakeConversation();
    await ask('click read more');
    expect(await ask('who was Ada Lovelace')).not.toContain('Which one?');
  });

  it.each(['stop', 'cancel it', 'never mind, please', "don't", 'leave it'])(
    'takes the numbers off the page: "%s"',
    async (said) => {
      const { ask, acts } = fakeConversation();
      await ask('click read more');
      expect(await ask(said)).toBe('Okay, none of them.');
      expect(acts()).toEqual([SHOWN, 'hide_numbers']);
    },
  );

  it('chooses by the place', async () => {
    const { ask, acts } = fakeConversation();
    await ask('click read more');
    await ask('the one at the bottom');
    expect(acts().at(-1)).toBe('click {"ref":"e9"}');
  });

  it('is left to a model where it chooses none', async () => {
    const { context, ask } = fakeConversation();
    const content = await ask('click read more');
    const asked = { ...context, history: [{ role: 'assistant', content } as const] };
    expect(await answerTo('the red one', asked)).toMatchObject({ kind: 'action' });
    expect(await answerTo('the red one', asked, true)).toBeUndefined();
  });
});

describe('a reply to "Did you mean …?"', () => {
  it('that is neither yes nor no gets the question again', async () => {
    const { ask, acts } = fakeConversation(' e1 link "Docs"\n e2 link "Home"');
    await ask('click docks');
    expect(await ask('the red one')).toBe('Say yes or no. Did you mean "Docs"?');
    await ask('yes');
    expect(acts().at(-1)).toBe('click {"ref":"e1"}');
  });
});
