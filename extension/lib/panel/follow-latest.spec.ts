import { describe, expect, it } from 'vitest';
import { FollowLatest } from './follow-latest';

const at = (scrollTop: number, scrollHeight = 1_000, clientHeight = 400) => ({
  scrollTop,
  scrollHeight,
  clientHeight,
});

/** At the end of a conversation that is longer than the panel. */
function newSut(nowMs = () => 0) {
  const sut = new FollowLatest(nowMs);
  sut.place(at(0), null);
  sut.scrolled(at(600));
  return sut;
}

describe(FollowLatest.name, () => {
  it('follows new content to the end', () => {
    expect(newSut().place(at(600, 1_100), null)).toBe(700);
  });

  it('stops following when the user scrolls up, and follows again at the end', () => {
    const sut = newSut();
    sut.scrolled(at(300));
    expect(sut.pinned).toBe(false);
    expect(sut.place(at(300, 1_100), null)).toBeNull();
    sut.scrolled(at(690, 1_100));
    expect(sut.pinned).toBe(true);
  });

  it.each([
    ['when words were added below', at(300, 1_100)],
    ['when the text wraps differently', at(300, 1_700)],
    ['when a banner made the panel lower', at(300, 1_000, 300)],
    ['when a banner went', at(300, 1_000, 500)],
    ['when an answer became shorter', at(300, 900)],
  ])('stops following when the user scrolls up at the moment %s', (_when, metrics) => {
    const before = newSut();
    before.inputSeen();
    before.scrolled(metrics);
    expect(before.place(metrics, null)).toBeNull();
    expect(before.pinned).toBe(false);
    const after = newSut();
    after.inputSeen();
    expect(after.place(metrics, null)).toBeNull();
    expect(after.pinned).toBe(false);
  });

  it('goes on following when content was shorter for a moment, and the browser moved the view', () => {
    const sut = newSut();
    expect(sut.place(at(10, 1_700), 900)).toBe(660);
    expect(sut.pinned).toBe(true);
  });

  it.each([
    ['at the end', null, 460],
    ['at the spoken line', 700, 420],
  ])(
    'goes on following %s when the panel changed twice in a frame, and the browser moved the view',
    (_where, line, top) => {
      let now = 0;
      const sut = newSut(() => now);
      sut.place(at(600), line);
      now = 5_000;
      sut.layoutChanged();
      now = 5_100;
      expect(sut.scrolled(at(top))).toBe(true);
      expect(sut.pinned).toBe(true);
      now = 5_250;
      expect(sut.scrolled(at(top))).toBe(false);
      expect(sut.pinned).toBe(false);
    },
  );

  it('stops following when the user scrolls while the panel changes', () => {
    const sut = newSut();
    sut.layoutChanged();
    sut.inputSeen();
    expect(sut.scrolled(at(300))).toBe(false);
    expect(sut.pinned).toBe(false);
  });

  it('takes a scroll for the user’s only shortly after an input, while the sizes change', () => {
    let now = 0;
    const sut = newSut(() => now);
    sut.inputSeen();
    now = 1_000;
    sut.scrolled(at(300, 1_700));
    expect(sut.pinned).toBe(true);
    now = 1_500;
    sut.inputSeen();
    now = 2_499;
    sut.scrolled(at(300, 1_800));
    expect(sut.pinned).toBe(false);
  });

  it('stops following the spoken line when the user scrolls right before it moves on', () => {
    const sut = newSut();
    expect(sut.place(at(600), 700)).toBe(460);
    expect(sut.place(at(410), 720)).toBeNull();
    expect(sut.pinned).toBe(false);
  });

  it('follows from where the user has stopped near the end', () => {
    const sut = newSut();
    sut.scrolled(at(100));
    sut.scrolled(at(570));
    expect(sut.place(at(570, 1_100), null)).toBe(700);
  });

  it('follows where the browser put it inside shorter content', () => {
    const sut = newSut();
    sut.place(at(600), 900);
    sut.scrolled(at(300, 700));
    expect(sut.place(at(300, 700), 500)).toBe(260);
  });

  it('follows the latest words, not the place where it is shown again', () => {
    const sut = newSut();
    sut.place(at(0, 0, 0), null);
    expect(sut.place(at(0), null)).toBe(600);
  });

  it('ignores scrolling by the browser, before and after the resize event', () => {
    const narrowed = newSut();
    narrowed.scrolled(at(600, 1_300));
    expect(narrowed.place(at(600, 1_300), null)).toBe(900);
    const opened = newSut();
    expect(opened.place(at(600, 1_060), null)).toBe(660);
    opened.scrolled(at(660, 1_060));
    expect(opened.pinned).toBe(true);
  });

  it('stays where the user reads while the panel changes its size', () => {
    const sut = newSut();
    sut.scrolled(at(100));
    sut.scrolled(at(90, 1_400));
    expect(sut.pinned).toBe(false);
  });

  it('stays where the user reads while the panel is hidden', () => {
    const sut = newSut();
    sut.scrolled(at(100));
    expect(sut.place(at(0, 0, 0), null)).toBeNull();
    expect(sut.place(at(100), null)).toBeNull();
  });

  it('follows again when the user asks for it', () => {
    const sut = newSut();
    sut.scrolled(at(100));
    sut.pin();
    expect(sut.pinned).toBe(true);
    expect(sut.place(at(100, 1_100), null)).toBe(700);
  });

  it.each([
    ['the end, if little text follows it', 950, 600],
    ['60 % of the height, if much text follows it', 700, 460],
    ['the top, at the beginning of the conversation', 100, 0],
  ])('keeps the spoken line at %s', (_where, line, top) => {
    expect(newSut().place(at(600), line)).toBe(top);
  });

  it('moves on with the spoken line after its own scrolling', () => {
    const sut = newSut();
    let scrollTop = 600;
    for (const line of [700, 720, 740]) {
      const top = sut.place(at(scrollTop), line);
      expect(top).toBe(line - 240);
      // Browsers round to physical pixels.
      scrollTop = line - 240.5;
      sut.scrolled(at(scrollTop));
    }
    expect(sut.pinned).toBe(true);
  });

  it.each([
    ['up', 410],
    ['a little down', 470],
    ['to the end', 600],
  ])('lets the user scroll %s while Earshot speaks', (_where, top) => {
    const sut = newSut();
    sut.place(at(600), 700);
    sut.scrolled(at(top));
    expect(sut.pinned).toBe(false);
    expect(sut.place(at(top), 720)).toBeNull();
    sut.pin();
    expect(sut.place(at(top), 720)).toBe(480);
  });

  it('follows again after the answer if the user has scrolled to the end', () => {
    const sut = newSut();
    sut.place(at(600), 700);
    sut.scrolled(at(600));
    expect(sut.place(at(600), null)).toBe(600);
    expect(sut.pinned).toBe(true);
  });
});
