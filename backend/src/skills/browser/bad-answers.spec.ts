import { describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import type { ToolAnswer } from '../../tools/tools.port.js';
import { fakeBrowser } from './testing/fake-browser.js';

const TOOLS =
  'page_snapshot list_tabs read_article read_selection find_in_page show_numbers click type_text scroll switch_tab';

/** What is said where every tool answers so. */
const saidTo = (said: string, answer: ToolAnswer): Promise<string> =>
  ask(
    said,
    fakeBrowser(undefined, Object.fromEntries(TOOLS.split(' ').map((name) => [name, answer]))).context,
  );

const LOOKING = [
  'click pricing',
  'what links are there',
  'what are the headings',
  'how many links are on this page',
  'next tab',
  'list my tabs',
  'go to the inbox tab',
  'close the other tabs',
  'what page is this',
  'find refunds',
  'scroll to the reviews',
  'summarize this page',
  'what does this page say about refunds',
  'how long is this page',
] as const;

describe('what is said after a bad answer of the browser', () => {
  it.each(LOOKING)('is that the answer was empty: "%s"', async (said) =>
    expect(await saidTo(said, { ok: true })).toBe("The browser's answer was empty, so I can't tell."),
  );

  it.each([...LOOKING, 'show numbers', 'scroll down', 'type hello', 'read this page', 'read the selection'])(
    'is what failed: "%s"',
    async (said) =>
      expect(await saidTo(said, { ok: false, error: 'The tab is closed.' })).toBe('The tab is closed.'),
  );

  it.each([...LOOKING, 'show numbers', 'scroll down', 'type hello', 'click read more'])(
    'has no values of a wrong type: "%s"',
    async (said) => {
      const list = [null, 1, 'a', {}, [], { tab: 'a', ref: 1, number: 'b', context: 2, title: null }];
      const answer = { ok: true, snapshot: ' e1 link "Read more"\n e2 link "Read more"', text: 'A b.' };
      const more = {
        tabs: list,
        matches: list,
        numbers: list,
        changed: {},
        total: 'many',
        title: 7,
        next: [],
      };
      expect(await saidTo(said, { ...answer, ...more })).not.toMatch(/undefined|null|NaN|\[object/);
    },
  );

  it('is cut if it is long', async () => {
    const said = await saidTo('scroll down', { ok: true, changed: 'more '.repeat(10_000) });
    expect(said).toMatch(/^Scrolled down: more .*…$/);
    expect(said.length).toBeLessThan(300);
  });

  it('has only the beginning of a long title', async () => {
    const tabs = [{ tab: 1, title: 'T'.repeat(5_000), url: 'https://a.example/', active: true }];
    expect((await saidTo('list my tabs', { ok: true, tabs })).length).toBeLessThan(200);
  });
});
