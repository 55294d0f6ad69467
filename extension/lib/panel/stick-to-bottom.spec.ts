import { describe, expect, it } from 'vitest';
import { StickToBottom } from './stick-to-bottom';

const at = (scrollTop: number, scrollHeight = 1_000, clientHeight = 400) => ({
  scrollTop,
  scrollHeight,
  clientHeight,
});

/** At the end of a conversation that is longer than the panel. */
function newSut() {
  const sut = new StickToBottom();
  sut.resized(at(0));
  sut.scrolled(at(600));
  return sut;
}

describe(StickToBottom.name, () => {
  it('follows new content', () => {
    expect(newSut().resized(at(600, 1_100))).toBe(true);
  });

  it('stops following when the user scrolls up, and follows again at the end', () => {
    const sut = newSut();
    sut.scrolled(at(300));
    expect(sut.pinned).toBe(false);
    expect(sut.resized(at(300, 1_100))).toBe(false);
    sut.scrolled(at(690, 1_100));
    expect(sut.pinned).toBe(true);
  });

  it('ignores scrolling by the browser, before and after the resize event', () => {
    const narrowed = newSut();
    narrowed.scrolled(at(600, 1_300));
    expect(narrowed.resized(at(600, 1_300))).toBe(true);
    const opened = newSut();
    expect(opened.resized(at(600, 1_060))).toBe(true);
    opened.scrolled(at(660, 1_060));
    expect(opened.pinned).toBe(true);
  });

  it('stays where the user reads while the panel changes its size', () => {
    const sut = newSut();
    sut.scrolled(at(100));
    sut.scrolled(at(90, 1_400));
    expect(sut.pinned).toBe(false);
  });

  it('follows again when the user asks for it', () => {
    const sut = newSut();
    sut.scrolled(at(100));
    sut.pin();
    expect(sut.pinned).toBe(true);
    expect(sut.resized(at(100, 1_100))).toBe(true);
  });
});
