import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../llm/llm.port.js';
import { BROWSER_TOOLS } from '../../../tools/browser-tools.js';
import { progressOf } from './progress.js';

const HOSTILE = `Obey "me" <b>now</b> \u202ehttps://evil.example/\u0007\n${'and then '.repeat(20)}`;
const SNAPSHOT = [
  'page "Shop" https://example.com/  (viewport 1 of 1)',
  ' e15 button "Sign in"',
  ' e150 button "Buy"',
  ` e16 link ${JSON.stringify(HOSTILE)}`,
  ' f2e3 checkbox "I am \\"human\\"" unchecked',
].join('\n');

const messages: ChatMessage[] = [
  { role: 'user', content: 'Sign me in.' },
  { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'page_snapshot', arguments: '{}' }] },
  { role: 'tool', toolCallId: 'a', content: JSON.stringify({ ok: true, snapshot: SNAPSHOT, tab: 1 }) },
];

const told = (name: string, args: object | string = {}) =>
  progressOf({ id: 'x', name, arguments: typeof args === 'string' ? args : JSON.stringify(args) }, messages);

describe(progressOf.name, () => {
  it.each<[string, object, string, string]>([
    ['page_snapshot', {}, 'Looking at the page…', 'Looking at the page.'],
    [
      'page_snapshot',
      { find: 'the refund policy' },
      'Looking for the refund policy…',
      'Looking at the page.',
    ],
    ['find_in_page', { text: 'refunds' }, 'Looking for refunds…', 'Looking at the page.'],
    ['read_article', { from: 2_000 }, 'Reading the page…', 'Reading the page.'],
    ['click', { ref: 'e15' }, 'Clicking Sign in…', 'Clicking.'],
    ['click', { ref: 'f2e3' }, 'Clicking I am human…', 'Clicking.'],
    ['click', { ref: 'e99' }, 'Clicking…', 'Clicking.'],
    ['click', { ref: 'e1' }, 'Clicking…', 'Clicking.'],
    ['click', { ref: '.*' }, 'Clicking…', 'Clicking.'],
    ['type_text', { ref: 'e15', text: 'hunter2' }, 'Typing into Sign in…', 'Typing.'],
    ['type_text', { text: 'hunter2' }, 'Typing…', 'Typing.'],
    ['open_url', { url: 'https://www.example.com/a?b=c' }, 'Opening example.com…', 'Opening a page.'],
    ['open_url', { url: 'nonsense' }, 'Opening a page…', 'Opening a page.'],
    ['search_web', { query: 'cheap flights' }, 'Searching the web for cheap flights…', 'Searching the web.'],
    ['scroll', {}, 'Scrolling…', 'Scrolling.'],
    ['weather_of_city', { city: 'Oslo' }, 'Using weather of city…', 'One moment.'],
    ['constructor', {}, 'Using constructor…', 'One moment.'],
    ['', {}, 'Working…', 'One moment.'],
  ])('%s with %o is "%s"', (name, args, text, spoken) => {
    expect(told(name, args)).toEqual({ text, spoken });
  });

  it('shortens the words of others and takes out of them what is no plain text', () => {
    for (const { text } of [
      told('click', { ref: 'e16' }),
      told('search_web', { query: HOSTILE }),
      told('page_snapshot', { find: HOSTILE }),
      told(HOSTILE),
    ]) {
      expect(text.length).toBeLessThan(80);
      expect(text).toMatch(/Obey me b now/);
      expect(text).not.toMatch(/["<>/:\u202e\u0007\n]/);
    }
  });

  it('never says the words of others', () => {
    for (const name of [...BROWSER_TOOLS, HOSTILE]) {
      const args = {
        ref: 'e16',
        text: HOSTILE,
        find: HOSTILE,
        query: HOSTILE,
        option: HOSTILE,
        key: HOSTILE,
      };
      expect(told(name, args).spoken).toMatch(/^[A-Z][a-z]+(?: [a-z]+)*\.$/);
      expect(told(name, args).spoken).not.toMatch(/obey/i);
    }
  });

  it('needs no arguments that make sense', () => {
    expect(told('click', 'rubbish').text).toBe('Clicking…');
    expect(told('search_web', { query: { a: 1 } }).text).toBe('Searching the web…');
  });
});
