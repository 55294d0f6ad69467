import { describe, expect, it } from 'vitest';
import { answerTo, ask } from '../testing/ask.js';
import { fakeBrowser, fakeConversation } from '../browser/testing/fake-browser.js';
import { severalCommands } from './several-commands.js';

const DOWN = 'scroll {"direction":"down"}';
const SIGN_IN = 'click {"ref":"e17"}';
const PRICING = 'click {"ref":"e2"}';

async function actsOf(said: string, ...browser: Parameters<typeof fakeBrowser>): Promise<string[]> {
  const { context, acts } = fakeBrowser(...browser);
  await ask(said, context);
  return acts();
}

describe('several commands in one sentence', () => {
  it.each([
    ['scroll down and click sign in', [DOWN, SIGN_IN]],
    ['Scroll down, then click "Sign in".', [DOWN, SIGN_IN]],
    ['Please scroll down. Click sign in.', [DOWN, SIGN_IN]],
    ['click sign in and scroll down', [SIGN_IN, DOWN]],
    ['scroll down and click pricing and then go back', [DOWN, PRICING, 'go_back']],
    ['select all and copy', ['press_key {"key":"Control+A"}', 'copy_text']],
    [
      'click the search box and type hello and goodbye',
      ['click {"ref":"e4"}', 'type_text {"text":"hello and goodbye"}'],
    ],
    ['search for cats and scroll down', ['search_web {"query":"cats"}', DOWN]],
    ['search for cats and click the first result', ['search_web {"query":"cats"}', 'click {"ref":"e6"}']],
    ['search for cats then click pricing', ['search_web {"query":"cats"}', PRICING]],
    [
      'open hacker news and scroll down',
      ['open_url {"url":"https://news.ycombinator.com/","new_tab":true}', DOWN],
    ],
    [
      'open wikipedia and search for cats',
      ['open_url {"url":"https://en.wikipedia.org/w/index.php?search=cats","new_tab":true}'],
    ],
    ['show numbers and click two', ['show_numbers', 'click {"ref":"n2"}']],
    ['find refunds and click sign in', ['find_in_page {"text":"refunds"}', SIGN_IN]],
    ['scroll to lamps and click sign in', ['find_in_page {"text":"lamps"}', SIGN_IN]],
    ['set brightness to 40 and scroll down', ['set_value {"ref":"e11","value":40}', DOWN]],
    ['scroll down and my orders', [DOWN, 'click {"ref":"e3"}']],
    ['type tea in email and delete account', ['type_text {"ref":"e13","text":"tea"}', 'click {"ref":"e18"}']],
    ['type tea and delete account', ['type_text {"text":"tea and delete account"}']],
    ['um can you type tea into the email field please', ['type_text {"ref":"e13","text":"tea"}']],
    ['type tea in the search box and scroll down', ['type_text {"ref":"e4","text":"tea"}', DOWN]],
    [
      'type tea in the search box and press enter and scroll down',
      ['type_text {"ref":"e4","text":"tea","submit":true}', DOWN],
    ],
    ['find tea then scroll down', ['find_in_page {"text":"tea"}', DOWN]],
    ['what page is this and scroll down', [DOWN]],
    ['First scroll down and then click sign in.', [DOWN, SIGN_IN]],
    ['scroll down, after that click sign in', [DOWN, SIGN_IN]],
    ['scroll down and also click sign in', [DOWN, SIGN_IN]],
    ['scroll down, and then, please, click sign in', [DOWN, SIGN_IN]],
    ['scroll down and, um, click sign in', [DOWN, SIGN_IN]],
    ['no, click sign in and scroll down', [SIGN_IN, DOWN]],
    ['summarize this and scroll down', [DOWN]],
    ['scroll down and summarize this page', [DOWN]],
    ['show numbers and four', ['show_numbers', 'click {"ref":"n4"}']],
    ['show numbers, then 4', ['show_numbers', 'click {"ref":"n4"}']],
    ['show numbers, number four and scroll down', ['show_numbers', 'click {"ref":"n4"}', DOWN]],
    ['open a new tab and search for cats', ['new_tab', 'search_web {"query":"cats"}']],
    ['open my school and search for cats', []],
    ['remember that I click pricing and go back', []],
    ['remind me in five minutes to click pricing and go back', []],
  ])('"%s" calls %j', async (said, calls) => expect(await actsOf(said)).toEqual(calls));

  it.each(['type scroll down and click sign in', 'type this and then go back'])(
    'are a text in "%s"',
    async (said) => expect(await actsOf(said)).toEqual([`type_text {"text":"${said.slice(5)}"}`]),
  );

  it.each(['point and click games', 'copy and paste', 'stop and go back', 'cats and dogs'])(
    'are a query in "search for %s"',
    async (query) => expect(await actsOf(`search for ${query}`)).toEqual([`search_web {"query":"${query}"}`]),
  );

  it.each([
    ['click terms and conditions', ['click {"ref":"e1"}']],
    ['scroll down and click terms and conditions', [DOWN, 'click {"ref":"e1"}']],
    ['click terms and conditions and scroll down', ['click {"ref":"e1"}', DOWN]],
    ['click save and go back', ['click {"ref":"e2"}']],
    ['click save and go back then scroll down', ['click {"ref":"e2"}', DOWN]],
    ['open the menu and close it', []],
    ['click save and tell me a joke', ['click {"ref":"e2"}']],
    ['click save and tell me about joy', []],
    ['do not scroll down and click terms', []],
    ['how do I scroll down and click terms', []],
    ['click 4 and 5', []],
  ])('are not a name: "%s" calls %j', async (said, calls) =>
    expect(
      await actsOf(said, ' e1 link "Terms and conditions"\n e2 button "Save and go back"\n e3 button "Mail"'),
    ).toEqual(calls),
  );

  it.each([
    'Close the tab. No, wait.',
    'click pricing, no',
    'close this tab, sorry, no',
    'scroll down and click pricing, never mind',
    'go back, scroll down, click pricing, no',
  ])('are not carried out if a no follows: "%s"', async (said) => {
    const { context, acts } = fakeBrowser();
    expect(await ask(said, context)).toBe('Okay, I leave it.');
    expect(acts()).toEqual([]);
  });

  it.each([
    ['open my school and scroll down', 'yes', /^Searched for "my school"/],
    ['scroll down and set a timer', 'five minutes', /\b5[- ]minute/],
  ])('end with a question that a reply completes: "%s", "%s"', async (said, reply, answer) => {
    const conversation = fakeConversation();
    await conversation.ask(said);
    expect(await conversation.ask(reply)).toMatch(answer);
  });

  it('are not looked for in a text of any length', async () => {
    const { context, acts } = fakeBrowser();
    await ask(`${'click home and '.repeat(800)}sing`, context);
    expect(acts()).toEqual([]);
  });

  it('are not looked for in a long text of spaces', async () => {
    const { context } = fakeBrowser();
    expect(severalCommands(`scroll down${' '.repeat(8_000)}and go back`, context)).toBeUndefined();
  });

  it('end with a text that is not found', async () => {
    const { context, acts } = fakeBrowser(undefined, { find_in_page: { ok: true, matches: [], total: 0 } });
    expect(await ask('find refunds then click pricing', context)).toBe(
      'I find no "refunds" on this page. I left out the rest: click pricing.',
    );
    expect(acts()).toEqual(['find_in_page {"text":"refunds"}']);
  });

  it('can end with reading the page', async () => {
    const { context, acts } = fakeBrowser();
    expect(await ask('click pricing then read this page', context)).toContain('A lamp gives light.');
    expect(acts()).toEqual([PRICING]);
  });

  it.each([
    ['scroll down and tell me the time', [DOWN], /^Scrolled down: it worked\. It's \d/],
    ['what time is it and scroll down', [DOWN], /^It's \d.*Scrolled down/],
    ['flip a coin, then click pricing', [PRICING], /(?:Heads|Tails).* Clicked "Pricing"/],
    ['remember that tea is in the kitchen and scroll down', [], /tea is in the kitchen and scroll down/],
    ['what time is it and tell me a joke', [], /./],
  ])('may stand beside other requests: "%s"', async (said, calls, words) => {
    const { context, acts } = fakeBrowser();
    expect(await ask(said, context)).toMatch(words);
    expect(acts()).toEqual(calls);
  });

  it('set a timer, too', async () => {
    const { context, acts } = fakeBrowser();
    await ask('set a timer for five minutes and scroll down', context);
    expect(context.user.timers.list()).toHaveLength(1);
    expect(acts()).toEqual([DOWN]);
  });

  it('that follow reading are left out, which is said first', async () => {
    const { context, acts } = fakeBrowser();
    expect(await ask('read this page and click pricing', context)).toMatch(
      /^I left out the rest: click pricing\. Lamps\.\s+A lamp gives light\./,
    );
    expect(acts()).toEqual([]);
  });

  it('about the text of the page are left to a model that there is', async () => {
    expect(await answerTo('summarize this and scroll down', fakeBrowser().context, true)).toBeUndefined();
  });

  it('are at most three', async () => {
    const { context, acts } = fakeBrowser();
    for (const said of [
      'scroll down and click pricing and go back and click home',
      'scroll down, scroll down, scroll up and scroll to the top',
    ]) {
      expect(await ask(said, context)).toMatch(/^That is too much at once/);
      expect(await answerTo(said, context, true)).toBeUndefined();
    }
    expect(acts()).toEqual([]);
  });

  it.each([
    [
      'click flux and scroll down',
      /^I see no "flux" on this page\..* I left out the rest: scroll down\.$/,
      [],
    ],
    ['scroll down and click flux', /^Scrolled down: it worked\. I see no "flux"/, [DOWN]],
    [
      'scroll down and click read more and go back',
      /^I left out the rest: go back\. 2 are called "Read more"\. Which one\?$/,
      [DOWN, 'show_numbers {"refs":["e7","e9"]}'],
    ],
    ['go back and scroll down', /^There is no page\. I left out the rest: scroll down\.$/, ['go_back']],
    ['go back and type my secret', /^There is no page\. I left out the rest\.$/, ['go_back']],
    ['go back, scroll down and click home', /I left out the rest: scroll down, click home\.$/, ['go_back']],
    [
      'reload and click sign in',
      /^Reloaded the page, but nothing changed\. Clicked "Sign in"/,
      ['reload', SIGN_IN],
    ],
    [
      'scroll down and click sign in',
      /^Scrolled down: it worked\. Clicked "Sign in": it worked\.$/,
      [DOWN, SIGN_IN],
    ],
  ])('"%s" says %s', async (said, words, calls) => {
    const { context, acts } = fakeBrowser(undefined, {
      go_back: { ok: false, error: 'There is no page.' },
      reload: { ok: true, changed: 'nothing' },
    });
    expect(await ask(said, context)).toMatch(words);
    expect(acts()).toEqual(calls);
  });

  it('make one sound when all of them were done', async () => {
    const answer = await answerTo('scroll down and click sign in', fakeBrowser().context, true);
    expect(answer).toMatchObject({ kind: 'action', certain: true });
    expect(answer?.kind === 'action' && (await answer.run())).toMatchObject({ sound: 'done' });
  });

  it('sound as not done when one of them failed', async () => {
    const { context } = fakeBrowser(undefined, { go_back: { ok: false, error: 'There is no page.' } });
    const answer = await answerTo('scroll down and go back', context, true);
    expect(answer?.kind === 'action' && (await answer.run())).toEqual({
      sound: 'not_done',
      note: 'Scrolled down: it worked. There is no page.',
    });
  });

  it('are left to a model that can do what a skill cannot', async () => {
    const { context, acts } = fakeBrowser();
    const answer = await answerTo('scroll down and click flux capacitor', context, true);
    expect(answer).toBeUndefined();
    expect(acts()).toEqual([]);
  });
});
