// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../lib/testing/pages';
import { call, click, show, status, turnOf } from '../lib/testing/render-panel';

const words = (element: Element) => element.textContent?.replace(/\s+/g, ' ').trim();
const chip = () => words(screen.getByTestId('page-chip'));
const details = () =>
  document.getElementById(screen.getByTestId('page-chip').getAttribute('popovertarget')!)!;
const cloud = { stt: 'embedded', llm: 'google', tts: 'embedded' };

describe('the sign of the page', () => {
  it('keeps its place while the page is not known', async () => {
    await show(call);
    expect(words(screen.getByTestId('page'))).toBe('');
  });

  it.each([
    ['all sites', { access: 'all' }, 'Shop Can read and act'],
    ['this tab', { access: 'this_tab' }, 'Shop Can read and act in this tab'],
    ['no leave', { access: 'none', title: '', url: '' }, "This tab Can't see its page"],
    ['never', { access: 'never' }, 'Shop Never here: you said so'],
    [
      'a page of Chrome',
      { access: 'forbidden', place: 'browser_page' },
      "Shop Chrome's own page: off limits",
    ],
    ['a new tab', { access: 'forbidden', place: 'blank', title: '' }, 'New tab Nothing here yet'],
    ['no title', { title: '' }, 'shop.example Can read and act'],
  ] as const)('says what Earshot may do there: %s', async (_name, page, text) => {
    await show({ ...call, page: pageOf(page) });
    expect(chip()).toBe(text);
  });

  it('says what a file needs, where the page may be one', async () => {
    const { change } = await show({ ...call, page: pageOf({ access: 'none' }) });
    expect(words(details())).not.toContain('file');
    await change({ page: pageOf({ access: 'none', mayBeFile: true }) });
    expect(words(details())).toContain('If it is a file, first switch on “Allow access to file URLs”');
  });

  it('names who gets the words of the page, if they leave this computer', async () => {
    const local = { stt: 'embedded', llm: 'skills', tts: 'embedded' };
    const { change } = await show({ ...call, page: pageOf({}), providers: local });
    expect(chip()).toBe('Shop Can read and act');
    expect(words(details())).toContain('Its words stay on this computer.');
    await change({ providers: cloud });
    expect(chip()).toBe('Shop Can read and act · words to Google');
    expect(words(details())).toContain('Google gets the words that it needs to answer about this page.');
    await change({ providers: { ...cloud, tts: 'elevenlabs' } });
    expect(chip()).toContain('words to Google +1');
    expect(words(details())).toContain('ElevenLabs gets what is read aloud.');
    await change({ providers: { ...local, stt: 'deepgram' } });
    expect(chip()).toBe('Shop Can read and act · words to Deepgram');
    expect(words(details())).toContain(
      'Deepgram gets the names of what you can press here, to recognise them when you say them.',
    );
    expect(words(details())).not.toContain('stay on this computer');
    await change({ fallbacks: { stt: ['assemblyai', 'embedded'], llm: [], tts: [] } });
    expect(chip()).toBe('Shop Can read and act · words to Deepgram +1');
    expect(words(details())).toContain(
      'AssemblyAI, if it has to take over, gets the names of what you can press here, to recognise them',
    );
    await change({ page: pageOf({ access: 'never' }) });
    expect(chip()).not.toContain('Deepgram');
  });

  it.each([
    ['browser_page', 'Chrome lets no extension read or click on its own pages.'],
    ['store', 'Chrome lets no extension read or click in its web store.'],
    ['pdf', 'Chrome lets no extension read or click in its PDF viewer.'],
    ['file', 'Chrome keeps files closed to Earshot until'],
  ] as const)('says why not and what still works: %s', async (place, why) => {
    await show({ ...call, page: pageOf({ access: 'forbidden', place }) });
    expect(words(details())).toContain(why);
    expect(words(details())).toContain('You can still talk, search, open sites and switch tabs.');
    expect(within(details()).queryByRole('button')).toBeNull();
  });

  it('asks for access with a reason, by the click itself, and says if it was refused', async () => {
    const { deps, change } = await show({ page: pageOf({ access: 'none' }) });
    deps.request.mockResolvedValueOnce(false);
    const inPopover = (element: Element) => details().contains(element);
    const buttons = screen.getAllByRole('button', { name: 'Allow all sites' });
    // One in view, with the reason before it.
    const [button, ...others] = buttons.filter((one) => !inPopover(one));
    expect(others).toEqual([]);
    expect(button!.previousElementSibling?.textContent).toContain('Earshot needs permission for all sites.');
    await fireEvent.click(button!);
    expect(deps.request).toHaveBeenCalledWith('hosts');
    await tick();
    expect(words(details())).toContain('Not allowed. You can allow it at any time');
    await change({ turns: [turnOf(1, { user: { text: 'hello', final: true } })] });
    expect(
      within(screen.getByTestId('page')).getAllByRole('button', { name: 'Allow all sites' }),
    ).toHaveLength(2);
  });

  it('excludes the site, and admits it again', async () => {
    const { change, browser, deps } = await show({ page: pageOf({ url: 'https://www.shop.example/cart' }) });
    await click('Never on this site');
    expect(deps.saveNeverSites).toHaveBeenLastCalledWith(['shop.example']);
    await change({ page: pageOf({ access: 'never' }) });
    await click('Allow Earshot here again');
    expect(browser.neverSites).toEqual([]);
  });

  it('loads no icon of a private window', async () => {
    const page = pageOf({ faviconUrl: 'https://shop.example/icon.png' });
    const { change } = await show({ page });
    const icon = () => screen.getByTestId('page').querySelector('img')?.src;
    expect(icon()).toBe(page.faviconUrl);
    await change({ page: { ...page, incognito: true } });
    expect(icon()).toBeUndefined();
    await change({ page: { ...page, faviconUrl: 'javascript:alert(1)' } });
    expect(icon()).toBeUndefined();
  });
});

describe('the empty panel', () => {
  it('offers what fits the page, as typed turns', async () => {
    const glance = { article: true, control: null };
    const { requests, change } = await show({ page: pageOf({ glance }) });
    await click('Read this page');
    expect(requests).toMatchObject([{ type: 'send_text', text: 'Read this page' }]);
    await change({ page: pageOf({ glance: { article: false, control: 'Sign in' } }) });
    expect(screen.getByRole('button', { name: 'Click Sign in' })).toBeTruthy();
    await change({ page: pageOf({ access: 'forbidden', place: 'blank' }) });
    expect(screen.getByRole('button', { name: 'Search for pancake recipes' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'What time is it in Tokyo' })).toBeTruthy();
  });
});

describe('reading, sleep and a selection', () => {
  it('pauses what is read aloud', async () => {
    const reading = { turnId: 2, tab: 1, title: 'Pears' };
    const { requests, change } = await show({ ...call, phase: 'speaking', turnId: 2, reading });
    expect(status()).toBe('Reading: Pears');
    await change({ reading: { ...reading, title: '' } });
    expect(status()).toBe('Reading the page');
    await click('Pause');
    await click('Stop');
    expect(requests).toMatchObject([{ type: 'send_text', text: 'Pause' }, { type: 'interrupt' }]);
  });

  it('wakes up', async () => {
    const { requests } = await show({ ...call, asleep: true });
    expect(status()).toBe('Asleep: say “wake up”');
    await click('Wake up');
    expect(requests).toEqual([{ type: 'wake' }]);
  });

  it('shows what the next typed turn is about, until it is dropped', async () => {
    const quote = { text: 'Pears are ripe in autumn.', title: 'Pears', url: 'https://fruit.example/' };
    const { requests } = await show({ ...call, quote });
    expect(screen.getByTestId('quote').textContent).toContain('Pears are ripe in autumn.');
    expect(document.activeElement).toBe(screen.getByPlaceholderText('Ask about it…'));
    await click("Don't ask about it");
    expect(requests).toEqual([{ type: 'drop_quote' }]);
  });
});
