import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAGE } from '../../testing/fake-browser-calls';
import { PHRASES_DELAY_MS, PhrasesPublisher, WATCH_AGAIN_MS } from './phrases-publisher';

describe(PhrasesPublisher.name, () => {
  let sent: string[][];
  /** In the tab of the page. */
  let watched: boolean[];
  let watchedElsewhere: boolean[];
  let isTaken: boolean;
  let sut: PhrasesPublisher;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    watched = [];
    watchedElsewhere = [];
    isTaken = true;
    sut = new PhrasesPublisher({
      send: (phrases) => isTaken && sent.push(phrases) > 0,
      watch: (tabId, on) => (tabId === 7 ? watched : watchedElsewhere).push(on),
    });
    sut.update(PAGE);
  });
  afterEach(() => void vi.useRealTimers());

  const TOP = { tabId: 7, documentId: 'D' };
  const FRAME = { tabId: 7, documentId: 'F' };
  const take = (source: typeof TOP, path: number[], phrases: string[], hasNewFrame = false) =>
    sut.take({ source, path, phrases, hasNewFrame });
  const wait = () => vi.advanceTimersByTime(PHRASES_DELAY_MS);

  it('has the page watched, and sends its names after a short delay, those of the page before those of frames', () => {
    expect(watched).toEqual([true]);
    take(TOP, [], ['Menu']);
    take(FRAME, [1], ['Pay']);
    take({ ...FRAME, documentId: 'G' }, [0, 2], ['Captcha']);
    take(TOP, [], ['Menu', 'Sign in', 'menu']);
    expect(sent).toEqual([]);
    wait();
    expect(sent).toEqual([['Menu', 'Sign in', 'Captcha', 'Pay']]);
  });

  it('has the page watched again when a frame has loaded, at most once a second', () => {
    take(TOP, [], ['Menu'], true);
    take(TOP, [], ['Menu'], true);
    expect(watched).toEqual([true]);
    vi.advanceTimersByTime(WATCH_AGAIN_MS);
    expect(watched).toEqual([true, true]);
    take(TOP, [], ['Menu'], true);
    sut.update(null);
    vi.advanceTimersByTime(WATCH_AGAIN_MS);
    expect(watched).toEqual([true, true, false]);
  });

  it('sends nothing that has not changed', () => {
    take(TOP, [], ['Menu']);
    wait();
    take(TOP, [], ['Menu']);
    wait();
    expect(sent).toHaveLength(1);
  });

  it('does not wait longer while a page changes all the time', () => {
    for (let i = 0; i < 10; i++) {
      take(TOP, [], [`Item ${i}`]);
      vi.advanceTimersByTime(PHRASES_DELAY_MS / 3);
    }
    expect(sent.length).toBeGreaterThan(2);
  });

  it('listens to the active tab only', () => {
    take({ tabId: 8, documentId: 'X' }, [], ['Elsewhere']);
    wait();
    expect(sent).toEqual([]);
  });

  it('leaves out codes and card numbers', () => {
    take(TOP, [], ['4111 1111 1111 1111', 'Code 123456', 'Order 12345', 'Sign in']);
    wait();
    expect(sent).toEqual([['Order 12345', 'Sign in']]);
  });

  it('sends at most 300', () => {
    take(
      TOP,
      [],
      Array.from({ length: 290 }, (_, i) => `Item ${i}`),
    );
    take(
      FRAME,
      [0],
      Array.from({ length: 290 }, (_, i) => `More ${i}`),
    );
    wait();
    expect(sent[0]).toHaveLength(300);
  });

  it('forgets the frames of a document that is gone', () => {
    take(TOP, [], ['Menu']);
    take(FRAME, [0], ['Pay']);
    wait();
    take({ ...TOP, documentId: 'E' }, [], ['Home']);
    wait();
    expect(sent.at(-1)).toEqual(['Home']);
  });

  it.each([
    ['another tab is active', { ...PAGE, tabId: 8 }],
    ['the user excludes the site', { ...PAGE, access: 'never' as const }],
    ['there is no page any more, or no session', null],
  ])('sends an empty list at once when %s', (_, page) => {
    take(TOP, [], ['Menu']);
    wait();
    sut.update(page);
    expect(sent.at(-1)).toEqual([]);
    take(TOP, [], ['Menu']);
    wait();
    expect(sent.at(-1)).toEqual([]);
    expect(watched).toEqual([true, false]);
    expect(watchedElsewhere).toEqual(page?.tabId === 8 ? [true] : []);
  });

  it('has the next page of the tab watched, too, and the same one after it was loaded again', () => {
    sut.update({ ...PAGE, url: 'https://shop.example/pay' });
    const reloaded = { ...PAGE, url: 'https://shop.example/pay' };
    sut.update(reloaded);
    sut.update(reloaded);
    expect(watched).toEqual([true, true, true]);
  });

  it('tells a new session everything again', () => {
    take(TOP, [], ['Menu']);
    wait();
    sut.sessionBegan(false);
    expect(sent).toEqual([['Menu'], ['Menu']]);
  });

  it('tells a resumed session what has changed meanwhile', () => {
    take(TOP, [], ['Menu']);
    wait();
    sut.sessionBegan(true);
    expect(sent).toHaveLength(1);
    isTaken = false;
    take(TOP, [], ['Home']);
    wait();
    isTaken = true;
    sut.sessionBegan(true);
    expect(sent).toEqual([['Menu'], ['Home']]);
  });
});
