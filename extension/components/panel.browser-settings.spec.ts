// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { actOf } from '../lib/testing/pages';
import { call, click, show } from '../lib/testing/render-panel';

const words = (element: Element) => element.textContent?.replace(/\s+/g, ' ').trim();

describe('the settings of the browser', () => {
  it('allow permissions by the click itself, and take them back', async () => {
    const { deps, change } = await show({ ...call, permissions: ['hosts'] });
    await click('Settings');
    await click('Allow: Clipboard');
    expect(deps.request).toHaveBeenCalledWith('clipboard');
    const button = screen.getByRole('button', { name: 'Allow: Clipboard' });
    await change({ permissions: ['hosts', 'clipboard'] });
    expect(screen.getByRole('button', { name: 'Take back: Clipboard' })).toBe(button);
    await click('Take back: All sites');
    expect(deps.remove).toHaveBeenCalledWith('hosts');
  });

  it('list the sites without Earshot, and remove one', async () => {
    const { browser, deps } = await show(call);
    await click('Settings');
    expect(screen.getByText(/^None\. To add one/)).toBeTruthy();
    browser.useNeverSites(['b.example', 'a.example']);
    await tick();
    const list = within(screen.getByTestId('never-sites'));
    expect(list.getAllByRole('listitem').map((row) => words(row))).toEqual([
      'a.example Remove',
      'b.example Remove',
    ]);
    await click('Remove a.example');
    expect(deps.saveNeverSites).toHaveBeenCalledWith(['b.example']);
    expect(document.activeElement).toBe(screen.getByTestId('never-sites'));
  });

  it('list what is always allowed, and ask about it again', async () => {
    const { browser, deps } = await show(call);
    await click('Settings');
    const acts = [
      { site: 'shop.example', rule: 'submits' },
      { site: 'news.example', rule: 'opens' },
    ];
    browser.useAllowedActs(acts);
    await tick();
    const list = within(screen.getByTestId('allowed-acts'));
    expect(list.getAllByRole('listitem').map((row) => words(row))).toEqual([
      'shop.example Send forms Ask again',
      'news.example Open this site Ask again',
    ]);
    await click('Ask again: Send forms on shop.example');
    expect(deps.saveAllowedActs).toHaveBeenCalledWith([acts[1]]);
    expect(document.activeElement).toBe(screen.getByTestId('allowed-acts'));
  });

  it('list the shortcuts with the user’s own keys, also after they were changed', async () => {
    const { deps } = await show(call);
    await click('Settings');
    await tick();
    const shortcuts = () =>
      within(screen.getByTestId('shortcuts'))
        .getAllByRole('listitem')
        .map((row) => words(row));
    expect(shortcuts()).toEqual([
      'Start talking, or unmute the microphone Alt+Shift+E',
      'Stop speaking No key',
    ]);
    deps.shortcuts.mockResolvedValue([{ description: 'Stop speaking', keys: 'Ctrl+K' }]);
    await fireEvent.focus(window);
    await tick();
    expect(shortcuts()).toEqual(['Stop speaking Ctrl+K']);
    await click('Change in Chrome');
    expect(deps.openShortcuts).toHaveBeenCalledOnce();
  });

  it('show the journal of the session, the newest first, with what only reads', async () => {
    const acts = Array.from({ length: 7 }, (_, i) =>
      actOf({ id: `a${i}`, what: `Act ${i}`, reads: i === 6, undoable: i === 5, outcome: 'done' }),
    );
    const { requests, change } = await show({ ...call, acts });
    await click('Settings');
    const rows = () =>
      within(screen.getByTestId('journal'))
        .getAllByRole('listitem')
        .map((row) => words(row));
    expect(rows()).toHaveLength(5);
    expect(rows()[0]).toMatch(/^Done: Act 6 .*\d\d.* · shop\.example · Done$/);
    const undo = within(screen.getByTestId('journal')).getByRole('button', { name: 'Undo: Act 5' });
    undo.focus();
    await fireEvent.click(undo);
    expect(requests).toEqual([{ type: 'undo_act', actId: 'a5' }]);
    await change({ acts: acts.map((act) => ({ ...act, undoable: false })) });
    expect(screen.getByTestId('journal').contains(document.activeElement)).toBe(true);
    await click('Show all 7');
    expect(rows()).toHaveLength(7);
  });
});
