import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SttEvent } from '../../stt.port.js';
import { SegmentAssembler } from './segment-assembler.js';

describe(SegmentAssembler.name, () => {
  let events: SttEvent[];
  let sut: SegmentAssembler;

  const heard = (text: string, startSeconds: number, endSeconds: number, isFinal = false, isLast = false) =>
    sut.push({ text, startSeconds, durationSeconds: endSeconds - startSeconds, isFinal, isLast });

  const finals = () => events.flatMap((event) => (event.type === 'final' ? [event.text] : []));

  beforeEach(() => {
    vi.useFakeTimers();
    events = [];
    sut = new SegmentAssembler((event) => events.push(event));
  });

  afterEach(() => {
    sut.release();
    vi.useRealTimers();
  });

  it('puts pieces together to one final', () => {
    sut.begin(0);
    heard('what', 0, 0.5);
    heard('what time', 0, 1, true);
    heard('is it', 1, 1.5);
    sut.end(2);
    heard('is it', 1, 2, true, true);
    expect(events).toEqual([
      { type: 'partial', text: 'what' },
      { type: 'partial', text: 'what time' },
      { type: 'partial', text: 'what time is it' },
      { type: 'final', text: 'what time is it' },
    ]);
  });

  it('waits only briefly if the words are final and nothing more comes', () => {
    sut.begin(0);
    heard('stop', 0, 1, true);
    sut.end(1.2);
    vi.advanceTimersByTime(399);
    expect(finals()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(finals()).toEqual(['stop']);
  });

  it.each([0.4, 1.8, 4, 8])('waits for the final words if they come %d s after the end', (seconds) => {
    sut.begin(0);
    heard('set a', 0, 1);
    sut.end(1.2);
    vi.advanceTimersByTime(seconds * 1_000);
    expect(finals()).toEqual([]);
    heard('set a timer', 0, 1.2, true, true);
    expect(finals()).toEqual(['set a timer']);
  });

  it('uses the words that came if no final ones come before a stall', () => {
    sut.begin(0);
    heard('set a', 0, 1);
    sut.end(1.2);
    vi.advanceTimersByTime(9_000);
    expect(finals()).toEqual(['set a']);
  });

  it('keeps words that were shown if the final has none', () => {
    sut.begin(0);
    heard('set a timer', 0, 1);
    sut.end(1.2);
    heard('', 0, 1.2, true, true);
    expect(finals()).toEqual(['set a timer']);
  });

  it('keeps the words of an abandoned segment out of the next one', () => {
    sut.begin(0);
    sut.end(1);
    sut.answered();
    vi.advanceTimersByTime(1_500);
    sut.begin(2);
    sut.end(3);
    // The late answer to the first segment.
    heard('first', 0, 1, true, true);
    expect(finals()).toEqual(['']);
    heard('second', 1, 3, true, true);
    expect(finals()).toEqual(['', 'second']);
  });

  it('waits for a silent vendor, so that a stall loses no words', () => {
    sut.begin(0);
    sut.end(1);
    sut.begin(1.5);
    sut.end(2);
    vi.advanceTimersByTime(60_000);
    expect(finals()).toEqual([]);
    heard('late', 0, 1, true, true);
    expect(finals()).toEqual(['late']);
    vi.advanceTimersByTime(60_000);
    expect(finals(), 'the second was not answered').toEqual(['late']);
  });

  it('treats a sound as wordless if the vendor is alive and sends no words', () => {
    sut.begin(0);
    sut.end(1);
    heard('', 0, 1);
    vi.advanceTimersByTime(1_499);
    expect(finals()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(finals()).toEqual(['']);
  });

  describe('a vendor that says nothing', () => {
    let probed: number[];

    beforeEach(() => {
      probed = [];
      sut = new SegmentAssembler((event) => events.push(event), { probe: (at) => probed.push(at) });
    });

    it('is asked for a sign of life, of one segment after the other', () => {
      for (const at of [0, 5]) {
        sut.begin(at);
        sut.end(at + 3);
      }
      vi.advanceTimersByTime(1_499);
      expect(probed).toEqual([]);
      vi.advanceTimersByTime(60_000);
      expect(probed).toEqual([3]);
      expect(finals(), 'a question is no answer').toEqual([]);
      sut.isAlive();
      expect(finals()).toEqual(['']);
      vi.advanceTimersByTime(1_500);
      expect(probed).toEqual([3, 8]);
      sut.isAlive();
      expect(finals()).toEqual(['', '']);
    });

    it('has not answered with a sign of life that comes before the question', () => {
      sut.begin(0);
      sut.end(1);
      sut.isAlive();
      vi.advanceTimersByTime(1_500);
      expect(finals()).toEqual([]);
    });

    it('gets more time if it does send words', () => {
      sut.begin(0);
      sut.end(1);
      vi.advanceTimersByTime(1_500);
      heard('late', 0, 1);
      sut.isAlive();
      expect(finals()).toEqual([]);
      heard('late words', 0, 1, true, true);
      expect(finals()).toEqual(['late words']);
    });

    it('is not pinged if it has sent something', () => {
      sut.begin(0);
      sut.end(1);
      sut.answered();
      vi.advanceTimersByTime(60_000);
      expect(probed).toEqual([]);
      expect(finals()).toEqual(['']);
    });
  });

  it('gives each of two waiting segments its own words', () => {
    sut.begin(0);
    sut.end(1);
    sut.begin(1.2);
    sut.end(2);
    heard('one', 0, 1, true, true);
    heard('two', 1, 2, true, true);
    expect(finals()).toEqual(['one', 'two']);
  });

  it('waits for a segment only when the ones before it are final: a replay brings several at once', () => {
    for (const at of [0, 12]) {
      sut.begin(at);
      sut.end(at + 10);
    }
    // The vendor works on the first segment for longer than any timeout.
    for (let at = 0; at < 10; at++) {
      heard(`a${at}`, at, at + 0.9, true);
      vi.advanceTimersByTime(390);
    }
    vi.advanceTimersByTime(10);
    expect(finals()).toEqual(['a0 a1 a2 a3 a4 a5 a6 a7 a8 a9']);
    vi.advanceTimersByTime(1_000);
    heard('b', 13, 14, true);
    vi.advanceTimersByTime(400);
    expect(finals().at(-1)).toBe('b');
  });

  it('shows nothing between marks, but keeps words for a late mark', () => {
    heard('noise', 0, 1, true);
    heard('set', 5, 5.6, true);
    expect(events).toEqual([]);
    sut.begin(5.8);
    heard('a timer', 5.6, 6.5, true);
    sut.end(7);
    heard('', 7, 7, true, true);
    expect(finals()).toEqual(['set a timer']);
  });

  it('settles all open segments at the end', () => {
    sut.begin(0);
    heard('bye', 0, 1);
    sut.end(1);
    sut.begin(2);
    sut.end(3);
    sut.settleAll();
    expect(finals()).toEqual(['bye', '']);
    vi.runAllTimers();
    expect(finals()).toHaveLength(2);
  });
});
