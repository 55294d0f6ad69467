import { describe, expect, it } from 'vitest';
import { ENGLISH_TURN_TAKING_WORDS } from '../../language/en/turn-taking-words.js';
import { isWakeCommand } from './wake-command.js';

describe(isWakeCommand.name, () => {
  it.each<[string, boolean]>([
    ['Wake up.', true],
    ['Hey Earshot, wake up, please!', true],
    ['Okay, wake up now.', true],
    ['I always wake up at seven.', false],
    ['Wake up the neighbours.', false],
    ['Please.', false],
    ['', false],
  ])('says of "%s": %s', (text, isOne) => {
    expect(isWakeCommand(text, ENGLISH_TURN_TAKING_WORDS)).toBe(isOne);
  });
});
