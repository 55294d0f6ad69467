import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage, TextData } from '#protocol';
import { FakeClock } from '../../common/clock/testing/fake-clock.js';
import { TextUpdates } from './text-updates.js';

const data = (text: string, more: Partial<TextData> = {}): TextData => ({
  data_type: 'transcribe',
  role: 'assistant',
  text,
  text_ts: 0,
  is_final: false,
  stream_id: 100,
  turn_id: 1,
  ...more,
});
const reasoning = (text: string): TextData =>
  data(JSON.stringify({ type: 'reasoning', data: { text } }), { data_type: 'raw' });
const marks = (...ends: number[]): ServerMessage => ({
  type: 'data',
  name: 'speech_marks',
  data: { turn_id: 1, marks: ends.map((end) => ({ end, start_ms: 0, end_ms: 0 })) },
});

describe(TextUpdates, () => {
  let clock: FakeClock;
  let delivered: ServerMessage[];
  let sut: TextUpdates;

  beforeEach(() => {
    vi.useFakeTimers();
    clock = new FakeClock();
    delivered = [];
    sut = new TextUpdates((message) => delivered.push(message), clock);
  });
  afterEach(() => vi.useRealTimers());

  const text = (...args: Parameters<typeof data>) =>
    sut.send({ type: 'data', name: 'text_data', data: data(...args) });
  const pass = (ms: number) => {
    clock.advance(ms);
    vi.advanceTimersByTime(ms);
  };
  const texts = () =>
    delivered.flatMap((message) =>
      message.type === 'data' && message.name === 'text_data' ? [message.data.text] : [],
    );
  const summary = () =>
    delivered.map((message) => {
      if (message.type !== 'data') return message.type;
      if (message.name === 'speech_marks') return message.data.marks.map(({ end }) => end);
      return message.name === 'text_data' ? message.data.text : message.name;
    });

  /** An answer with that many tokens of four characters a second. @returns the characters sent in each second */
  function generate(tokensPerSecond: number, seconds: number): { updates: number; chars: number }[] {
    const perSecond: { updates: number; chars: number }[] = [];
    let whole = '';
    for (let second = 0; second < seconds; second++) {
      const before = texts();
      for (let i = 0; i < tokensPerSecond; i++) {
        text((whole += 'word'));
        pass(1_000 / tokensPerSecond);
      }
      const added = texts().slice(before.length);
      perSecond.push({ updates: added.length, chars: added.join('').length });
    }
    text(whole, { is_final: true });
    expect(texts().at(-1)).toBe(whole);
    return perSecond;
  }

  it.each([
    [20, 30],
    [100, 150],
    [1_000, 20],
  ])(
    'sends at most ten updates a second of %i tokens a second, and a bounded number of bytes',
    (tokens, seconds) => {
      const perSecond = generate(tokens, seconds);
      expect(Math.max(...perSecond.map(({ updates }) => updates))).toBeLessThanOrEqual(10);
      const chars = perSecond.reduce((sum, second) => sum + second.chars, 0);
      const length = tokens * seconds * 4;
      // Linear in time: never more than 20,000 characters a second, and one update.
      expect(chars).toBeLessThanOrEqual(seconds * 20_000 + length);
    },
  );

  it('sends the first update at once, the newest after 110 ms, and a final text at once', () => {
    text('a');
    text('ab');
    text('abc');
    expect(texts()).toEqual(['a']);
    pass(109);
    expect(texts()).toEqual(['a']);
    pass(1);
    expect(texts()).toEqual(['a', 'abc']);
    text('abcd');
    text('abcde', { is_final: true });
    pass(1_000);
    expect(texts()).toEqual(['a', 'abc', 'abcde']);
  });

  it('limits both roles apart, and a new turn not by the one before', () => {
    text('a', { role: 'user' });
    text('b');
    text('bc');
    text('d', { turn_id: 2 });
    expect(texts()).toEqual(['a', 'b', 'bc', 'd']);
  });

  it.each([
    ['the words that a waiting update has', () => pass(110), ['a b', 'a b c d', [5, 7]]],
    [
      'the last words of an answer',
      () => text('a b c d', { is_final: true }),
      ['a b', 'a b c d', [5, 7], 'a b c d'],
    ],
    ['the next turn', () => text('x', { turn_id: 2 }), ['a b', 'a b c d', [5, 7], 'x']],
  ])('sends marks after their words: %s', (_, next, expected) => {
    text('a b');
    text('a b c d');
    sut.send(marks(5));
    sut.send(marks(7));
    expect(summary()).toEqual(['a b']);
    next();
    expect(summary()).toEqual(expected);
  });

  it('sends marks at once where their words were sent', () => {
    text('a b');
    text('a b c');
    sut.send(marks(1, 3));
    expect(summary()).toEqual(['a b', [1, 3]]);
  });

  it('loses no part of the reasoning', () => {
    const parts = ['First ', 'I ', 'think.'];
    for (const part of parts) sut.send({ type: 'data', name: 'text_data', data: reasoning(part) });
    pass(110);
    const thought = texts().map((part) => (JSON.parse(part) as { data: { text: string } }).data.text);
    expect(thought).toEqual(['First ', 'I think.']);
  });

  it('passes everything else on at once', () => {
    text('a');
    text('ab');
    sut.send({ type: 'cmd', name: 'flush', data: { turn_id: 1, reason: 'barge_in' } });
    expect(summary()).toEqual(['a', 'cmd']);
  });

  it('sends nothing after its end', () => {
    text('a');
    text('ab');
    sut.close();
    pass(1_000);
    expect(texts()).toEqual(['a']);
  });
});
