import { describe, expect, it } from 'vitest';
import { matchPassage } from './match-passage.js';

const WORDS = 'one two three four five six seven eight nine ten ';

describe(matchPassage.name, () => {
  it.each([
    ['is the whole of a short one', 'A lamp. It gives light.', 'lamp', 'A lamp. It gives light.'],
    [
      'begins with the sentence of the match',
      'Old. New. A Lamp shines. It is on. It is red.',
      'lamp',
      'A Lamp shines. It is on.',
    ],
    ['has one sentence if two are long', `A lamp shines. One ${WORDS.repeat(5)}.`, 'lamp', 'A lamp shines.'],
    [
      'begins at the beginning if the match is written otherwise',
      'Naïve. Two. Three.',
      'naive',
      'Naïve. Two.',
    ],
    ['is empty for an empty one', '', 'lamp', ''],
  ])('%s', (_, passage, text, said) => expect(matchPassage(passage, text)).toBe(said));

  it.each([0, 1, 5, 9])(
    'is cut at words around a match in a long sentence, after %i tens of words',
    (tens) => {
      const said = matchPassage(`${WORDS.repeat(tens)}lamp ${WORDS.repeat(9 - tens)}eleven.`, 'lamp');
      expect(said).toContain('lamp');
      expect(said.length).toBeLessThanOrEqual(224);
      for (const word of said.match(/\w+/g)!) expect(`${WORDS} lamp eleven`.split(' ')).toContain(word);
    },
  );

  it.each(['', ' and more'])('is short around a match without a space before it%s', (end) => {
    const said = matchPassage(`${'x'.repeat(400)}lamp${'y'.repeat(400)}${end}`, 'lamp');
    expect(said).toContain('lamp');
    expect(said.length).toBeLessThan(230);
  });
});
