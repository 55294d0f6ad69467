import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageCall } from '../page/page-calls';
import { REFS, top, frame, done, newSut, errorOf, changedBy, timed, soon } from '../testing/carry-out';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the frames of a page', () => {
  const TARGET = { role: 'textbox', name: 'Card holder', control: 'textbox "Card holder"' };

  it('types where the focus is', async () => {
    const typed: string[] = [];
    const documents = [
      top(() => ({ frame: 0 })),
      frame('pay', (call) => {
        if (call.name === 'focused') return { ref: 2, target: TARGET };
        typed.push(call.name);
        return done;
      }),
    ];
    const { run, call } = newSut(documents);
    expect((await soon(run('type_text', { text: 'Ann' }))).result.ok).toBe(true);
    expect(typed).toEqual(['type_text']);
    expect(await soon(call('inspect', { focus: true }))).toMatchObject({ ok: true, target: TARGET });
  });

  it('says that nothing has the focus', async () => {
    const { run } = newSut([top(() => ({}))]);
    expect(errorOf(await soon(run('type_text', { text: 'Ann' })))).toMatch(/has the focus/);
  });

  it('presses a key in the page where nothing has the focus', async () => {
    const { run } = newSut([top((call) => (call.name === 'focused' ? {} : done))]);
    expect(changedBy(await soon(run('press_key', { key: 'Escape' })))).toBe(done.changed);
  });

  it('lights the first match of the page, and not one of each frame', async () => {
    const shown: string[] = [];
    const finds = (name: string, total: number) => (call: PageCall) => {
      if (call.name === 'find' && call.args.shows) shown.push(name);
      return { matches: total > 0 ? [{ ref: 5, context: name }] : [], total, nextRef: 6 };
    };
    const { run } = newSut([
      top(finds('top', 0)),
      frame('one', finds('one', 1)),
      frame('two', finds('two', 1), { path: [1] }),
    ]);
    expect((await soon(run('find_in_page', { text: 'refunds' }))).result).toMatchObject({
      total: 2,
      tab: expect.any(Number) as number,
    });
    expect(shown).toEqual(['one']);
  });

  it('gives no number twice, and none to what scrolls into view later', async () => {
    const asked: [string, number, number][] = [];
    const shows = (name: string, numbers: number[]) => (call: PageCall) => {
      if (call.name !== 'show_numbers') return { ok: true };
      asked.push([name, call.args.first, call.args.last]);
      return {
        controls: numbers.map((number) => ({ number, ref: number, control: `button "${number}"` })),
        more: 0,
        nextRef: 9,
      };
    };
    const { run } = newSut([top(shows('top', [1, 2])), frame('pay', shows('pay', [3]))]);
    const { result, refs } = await soon(run('show_numbers'));
    expect(result).toMatchObject({
      numbers: [
        { number: 1, ref: 'e1' },
        { number: 2, ref: 'e2' },
        { number: 3, ref: 'f1e3', control: 'button "3"' },
      ],
    });
    expect(asked).toEqual([
      ['top', 1, 99],
      ['pay', 3, 99],
      ['top', 1, 2],
    ]);
    expect(refs?.documents.map(({ documentId }) => documentId)).toEqual(['top', 'pay']);
  });

  it('leaves out a frame that has gone while numbers are shown', async () => {
    const shows = { controls: [{ number: 1, ref: 1, control: 'button "1"' }], more: 0, nextRef: 9 };
    const gone = (call: PageCall) =>
      call.name === 'show_numbers' ? Promise.reject(new Error('No document with id pay')) : { ok: true };
    const { run } = newSut([top(() => shows), frame('pay', gone)]);
    expect((await soon(run('show_numbers'))).result).toMatchObject({ numbers: [{ number: 1 }] });
  });

  it('finds the control with a number in any frame', async () => {
    const { call } = newSut([top(() => null), frame('pay', () => ({ ref: 7 }))]);
    expect(await soon(call('numbered', { number: 14, refs: REFS }))).toEqual({
      on: { tabId: 1, documentId: 'pay', ref: 'n14', number: 7 },
    });
    const none = newSut([top(() => null)]);
    expect(await soon(none.call('numbered', { number: 14, refs: REFS }))).toMatchObject({
      ok: false,
      error: 'There is no number 14 on the page. Say "show numbers".',
    });
  });

  it('scrolls the frame that the middle of the page shows', async () => {
    const scrolled: string[] = [];
    const { run } = newSut([
      top(() => (scrolled.push('top'), { ok: false, frame: 0 })),
      frame('list', () => (scrolled.push('list'), done)),
    ]);
    expect((await soon(run('scroll', { direction: 'down' }))).result.ok).toBe(true);
    expect(scrolled).toEqual(['top', 'list']);
  });

  it('plays what a frame has if the page itself has nothing', async () => {
    const { run } = newSut([
      top(() => ({ ok: false, absent: true, error: 'No video.' })),
      frame('player', () => ({ ok: true, changed: 'playing' })),
    ]);
    expect(changedBy(await soon(run('media', { action: 'play' })))).toBe('playing');
  });

  it('waits for a text in any frame, also on the page that follows', async () => {
    let isThere = false;
    const { run, fake } = newSut([
      top(() => ({ ok: false, error: '' })),
      frame('pay', () => ({ ok: isThere })),
    ]);
    const waiting = run('wait_for', { text: 'Paid', seconds: 3 });
    await vi.advanceTimersByTimeAsync(500);
    fake.load(1, { title: 'Thanks', documents: [] });
    await vi.advanceTimersByTimeAsync(500);
    isThere = true;
    fake.tab(1).documents = [top(() => ({ ok: true }))];
    expect(changedBy(await soon(waiting))).toBe('"Paid" appeared');
  });

  it('ends a wait in time', async () => {
    const { run } = newSut([top(() => ({ ok: false, error: '' }))]);
    const { answer, ms } = await timed(run('wait_for', { gone: 'Loading', seconds: 2 }));
    expect(errorOf(answer)).toBe('"Loading" did not go away within 2 s.');
    expect(ms).toBeLessThanOrEqual(2_000);
  });
});
