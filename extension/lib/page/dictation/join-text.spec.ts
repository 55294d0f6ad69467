import { describe, expect, it } from 'vitest';
import sentences from '../../../../fixtures/dictation/sentences.json' with { type: 'json' };
import { joinText, type Dictated } from './join-text';

const joined = (text: string, before: string, after = '', how: Partial<Dictated> = {}) =>
  joinText({ text, ...how }, { before, after });

describe(joinText, () => {
  it.each([
    ['at the start of a field', 'hello', '', '', 'Hello'],
    ['in a sentence', 'world', 'Hello', '', ' world'],
    ['after a space', 'world', 'Hello ', '', 'world'],
    ['after the end of a sentence', 'next', 'Done.', '', ' Next'],
    ['after a quotation that ends one', 'next', 'He said "no."', '', ' Next'],
    ['after an abbreviation', 'apples', 'e.g.', '', ' apples'],
    ['on a new line', 'next', 'Done\n', '', 'Next'],
    ['after an opening bracket', 'see above', 'Done (', '', 'see above'],
    ['after an opening quotation mark', 'no', 'He said "', '', 'no'],
    ['a comma', ', then', 'First', '', ', then'],
    ['a quotation mark that closes', '"', 'He said "no', '', '"'],
    ['a quotation', '"no"', 'He said', '', ' "no"'],
    ['a new line', '\n', 'Done.', '', '\n'],
    ['before a word', 'big', 'The', 'world', ' big '],
    ['before a space', 'big', 'The', ' world', ' big'],
    ['before a mark', 'you', 'Hello', '!', ' you'],
    ['before a word, after a line', '\n', 'Hello', 'world', '\n'],
    ['in a hyphenated word', 'known', 'well-', '', 'known'],
    ['a letter with an accent', 'été', '', '', 'Été'],
  ])('%s', (_, text, before, after, expected) => expect(joined(text, before, after)).toBe(expected));

  it('leaves out the space or the capital that is not wanted', () => {
    expect(joined('fish', 'cat', '', { joins: true })).toBe('fish');
    expect(joined('com', 'example.', '', { joins: true })).toBe('com');
    expect(joined('abc', '', '', { keepsCase: true })).toBe('abc');
  });

  it.each(sentences)('makes $text of its parts', ({ steps, text }) => {
    const texts = [''];
    for (const step of steps as ({ type: string } & Dictated)[]) {
      const now = texts.at(-1)!;
      if (step.type === 'insert') texts.push(now + joinText(step, { before: now, after: '' }));
      else if (step.type === 'scratch') texts.push(texts.at(-2) ?? '');
      else texts.pop();
    }
    expect(texts.at(-1)).toBe(text);
  });
});
