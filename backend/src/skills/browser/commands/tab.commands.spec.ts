import { describe, expect, it } from 'vitest';
import { fakeConversation } from '../testing/fake-browser.js';

describe('tabs', () => {
  const tab = { title: 'A', url: 'https://a.example/', active: false };
  const tabs = [
    { ...tab, tab: 1, active: true },
    { ...tab, tab: 2, title: 'News today' },
    { ...tab, tab: 3, title: 'News of old' },
    { ...tab, tab: 4, title: 'Mail', active: true, window: 2 },
  ];
  const inTabs = (results = {}) => fakeConversation(undefined, { list_tabs: { ok: true, tabs }, ...results });

  it('of other windows are found by name only', async () => {
    const { ask, acts } = inTabs();
    await ask('previous tab');
    await ask('close the other tabs');
    await ask('go to the mail tab');
    expect(acts()).toEqual(['switch_tab {"tab":3}', 'close_tab {"tabs":[2,3]}', 'switch_tab {"tab":4}']);
  });

  it('of other windows do not count, which is said', async () => {
    const { ask } = inTabs({ list_tabs: { ok: true, tabs: [tabs[0], tabs[3]] } });
    expect(await ask('next tab')).toBe('There is only one tab in this window.');
    expect(await ask('third tab')).toBe('There is only one tab in this window.');
    expect(await ask('close the other tabs')).toBe('There is no other tab in this window.');
    expect(await ask('list my tabs')).toBe('2 tabs are open in 2 windows: "A", "Mail".');
  });

  it('of the page are meant where no tab is called so', async () => {
    const page_snapshot = { ok: true, snapshot: ' e1 tab "Privacy"\n e2 button "Alerts"', more: 0 };
    const { ask, acts } = inTabs({ page_snapshot });
    await ask('open the privacy tab');
    expect(acts()).toEqual(['click {"ref":"e1"}']);
    expect(await ask('go to the alerts tab')).toMatch(/^No open tab is called "alerts"\./);
  });

  it('of one name are asked about', async () => {
    const { ask, acts } = inTabs();
    expect(await ask('go to the news tab')).toBe('tab 2, "News today"; tab 3, "News of old". Which one?');
    await ask('three');
    expect(acts()).toEqual(['switch_tab {"tab":3}']);
  });

  it('without titles cannot be found, for the reason that is said', async () => {
    const untitled = { ok: true, tabs: tabs.map((each) => ({ ...each, title: '', url: '' })) };
    const { ask } = inTabs({ list_tabs: untitled });
    expect(await ask('go to the mail tab')).toMatch(/^I can't see the titles/);
    expect(await ask('list my tabs')).toBe(
      "4 tabs are open in 2 windows. I can't see the titles of your tabs: allow it in the side panel.",
    );
    expect(await ask('what page is this')).toBe('This is "Lamps - Shop".');
  });

  it('without a title are listed as such', async () => {
    const blank = { ...tab, tab: 5, title: '', url: 'about:blank' };
    const { ask } = inTabs({ list_tabs: { ok: true, tabs: [{ ...tab, tab: 1, active: true }, blank] } });
    expect(await ask('list my tabs')).toBe('2 tabs are open: "A", the tab.');
  });
});
