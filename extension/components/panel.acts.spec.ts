// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Act } from '../lib/tools/acts';
import { actOf } from '../lib/testing/pages';
import { answerOf, call, click, show, status, turnOf } from '../lib/testing/render-panel';

const turn = turnOf(1, { user: { text: 'click sign in', final: true }, assistant: answerOf('It is open.') });
const words = (element: Element) => element.textContent?.replace(/\s+/g, ' ').trim();
const cards = () => screen.queryAllByTestId('act').map((row) => words(row));
const acts = (...more: Partial<Act>[]) => more.map((act, i) => actOf({ id: `a${i}`, ...act }));

describe('the passage that an answer comes from', () => {
  const source = { text: 'Refunds take five days.', title: 'Returns', tab: 2, isShowable: true };
  const sourced = { ...turn, source };

  it('stands under the answer, and is shown in its page by a click', async () => {
    const { change, requests } = await show({ ...call, turns: [sourced] });
    const figure = screen.getByTestId('source');
    expect(words(figure)).toBe('From “Returns” Refunds take five days. Show in the page');
    await click('Show in the page');
    expect(requests).toEqual([{ type: 'show_source', turnKey: '1.1' }]);
    await change({ turns: [{ ...sourced, source: { ...source, isMissing: true } }] });
    expect(words(screen.getByTestId('source'))).toMatch(/The page does not show it any more\.$/);
    expect(screen.queryByRole('button', { name: 'Show in the page' })).toBeNull();
  });

  it('can be looked for again where its tab is not known: another page may be open', async () => {
    await show({ ...call, turns: [{ ...turn, source: { ...source, tab: null, isMissing: true } }] });
    expect(words(screen.getByTestId('source'))).toMatch(
      /The page that is open does not show it\. Show in the page$/,
    );
  });

  it('of an earlier session, or of a page without a title, has only its text', async () => {
    await show({ ...call, turns: [{ ...turn, source: { ...source, title: '', isShowable: false } }] });
    expect(words(screen.getByTestId('source'))).toBe('From the page Refunds take five days.');
  });
});

describe('the cards of what was done', () => {
  it('say what, where and with which outcome, between the words and the answer', async () => {
    await show({ ...call, turns: [turn], acts: acts({}) });
    expect(cards()).toEqual(['Done: Clicked Sign in shop.example · Page "Cart" opened']);
    const log = words(screen.getByRole('log'));
    expect(log).toMatch(/^You click sign in Done: Clicked Sign in .* Earshot It is open\.$/);
  });

  it('are announced once, when they are over', async () => {
    const { change } = await show({ ...call, turns: [turn], phase: 'thinking' });
    await change({ acts: acts({ state: 'running', what: 'Clicking Sign in', outcome: '' }) });
    expect(cards()).toEqual([]);
    expect(status()).toBe('Clicking Sign in');
    await change({ acts: acts({}), phase: 'listening' });
    expect(cards()).toHaveLength(1);
    expect(screen.getByTestId('act').closest('[role=log]')).toBeTruthy();
    expect(screen.getByTestId('act').closest('[aria-live]')).toBeNull();
  });

  it('are not made for what only reads, except for the permission that it needs', async () => {
    const reading = { tool: 'list_tabs', reads: true, what: 'List the tabs' } as const;
    const { change } = await show({ ...call, turns: [turn], acts: acts(reading) });
    expect(cards()).toEqual([]);
    await change({ acts: acts({ ...reading, state: 'failed', outcome: 'It may not.', needs: 'tabs' }) });
    expect(cards()).toHaveLength(1);
  });

  it('say that the user refused, or that access to all sites includes what was missing', async () => {
    const refused = { state: 'denied', what: 'Click "Delete"', outcome: 'The user said no.' } as const;
    const listing = { tool: 'list_tabs', reads: true, what: 'Listed the tabs', needs: 'tabs' } as const;
    await show({ ...call, turns: [turn], permissions: ['hosts'], acts: acts(refused, listing) });
    expect(cards()).toEqual(['Not done: Click "Delete" shop.example · You said no.']);
  });

  it('offer a permission once: in the newest', async () => {
    const listing = { tool: 'list_tabs', reads: true, what: 'Listed the tabs', needs: 'tabs' } as const;
    await show({ ...call, turns: [turn], acts: acts(listing, {}, listing) });
    expect(cards()).toHaveLength(2);
    expect(screen.getAllByRole('button', { name: 'Allow tabs' })).toHaveLength(1);
    expect(within(screen.getAllByTestId('act')[1]!).getByRole('button', { name: 'Allow tabs' })).toBeTruthy();
  });

  it('stand under the turn that they belong to, and at the end without one', async () => {
    const second = turnOf(2, { user: { text: 'scroll down', final: true } });
    await show({
      ...call,
      turns: [turn, second],
      acts: acts(
        { what: 'Moved the page', turnKey: 'none' },
        { what: 'Scrolled down', turnKey: '1.2' },
        { what: 'Clicked Sign in' },
      ),
    });
    expect(cards().map((text) => text?.split(' shop')[0])).toEqual([
      'Done: Clicked Sign in',
      'Done: Scrolled down',
      'Done: Moved the page',
    ]);
  });

  it('of a task are folded: the newest three while it runs, then the last one and what was not done', async () => {
    const five = acts(
      { what: 'One' },
      { what: 'Two', state: 'failed', outcome: 'Covered.' },
      { what: 'Three' },
      { what: 'Four' },
      { what: 'Five' },
    );
    const working = turnOf(1, { user: { text: 'book it', final: true } });
    const { change } = await show({ ...call, turns: [working], acts: five });
    const names = () => cards().map((text) => /: (\w+)/.exec(text!)?.[1]);
    expect(names()).toEqual(['Three', 'Four', 'Five']);
    await change({ turns: [{ ...working, assistant: answerOf('It is booked.') }] });
    expect(names()).toEqual(['Two', 'Five']);
    const steps = screen.getByRole('button', { name: '4 of 5 steps done' });
    expect(steps.getAttribute('aria-expanded')).toBe('false');
    await fireEvent.click(steps);
    expect(names()).toEqual(['One', 'Two', 'Three', 'Four', 'Five']);
    await change({ acts: five.map((act) => ({ ...act, state: 'done' })) });
    expect(screen.getByRole('button', { name: '5 steps done' })).toBeTruthy();
    await change({ acts: five.map((act, i) => ({ ...act, state: i === 1 ? 'undone' : 'done' })) });
    expect(screen.getByRole('button', { name: '4 of 5 steps done' })).toBeTruthy();
  });

  it('show what failed in a task that was stopped silently', async () => {
    const [failed, ...done] = ['Two', 'Three', 'Four', 'Five'].map((what) => ({ what }));
    const stopped = turnOf(1, { user: { text: 'book it', final: true } });
    const { change } = await show({
      ...call,
      turns: [stopped],
      acts: acts({ ...failed, state: 'failed', outcome: 'Covered.' }, ...done),
    });
    expect(cards()[0]).toContain('Three');
    await change({ turns: [stopped, turnOf(2, { user: { text: 'what now', final: true } })] });
    expect(cards()[0]).toContain('Two');
    expect(cards()).toHaveLength(2);
  });

  it('are not folded where there are two', async () => {
    await show({ ...call, turns: [turn], acts: acts({ what: 'One' }, { what: 'Two' }) });
    expect(cards()).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /steps/ })).toBeNull();
  });

  it('are short: the site once, no empty outcome', async () => {
    const three = acts(
      { what: 'Three', outcome: 'nothing' },
      { what: 'Four', outcome: '' },
      { what: 'Five', site: 'other.example', outcome: 'checked' },
    );
    await show({ ...call, turns: [turnOf(1, { user: turn.user })], acts: three });
    expect(cards()).toEqual([
      'Done: Three shop.example · Nothing changed',
      'Done: Four',
      'Done: Five other.example · Checked',
    ]);
  });

  it('undo what can be undone, keep the focus, and say so', async () => {
    const { requests, change } = await show({ ...call, turns: [turn], acts: acts({ undoable: true }) });
    const undo = screen.getByRole('button', { name: 'Undo: Clicked Sign in' });
    undo.focus();
    await fireEvent.click(undo);
    expect(requests).toEqual([{ type: 'undo_act', actId: 'a0' }]);
    await change({ acts: acts({ state: 'undone' }) });
    expect(screen.getByTestId('act').contains(document.activeElement)).toBe(true);
    expect(cards()).toEqual(['Undone: Clicked Sign in shop.example · Undone']);
  });

  it('offer the permission that was missing, by the click itself, until it is there', async () => {
    const failed = acts({ state: 'failed', outcome: 'Earshot may not set bookmarks.', needs: 'bookmarks' });
    const { deps, change } = await show({ ...call, turns: [turn], acts: failed });
    const card = within(screen.getByTestId('act'));
    expect(card.getByText('To bookmark pages for you, Earshot needs your bookmarks.')).toBeTruthy();
    await click('Allow bookmarks');
    expect(deps.request).toHaveBeenCalledWith('bookmarks');
    await change({ permissions: ['bookmarks'] });
    expect(screen.queryByRole('button', { name: 'Allow bookmarks' })).toBeNull();
  });
});
