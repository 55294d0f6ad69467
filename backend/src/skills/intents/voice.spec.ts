import { describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';

const RATES = { min: 0.7, max: 1.5 };

function speaking(rate?: number, speakingRates: typeof RATES | undefined = RATES) {
  const context = { ...skillContext(), speakingRates };
  if (rate !== undefined) context.user.preferences.set('speakingRate', rate);
  return {
    say: (words: string) => ask(words, context),
    rate: () => context.user.preferences.get('speakingRate'),
  };
}

describe('the speed of the voice', () => {
  it.each([
    ['speak slower', 'Okay, slower.', 0.83],
    ['Slow down, please.', 'Okay, slower.', 0.83],
    ['can you speak more slowly', 'Okay, slower.', 0.83],
    ["you're talking too fast", 'Okay, slower.', 0.83],
    ['talk a bit slower', 'Okay, slower.', 0.83],
    ['speak a little more slowly', 'Okay, slower.', 0.83],
    ['much slower', 'Okay, slower.', 0.7],
    ['speak faster', 'Okay, faster.', 1.2],
    ['speed up', 'Okay, faster.', 1.2],
    ['talk a lot faster', 'Okay, faster.', 1.5],
    ["you're speaking way too slowly", 'Okay, faster.', 1.2],
    ['speak at normal speed', 'This is my normal speed.', undefined],
  ])('“%s”: %s', async (said, answer, rate) => {
    const sut = speaking();
    expect(await sut.say(said)).toBe(answer);
    expect(sut.rate()).toBe(rate);
  });

  it.each([
    ['faster', 1.5, 'I am as fast as I can be.'],
    ['slower', 0.7, 'I am as slow as I can be.'],
    ['slower', 0.2, 'I am as slow as I can be.'],
  ])('goes no further than the voice: “%s” at %s', async (said, rate, answer) => {
    const sut = speaking(rate);
    expect(await sut.say(said)).toBe(answer);
    expect(sut.rate()).toBe(rate);
  });

  it('comes back to the voice’s own', async () => {
    const sut = speaking();
    await sut.say('slower');
    await sut.say('faster');
    expect(sut.rate()).toBeUndefined();
    await sut.say('much faster');
    expect(await sut.say('go back to your usual speed')).toBe('Okay, back to my normal speed.');
    expect(sut.rate()).toBeUndefined();
  });

  it.each(['slower', 'speak faster', 'normal speed'])(
    'cannot be changed by “%s” where a voice has one',
    async (said) => {
      const context = { ...skillContext(), speakingRates: undefined };
      expect(await ask(said, context)).toBe('This voice has only one speed.');
    },
  );

  it.each([
    'louder',
    'speak up',
    'turn the volume down',
    'set the volume to 50 percent',
    'lower your volume',
  ])('is not its volume: “%s”', async (said) => {
    expect(await speaking().say(said)).toBe("I can't change my volume. Use your computer's volume keys.");
  });
});
