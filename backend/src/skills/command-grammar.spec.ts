import { beforeAll, describe, expect, it } from 'vitest';
import { speechFixtures } from '../../../testing/speech-fixtures.js';
import { ENGLISH_TURN_TAKING_WORDS } from '../language/en/turn-taking-words.js';
import { completeness, COMPLETENESS_DEFAULTS } from '../main-control/policies/completeness.js';
import { skillGrammar, warmUpGrammar } from './command-grammar.js';

const completenessOf = (text: string) =>
  completeness(text, COMPLETENESS_DEFAULTS, ENGLISH_TURN_TAKING_WORDS, skillGrammar);

describe('completeness with the skills’ own grammar', () => {
  beforeAll(() => warmUpGrammar());

  it.each(speechFixtures('clean').map(({ text }) => text))('“%s” is complete', (text) => {
    expect(completenessOf(text)).toBe('complete');
  });

  it.each([
    'set a timer',
    'set a timer for',
    'what is twenty',
    'what is twenty three times',
    'how many kilometers',
    'how many kilometers are in ten',
    'convert seventy degrees',
    'convert seventy degrees fahrenheit to',
    'what does the word',
    'how many days',
    'please set a timer for',
    'tell me',
    'and',
    'what is the capital of',
    'i would like to know the',
  ])('“%s” is open', (text) => {
    expect(completenessOf(text)).toBe('open');
  });

  it.each([
    'tell me about the roman empire',
    'i went to the beach yesterday',
    'write a short poem about rain',
  ])('of “%s” nothing is known', (text) => expect(completenessOf(text)).toBe('unknown'));

  it.each(['hello', 'stop', 'thank you', 'help', 'what time is it', 'what is that for', 'which one is it'])(
    '“%s” does not wait for more',
    (text) => expect(completenessOf(text)).not.toBe('open'),
  );
});
