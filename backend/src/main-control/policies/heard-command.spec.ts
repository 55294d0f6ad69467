import { describe, expect, it } from 'vitest';
import { ENGLISH_TURN_TAKING_WORDS } from '../../language/en/turn-taking-words.js';
import type { HeardCommand } from '../../stt/stt.port.js';
import { HEARD_COMMAND_DEFAULTS, heardWords, isSure } from './heard-command.js';

const heard = (text: string, command: HeardCommand | undefined, options = HEARD_COMMAND_DEFAULTS) =>
  heardWords(text, command, options, ENGLISH_TURN_TAKING_WORDS);

const checkout = (confidence: number) => ({
  ...{ text: 'click Proceed to checkout', target: 'Proceed to checkout' },
  confidence,
});
const scroll = (confidence: number) => ({ text: 'scroll down', target: 'scroll down', confidence });

describe(heardWords.name, () => {
  it.each([
    ['is sure', 0.92, 'click Proceed to checkout', 'sure'],
    ['is less sure', 0.91, 'click Proceed to checkout', 'doubtful'],
    ['is just likely enough to be asked', 0.5, 'click Proceed to checkout', 'doubtful'],
    ['is unlikely', 0.49, 'quick proceed to check out', 'ordinary'],
  ])('of a command that %s', (_, confidence, text, certainty) => {
    expect(heard('quick proceed to check out', checkout(confidence))).toEqual({
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
    expect(heard(text, command)).toEqual({ text, certainty: 'ordinary' });
  });

  it.each([
    ['click the top', checkout(0.2), true],
    ['please select the top', checkout(0.2), true],
    ['click the top', scroll(0.8), true],
    ['click the top', { text: 'Sign out', target: 'Sign out', confidence: 0.95 }, true],
    ['click proceed to checkout', checkout(0.2), false],
    ['open the top', checkout(0.2), false],
    ['click the top', undefined, false],
  ])('are disputed where "%s" and the command that was heard differ: %j', (text, command, isDisputed) => {
    expect(heard(text, command)).toEqual({
      text,
      certainty: 'ordinary',
      ...(isDisputed && { isDisputed }),
    });
  });

  it('are those of a command without a name that is sure', () => {
    expect(heard('scroll town', scroll(0.95))).toEqual({ text: 'scroll down', certainty: 'sure' });
  });

  it.each([
    ['quick sign out', 'doubtful'],
    ['click sign out', 'sure'],
  ])('are asked about where a name ends something, unless "%s" says so, too: %s', (text, certainty) => {
    const command = { text: 'click Sign out', target: 'Sign out', confidence: 0.99 };
    expect(heard(text, command).certainty).toBe(certainty);
  });

  it.each([
    ['click thirty', false, 'doubtful'],
    ['click 13', false, 'sure'],
    ['click thirteen', true, 'sure'],
  ])('are asked about where a number was heard, unless "%s" says so, too', (text, agrees, certainty) => {
    const command = { text: 'click 13', target: '13', confidence: 0.99, agrees };
    expect(heard(text, command).certainty).toBe(certainty);
  });

  it('are the ordinary ones if it is off', () => {
    const off = { ...HEARD_COMMAND_DEFAULTS, enabled: false };
    expect(heard('hello', checkout(1), off)).toEqual({ text: 'hello', certainty: 'ordinary' });
    expect(isSure(checkout(1), off)).toBe(false);
  });
});
