import { describe, expect, it } from 'vitest';
import { HEARD_COMMAND_DEFAULTS, heardWords, isSure } from './heard-command.js';

const checkout = (confidence: number) => ({
  ...{ text: 'click Proceed to checkout', target: 'Proceed to checkout' },
  confidence,
});
const scroll = (confidence: number) => ({ text: 'scroll down', target: 'scroll down', confidence });

describe(heardWords.name, () => {
  it.each([
    ['is sure', 0.9, 'click Proceed to checkout', 'sure'],
    ['is less sure', 0.89, 'click Proceed to checkout', 'doubtful'],
    ['is just likely enough to be asked', 0.5, 'click Proceed to checkout', 'doubtful'],
    ['is unlikely', 0.49, 'quick proceed to check out', 'ordinary'],
  ])('of a command that %s', (_, confidence, text, certainty) => {
    expect(heardWords('quick proceed to check out', checkout(confidence), HEARD_COMMAND_DEFAULTS)).toEqual({
      text,
      certainty,
    });
  });

  it.each([
    ['without a name, less sure', 'scroll town', scroll(0.8)],
    ['with a name alone, less sure', 'hang on', { text: 'Hang up', target: 'Hang up (2)', confidence: 0.8 }],
    ['that the ordinary words say, too', 'Click proceed to checkout.', checkout(0.6)],
    ['that there is none of', 'what time is it', undefined],
  ])('are the ordinary ones for a command %s', (_, text, command) => {
    expect(heardWords(text, command, HEARD_COMMAND_DEFAULTS)).toEqual({ text, certainty: 'ordinary' });
  });

  it('are those of a command without a name that is sure', () => {
    const heard = heardWords('scroll town', scroll(0.95), HEARD_COMMAND_DEFAULTS);
    expect(heard).toEqual({ text: 'scroll down', certainty: 'sure' });
  });

  it('are the ordinary ones if it is off', () => {
    const off = { ...HEARD_COMMAND_DEFAULTS, enabled: false };
    expect(heardWords('hello', checkout(1), off)).toEqual({ text: 'hello', certainty: 'ordinary' });
    expect(isSure(checkout(1), off)).toBe(false);
  });
});
