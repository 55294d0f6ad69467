import { describe, expect, it } from 'vitest';
import { answerTo } from '../../testing/ask.js';
import { fakeBrowser, fakeConversation } from '../testing/fake-browser.js';

const page = (...lines: string[]) => lines.map((line, i) => ` e${i + 1} ${line}`).join('\n');
const links = (names: readonly string[]) => page(...names.map((name) => `link ${JSON.stringify(name)}`));

/** What an answer offers: `click Sign in`. */
const examplesIn = (answer: string): string[] =>
  (/say: (.*?)\./.exec(answer)?.[1] ?? '').split(', ').filter((each) => each !== 'scroll down');

const SHOP_HELP =
  'You can say: click My orders, open Desk lamp, type hello in Search lamps, scroll down. Or say show numbers, or more.';

describe('help with a page', () => {
  it.each([
    ...['what can I say', 'what can I say here', 'what can I click', 'what can I click on this page'],
    ...['what else can I say', 'what are my options', 'what can I do here', 'help me here'],
    ...['what is there to click', "I don't know what to say", 'what commands can I use here'],
  ])('"%s" has sentences with what is there', async (said) =>
    expect(await fakeConversation().ask(said)).toBe(SHOP_HELP),
  );

  it.each(['help', 'help me'])('comes first after "%s", and the rest follows', async (said) => {
    const answer = await fakeConversation().ask(said);
    expect(answer).toMatch(/^On this page you can say: click My orders, open Desk lamp, /);
    expect(answer).toContain('timers');
  });

  it('is not looked for to say what the assistant can do', async () => {
    const { ask, calls } = fakeConversation();
    expect(await ask('what can you do')).toMatch(
      /^You can ask me for .* On a web page, ask: what can I say here\. /,
    );
    expect(calls).toEqual([]);
  });

  it('tells on request what is on a page without a model, and how it can be used', async () =>
    expect(await fakeConversation().ask('what is on this page')).toBe(
      `This page begins with "Lamps". ${SHOP_HELP}`,
    ));

  it.each([
    ['what can I say', { intent: 'browser.help', certain: true }],
    ['what is on this page', undefined],
  ])('with a model, "%s" is answered by %j', async (said, answer) => {
    const given = await answerTo(said, fakeBrowser().context, true);
    if (answer) expect(given).toMatchObject(answer);
    else expect(given).toBeUndefined();
  });

  it('is as long as can be heard: about eight seconds', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `${'abcdefghi'[i]}bove everything else it matters`);
    const answer = await fakeConversation(links(names)).ask('what can I say');
    expect(examplesIn(answer).length).toBeGreaterThan(0);
    expect(answer.length).toBeLessThanOrEqual(122);
  });

  it('says why where the page cannot be seen', async () => {
    const error = 'This is a page of the browser itself, and no extension may read or use it.';
    const { ask } = fakeConversation(undefined, { page_snapshot: { ok: false, error } });
    expect(await ask('what can I say')).toBe(error);
    expect(await ask('help')).toMatch(/^You can ask me for the time, .* what can I say here\./);
  });

  it('is the general one for a client without pages', async () => {
    const { context } = fakeBrowser();
    const answer = await answerTo('what can I say', {
      ...context,
      tools: { ...context.tools, has: () => false },
    });
    expect(answer).toMatchObject({ intent: 'help' });
  });
});

describe('"more"', () => {
  it('goes on with the names that were not said, to the last', async () => {
    const { ask, acts } = fakeConversation();
    const said = examplesIn(await ask('what can I say'));
    expect(await ask('more')).toBe(
      'You can also say: click Floor lamp, click Remember me, click Add to cart. Or say more.',
    );
    for (const more of ['what else', 'say more']) said.push(...examplesIn(await ask(more)));
    expect(said).toContain('click Notifications');
    expect(new Set(said).size).toBe(said.length);
    expect(await ask('more')).toBe('That is all that I can name here. Say show numbers, then the number.');
    expect(acts()).toEqual([]);
  });

  it('scrolls on after a scroll', async () => {
    const { ask, acts } = fakeConversation();
    await ask('what can I say');
    await ask('scroll down');
    await ask('more');
    expect(acts()).toHaveLength(2);
  });

  it('begins anew with the question', async () => {
    const { ask } = fakeConversation();
    const first = await ask('what can I say');
    await ask('more');
    expect(await ask('what can I say')).toBe(first);
  });
});

describe('an example', () => {
  it.each([
    ['whole names of several words', ['Pricing', 'Sign in'], ['click Sign in', 'open Pricing']],
    [
      'the first words of a long name',
      ['Scientists find a new kind of frog'],
      ['click Scientists find a new'],
    ],
    [
      'words that lead to one of several',
      ['Read more about tea', 'Read more about ink'],
      ['click Read more about tea', 'open Read more about ink'],
    ],
    [
      'no price and no sign',
      ['Philips Hue starter kit – $129.99', '→ Next steps'],
      ['click Philips Hue starter kit', 'open Next steps'],
    ],
    ['nothing grave', ['Delete account', 'Pay now', 'Send it all', 'Our team'], ['click Our team']],
    ['nothing that is there twice', ['Read more', 'Read more', 'Our team'], ['click Our team']],
    [
      'nothing that turns a sentence',
      ['Save and exit', 'Stop it', 'No thanks', 'Our team'],
      ['click Our team'],
    ],
    [
      'the words before such a turn',
      ['Wash dark colors first and then the rest of it all'],
      ['click Wash dark colors'],
    ],
    ['no number', ['Two', 'Seven', '8', '12 rules', 'Our team'], ['click Our team']],
    ['no sign and no abbreviation', ['»', '★★★', 'GTX', 'A4', 'Our team'], ['click Our team']],
  ])('has %s', async (_, names, examples) => {
    const { ask } = fakeConversation(links(names));
    expect(examplesIn(await ask('what can I say'))).toEqual(examples);
  });

  it.each([
    ['is disabled', 'button "Sign in" disabled'],
    ['takes a date', 'textbox "Arrival day" date = ""'],
    ['takes an address', 'textbox "Your contact" email = ""'],
    ['has a name that may be two', 'textbox "Search in docs" = ""'],
    ['has a text already', 'textbox "Your message" = "Dear all"'],
    ['can only be set', 'slider "Brightness" = "20"'],
  ])('is not what %s', async (_, line) => {
    const { ask } = fakeConversation(page(line, 'button "Our team"'));
    expect(examplesIn(await ask('what can I say'))).toEqual(['click Our team']);
  });

  it.each([
    ['searchbox "Search" = ""', 'button "Search"', 'type hello in Search'],
    ['button "Search"', 'searchbox "Search" = ""', 'click Search'],
  ])('is one of two with the same name: %s, %s', async (first, second, example) => {
    const { ask, acts } = fakeConversation(page(first, second));
    expect(examplesIn(await ask('what can I say'))).toEqual([example]);
    await ask(example);
    expect(acts()[0]).toContain('{"ref":"e1"');
  });

  it('of typing is one among those of an answer', async () => {
    const { ask } = fakeConversation(page('textbox "First name" = ""', 'textbox "Last name" = ""'));
    expect(examplesIn(await ask('what can I say'))).toEqual(['type hello in First name']);
    expect(examplesIn(await ask('more'))).toEqual(['type hello in Last name']);
  });

  it('opens nothing that may be a thing of the assistant', async () => {
    const { ask } = fakeConversation(links(['Our team', 'My notes']));
    expect(examplesIn(await ask('what can I say'))).toEqual(['click Our team', 'click My notes']);
  });

  it('is of what is nearest to the middle', async () => {
    const { context } = fakeBrowser(links(['At the top', 'At the bottom', 'In the middle']));
    const pagePhrases = ['In the middle', 'At the bottom', 'At the top'];
    const answer = (await answerTo('what can I say', { ...context, pagePhrases }))!;
    expect(answer.kind === 'action' && examplesIn(String(await answer.run()))).toEqual([
      'click In the middle',
      'open At the bottom',
      'open At the top',
    ]);
  });
});
