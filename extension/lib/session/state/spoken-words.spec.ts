import { describe, expect, it } from 'vitest';
import { spokenEnd, unheardOf, NOT_PLAYED, type AnswerTiming } from './spoken-words';

const TEXT = 'One two, three. Four';
/** A word every 500 ms, the first after 100 ms; the ends exclude punctuation. */
const MARKS = [
  { end: 3, start_ms: 100, end_ms: 400 },
  { end: 7, start_ms: 600, end_ms: 900 },
  { end: 14, start_ms: 1100, end_ms: 1400 },
  { end: 20, start_ms: 1600, end_ms: 1900 },
];

const spoken = (text: string, timing: Partial<AnswerTiming>) =>
  text.slice(0, spokenEnd(text, { ...NOT_PLAYED, ...timing }));

describe(spokenEnd.name, () => {
  it.each([
    ['nothing before the first word', 100, ''],
    ['a word as soon as it begins', 101, 'One'],
    ['no word in the pause before it', 600, 'One'],
    ['a word with its comma', 601, 'One two,'],
    ['a word with its full stop', 1101, 'One two, three.'],
    ['the last word', 1601, TEXT],
    ['all, long after', 60_000, TEXT],
  ])('with word timings: %s', (_name, playedMs, expected) => {
    expect(spoken(TEXT, { marks: MARKS, playedMs })).toBe(expected);
  });

  it('waits at the last word with a timing: the next timings come with their audio', () => {
    expect(spoken(TEXT, { marks: MARKS.slice(0, 2), playedMs: 5_000 })).toBe('One two,');
  });

  it('returns at most the end of the text', () => {
    expect(spoken('One tw', { marks: MARKS, playedMs: 5_000 })).toBe('One tw');
  });

  it.each([
    ['nothing yet', 0, ''],
    ['the word at that place', 100, 'One'],
    ['half of it', 1_000, 'One two, three.'],
    ['all of it', 2_000, TEXT],
  ])('without word timings, by the length of the answer: %s', (_name, playedMs, expected) => {
    expect(spoken(TEXT, { playedMs, totalMs: 2_000 })).toBe(expected);
  });

  it('without word timings and length: at the pace of reading aloud', () => {
    const text = 'word '.repeat(34);
    const words = spoken(text, { playedMs: 6_000 }).split(' ').length;
    expect(words).toBeGreaterThan(15);
    expect(words).toBeLessThan(25);
  });

  it('returns the whole text once all was played, whatever the timings', () => {
    expect(spoken(TEXT, { marks: MARKS.slice(0, 1), playedMs: 200, drained: true })).toBe(TEXT);
  });
});

describe(unheardOf.name, () => {
  it.each([
    ['the rest', 'One two', ', three. Four'],
    ['the rest, with other white space', ' One\n two,', ' three. Four'],
    ['all of it', '', TEXT],
    ['nothing, if all was heard', TEXT, ''],
    ['nothing, if only a space is left', 'One two, three. Four'.trimEnd(), ''],
    ['nothing, if more was heard than is known', `${TEXT} five`, ''],
    ['nothing, of another text', 'Two', ''],
  ])('is %s', (_name, heard, rest) => {
    expect(unheardOf(TEXT, heard)).toBe(rest);
  });

  it('does not split a character of two code units', () => {
    expect(unheardOf('Fine 🙂 then', 'Fine 🙂')).toBe(' then');
  });
});
