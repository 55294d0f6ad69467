import { describe, expect, it } from 'vitest';
import { ENGLISH_TURN_TAKING_WORDS } from '../language/en/turn-taking-words.js';
import { completeness, COMPLETENESS_DEFAULTS } from '../main-control/policies/completeness.js';
import { skillGrammar } from './command-grammar.js';

const NAMES = ['Sign in', 'Read more', 'Read', 'Terms of use', 'Search', 'The Telegraph'];

const completenessOf = (text: string, names: readonly string[] = NAMES) =>
  completeness(
    text,
    COMPLETENESS_DEFAULTS,
    ENGLISH_TURN_TAKING_WORDS,
    skillGrammar.onPage!(() => names),
  );

describe('completeness of commands about a page', () => {
  it.each([
    'click sign in',
    'Click on Sign in.',
    'please press the search',
    'click read more',
    'click terms of use',
    'scroll down',
    'next tab',
    'show numbers',
    'click four',
    'click the telegraph',
    'go back',
  ])('“%s” is complete', (text) => expect(completenessOf(text)).toBe('complete'));

  it.each(['click', 'click on', 'click read', 'click terms', 'click terms of', 'open the'])(
    '“%s” is open',
    (text) => expect(completenessOf(text)).toBe('open'),
  );

  it.each(['click the big red thing', 'type hello', 'search for cheap', 'find refunds', 'sign'])(
    '“%s” is unknown',
    (text) => expect(completenessOf(text)).toBe('unknown'),
  );

  it.each(['scroll', 'search', 'google', 'do a search', 'play', 'resume', 'search this page'])(
    'waits for the rest of "%s"',
    (text) => expect(completenessOf(text)).not.toBe('complete'),
  );

  it('uses the names of another page once they are visible', () => {
    let names: readonly string[] = ['Pricing'];
    const sut = skillGrammar.onPage!(() => names);
    expect(sut.isCommand('click pricing')).toBe(true);
    names = ['Pricing for teams'];
    expect(sut.isCommand('click pricing')).toBe(false);
    expect(sut.isBeginning('click pricing')).toBe(true);
  });

  it.each([
    ['click comments', ['Comments (128)'], 'complete'],
    ['click f a q', ['FAQ'], 'complete'],
    ['click four oh four', ['404'], 'complete'],
    ['click report twenty', ['Report 20', 'Report 2024'], 'open'],
    ['click twenty twenty four report', ['2024 report'], 'complete'],
    ['click hashtag climate', ['#climate'], 'complete'],
    ['click comments', ['Comments (128)', 'Comments on this'], 'open'],
  ])('“%s” of %s is %s', (text, names, expected) => expect(completenessOf(text, names)).toBe(expected));

  it('waits after one letter, which may be the beginning of a word', () => {
    expect(completenessOf('click a', ['A', 'Sign in'])).not.toBe('complete');
  });

  it('knows no names without a page', () => {
    expect(completenessOf('click search', [])).toBe('unknown');
  });
});
