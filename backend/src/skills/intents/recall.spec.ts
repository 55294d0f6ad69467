import { describe, expect, it } from 'vitest';
import { ask, conversation } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';

describe('the conversation so far', () => {
  it.each([
    'what did I ask before',
    'what was my last question',
    'What did I just say?',
    'what did I ask you',
    'repeat my last question',
  ])('knows “%s”', async (said) => {
    const sut = conversation();
    await sut.ask('hello');
    await sut.ask('What is two plus two?');
    expect(await sut.ask(said)).toBe('You said: What is two plus two?');
  });

  it.each(['what did you do', 'What did you just click?', 'what have you just done'])(
    'knows after “%s” what it did without words',
    async (said) => {
      const context = skillContext([
        { role: 'user', content: 'click sign in' },
        { role: 'assistant', content: '', actionResult: 'Clicked "Sign in".' },
      ]);
      expect(await ask(said, context)).toBe('Clicked "Sign in".');
    },
  );

  it('knows the first question', async () => {
    const sut = conversation();
    await sut.ask('spell wisdom');
    await sut.ask('what time is it');
    expect(await sut.ask('what did I ask first')).toBe('You said: spell wisdom.');
  });

  it.each(['what did I ask first', 'what was my first question'])(
    'says after “%s” that the first words are no longer kept',
    async (said) => {
      const context = skillContext([
        { role: 'user', content: 'spell wisdom', isOldestKept: true },
        { role: 'assistant', content: 'Wisdom is spelled W, I, S, D, O, M.' },
      ]);
      expect(await ask(said, context)).toBe(
        'I keep only the last part of a conversation. The oldest that I know: You said: spell wisdom.',
      );
    },
  );

  it.each([
    ['France', /Paris/],
    ['the coin', /Heads|Tails/],
    ['wisdom', /W, I, S/],
    ['Peru', /^I said nothing about that\.$/],
  ])('knows what was said about %s', async (topic, answer) => {
    const sut = conversation();
    await sut.ask('what is the capital of France');
    await sut.ask('flip a coin');
    await sut.ask('spell wisdom');
    expect(await sut.ask(`what did you say about ${topic}`)).toMatch(answer);
  });

  it('is empty at first', async () => {
    expect(await ask('what did I ask before')).toBe('You have not asked me anything yet.');
  });
});

describe('jokes', () => {
  it('come again only when all were told, and then the oldest first', async () => {
    const sut = conversation();
    const told: string[] = [];
    let joke = await sut.ask('tell me a joke');
    while (!told.includes(joke)) {
      told.push(joke);
      joke = await sut.ask('tell me another joke');
    }
    expect(joke).toBe(told[0]);
    expect(told.length).toBeGreaterThan(5);
  });

  it('count as told if they were interrupted', async () => {
    const first = await ask('tell me a joke');
    const [word, ...rest] = first.split(' ');
    const context = skillContext([
      { role: 'assistant', content: word!, interrupted: true, unheard: rest.join(' ') },
    ]);
    for (let i = 0; i < 30; i++) expect(await ask('tell me a joke', context)).not.toBe(first);
  });
});
