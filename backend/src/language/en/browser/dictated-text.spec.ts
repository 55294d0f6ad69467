import { describe, expect, it } from 'vitest';
import { dictatedText, textAndField } from './dictated-text.js';

describe(dictatedText.name, () => {
  it.each([
    ['type hello world', 'hello world'],
    ['Please type Hello, World!', 'Hello, World!'],
    ['Type hello world.', 'hello world'],
    ['Type one. Then two.', 'one. Then two.'],
    ['type in "so be it"', 'so be it'],
    ['enter text 3.5 kg', '3.5 kg'],
    ['type the words good morning', 'good morning'],
    ['type the word of the day', 'the word of the day'],
  ])('of "%s" is "%s"', (sentence, text) => expect(dictatedText(sentence)).toEqual({ text, submit: false }));

  it.each([
    'type tea and press enter',
    'Type tea, and hit enter.',
    'type tea and submit',
    'type tea and search',
  ])('of "%s" is sent', (sentence) => expect(dictatedText(sentence)).toEqual({ text: 'tea', submit: true }));

  it.each(['type', 'type.', 'hello'])('of "%s" is nothing', (sentence) =>
    expect(dictatedText(sentence)).toBeUndefined(),
  );
});

describe(textAndField.name, () => {
  it('reads each "in" as the end of the text, the longest text first', () => {
    expect(textAndField('tea in a cup in the search box')).toEqual([
      { text: 'tea in a cup', field: 'search box' },
      { text: 'tea', field: 'a cup in the search box' },
    ]);
    expect(textAndField('hello')).toEqual([]);
    expect(textAndField('tea in the search box, please.')).toEqual([{ text: 'tea', field: 'search box' }]);
  });
});
