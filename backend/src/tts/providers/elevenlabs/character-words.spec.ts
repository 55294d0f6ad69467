import { describe, expect, it } from 'vitest';
import { CharacterWords } from './character-words.js';

/** Each character lasts 10 ms. */
const times = (text: string) => ({
  characters: [...text],
  startsMs: [...text].map((_, i) => i * 10),
  endsMs: [...text].map((_, i) => i * 10 + 10),
});

describe(CharacterWords.name, () => {
  it('assembles words with their punctuation, from the first character to the last', () => {
    expect(new CharacterWords().push(times('Hi, you two. '), 1_000)).toEqual([
      { text: 'Hi,', startMs: 1_000, endMs: 1_030 },
      { text: 'you', startMs: 1_040, endMs: 1_070 },
      { text: 'two.', startMs: 1_080, endMs: 1_120 },
    ]);
  });

  it('assembles a word that spans messages, each with its own times', () => {
    const sut = new CharacterWords();
    expect(sut.push(times('won'), 0)).toEqual([]);
    expect(sut.push(times('der ful'), 500)).toEqual([{ text: 'wonder', startMs: 0, endMs: 530 }]);
    expect(sut.end()).toEqual([{ text: 'ful', startMs: 540, endMs: 570 }]);
    expect(sut.end()).toEqual([]);
  });

  it('estimates missing times', () => {
    const [word] = new CharacterWords().push({ characters: ['a', ' '], startsMs: [], endsMs: [] }, 70);
    expect(word).toEqual({ text: 'a', startMs: 70, endMs: 70 });
  });
});
