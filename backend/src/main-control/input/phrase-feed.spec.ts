import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PagePhrases } from '../../stt/stt.port.js';
import { PhraseFeed } from './phrase-feed.js';

const page = (...names: string[]): PagePhrases => ({ names, numbers: [] });

describe(PhraseFeed.name, () => {
  let now: PagePhrases | undefined;
  let sent: PagePhrases[];
  let sut: PhraseFeed;

  beforeEach(() => {
    vi.useFakeTimers();
    [now, sent] = [undefined, []];
    sut = new PhraseFeed(
      () => now,
      (phrases) => sent.push(phrases),
    );
  });
  afterEach(() => {
    sut.close();
    vi.useRealTimers();
  });

  function change(to: PagePhrases | undefined) {
    now = to;
    sut.changed();
  }

  it('sends nothing for a session without a page', () => {
    sut.changed();
    sut.flush();
    sut.reset();
    sut.flush();
    expect(sent).toEqual([]);
    expect(sut.hasPage).toBe(false);
  });

  it('sends what has changed: names, numbers, or what is awaited', () => {
    for (const phrases of [
      page('A'),
      page('A'),
      page('A', 'B'),
      { ...page('A', 'B'), numbers: [1] },
      { ...page('A', 'B'), numbers: [2] },
      { ...page('A', 'B'), numbers: [2], awaits: 'choice' as const },
    ]) {
      change(phrases);
      vi.advanceTimersByTime(300);
    }
    expect(sent.map(({ names, numbers, awaits }) => [names.length, ...numbers, awaits])).toEqual([
      [1, undefined],
      [2, undefined],
      [2, 1, undefined],
      [2, 2, undefined],
      [2, 2, 'choice'],
    ]);
  });

  it('sends the first at once, and of those that follow quickly the newest', () => {
    change(page('A'));
    expect(sent).toEqual([page('A')]);
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(10);
      change(page(`B${i}`));
    }
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(sent).toEqual([page('A'), page('B19')]);
  });

  it('waits no longer when speech begins', () => {
    change(page('A'));
    change(page('B'));
    sut.flush();
    vi.advanceTimersByTime(1_000);
    expect(sent).toEqual([page('A'), page('B')]);
  });

  it('sends once that a page is empty now', () => {
    change(page('A'));
    expect(sut.hasPage).toBe(true);
    for (let i = 0; i < 3; i++) {
      change(page());
      vi.advanceTimersByTime(300);
    }
    expect(sent).toEqual([page('A'), page()]);
    expect(sut.hasPage).toBe(false);
  });

  it('sends everything to another recogniser', () => {
    change(page('A'));
    sut.reset();
    sut.flush();
    expect(sent).toEqual([page('A'), page('A')]);
  });
});
