import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from '../browser/testing/fake-browser.js';
import { ask } from '../testing/ask.js';
import { ReadTexts } from './read-texts.js';

const TEXT = 'Green tea is brewed at 80 degrees. It keeps for a year in the dark.';
const TABS = [
  { tab: 1, title: 'Mail', url: 'https://mail.example/', active: true },
  { tab: 2, title: 'Tea', url: 'https://tea.example/', active: false },
];
const FOUND = { ok: true, matches: [{ ref: 'e9', context: TEXT }], total: 1 };

describe('the passage of the last answer', () => {
  let answer: string;
  const said = (sentence: string, results = {}, tab: number | null = 2) => {
    const tools = { find_in_page: FOUND, list_tabs: { ok: true, tabs: TABS }, ...results };
    const { context, acts } = fakeBrowser(undefined, tools);
    const readTexts = new ReadTexts();
    readTexts.add({ title: 'Tea', text: TEXT, tab });
    const history = [
      { role: 'user', content: 'how hot is green tea brewed' },
      { role: 'assistant', content: answer },
    ] as const;
    return { said: ask(sentence, { ...context, readTexts, history }), acts };
  };

  beforeEach(() => (answer = 'Green tea is brewed at 80 degrees.'));

  it.each([
    'show me',
    'show me that',
    'where does it say that',
    'show me where it says so',
    'show me the passage',
    'where did you read that',
  ])('is shown in its tab by "%s"', async (sentence) => {
    const { said: told, acts } = said(sentence);
    expect(await told).toBe('Shown: "Green tea is brewed at 80 degrees."');
    expect(acts()).toEqual([
      'switch_tab {"tab":2}',
      'find_in_page {"text":"Green tea is brewed at 80 degrees."}',
    ]);
  });

  it.each([
    ['in the tab that is open', 1],
    ['in a tab that is not known', null],
  ])('is shown %s without a switch', async (_, tab) => {
    const { said: told, acts } = said('show me', {}, tab);
    expect(await told).toMatch(/^Shown/);
    expect(acts()).toEqual(['find_in_page {"text":"Green tea is brewed at 80 degrees."}']);
  });

  it.each<[string, object, string]>([
    [
      'its page is closed',
      { list_tabs: { ok: true, tabs: TABS.slice(0, 1) } },
      'The page of that answer is closed.',
    ],
    ['the tab cannot be shown', { switch_tab: { ok: false, error: 'No such tab.' } }, 'No such tab.'],
    [
      'the page has changed',
      { find_in_page: { ok: true, matches: [], total: 0 } },
      'The page does not show this passage any more: "Green tea is brewed at 80 degrees."',
    ],
  ])('is not shown, and why is said, where %s', async (_, results, why) => {
    expect(await said('show me', results).said).toBe(why);
  });

  it('may stand in another tab, where its tab is not known', async () => {
    const results = { find_in_page: { ok: true, matches: [], total: 0 } };
    expect(await said('show me', results, null).said).toBe(
      'The page that is open does not show this passage: "Green tea is brewed at 80 degrees."',
    );
  });

  it.each(['what does it say exactly', 'read me that passage'])('is read by "%s"', async (sentence) => {
    expect(await said(sentence).said).toBe('In "Tea" it says: "Green tea is brewed at 80 degrees."');
  });

  it('is none where the answer comes from no text', async () => {
    answer = 'Four.';
    expect(await said('where does it say that').said).toBe('I find no passage for that in what I have read.');
    const { said: told, acts } = said('show me');
    expect(await told).not.toMatch(/^Shown/);
    expect(acts()).toEqual([]);
  });
});
