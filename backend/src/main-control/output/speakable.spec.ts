import { describe, expect, it } from 'vitest';
import { isSpeakable } from '../../common/text/is-speakable.js';
import { speakable } from './speakable.js';

describe(speakable.name, () => {
  it.each([
    ['It is **very** warm.', 'It is very warm.'],
    ['*Hi* _there_ ~~old~~', 'Hi there old'],
    ['## A heading', 'A heading'],
    ['- one', 'one'],
    ['1. Open the page', 'Open the page'],
    ['- [x] done', 'done'],
    ['> quoted', 'quoted'],
    ['Use `npm start` now', 'Use npm start now'],
    ['See [the docs](https://a.example/x_y).', 'See the docs.'],
    ['Go to https://www.example.com/path?q=1 now', 'Go to example.com now'],
    ['Sunny 😀 day 👨‍👩‍👧 🇫🇷!', 'Sunny day !'],
    ['| a | b |', 'a, b'],
    ['|---|---|', ''],
    ['---', ''],
    ['3 * 4 is 12', '3 times 4 is 12'],
    ['snake_case stays', 'snake_case stays'],
    ['**bold that goes on', 'bold that goes on'],
    ['and ends here** now', 'and ends here now'],
    ['At 5 o’clock, 20 % of $3.50', 'At 5 o’clock, 20 % of $3.50'],
    ['<b>bold</b>', 'bold'],
    ['one<br/>two <a href="x" target=_blank>three</a>', 'onetwo three'],
    ['if a<b and c>d', 'if a<b and c>d'],
    ['See https://example.com/a/b?c=d. Then rest.', 'See example.com. Then rest.'],
    ['(at https://example.com), yes', '(at example.com), yes'],
    ['[docs](https://en.wikipedia.org/wiki/Foo_(bar)) help', 'docs help'],
    ['salt &amp; pepper', 'salt and pepper'],
  ])('%j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it('finds nothing to say in punctuation', () => {
    expect(isSpeakable(speakable('😀 !'))).toBe(false);
  });

  // A pattern that backtracks would exceed the test's timeout.
  it('reads a long line of dashes', () => {
    expect(speakable(`${'-'.repeat(5_000)} x`)).toMatch(/x$/);
    expect(speakable('| a | b |\n|---|:-:|\n| 1 | 2 |')).toBe('a, b, 1, 2');
  });
});
