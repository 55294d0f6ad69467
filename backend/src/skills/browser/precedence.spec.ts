/** What answers a sentence: a control of the page, another skill, a refusal or a language model. */
import { describe, expect, it } from 'vitest';
import { answerTo, ask } from '../testing/ask.js';
import { skillContext } from '../testing/skill-context.js';
import { fakeBrowser } from './testing/fake-browser.js';

describe('a page whose controls are called like other requests', () => {
  const NAMES = ['Weather', 'Time', 'Timer', 'Yes', 'OK', 'Continue', 'Notes', 'Stop', 'Type'];
  const snapshot = NAMES.map((name, i) => ` e${i + 1} link "${name}"`).join('\n');
  const history = [
    { role: 'user' as const, content: 'tell me a story' },
    {
      role: 'assistant' as const,
      content: 'Once upon a time',
      interrupted: true,
      unheard: ' there was a king.',
    },
  ];

  it.each([
    ['check the weather', 'weather'],
    ['check the time', 'time'],
    ['start timer', 'timer.unclear'],
    ['start a timer', 'timer.unclear'],
    ['stop', 'stop'],
    ['yes', 'acknowledge'],
    ['ok', 'acknowledge'],
    ['continue', 'continue'],
    ['search my notes for milk', 'note.recall.mine'],
    ['find milk in my notes', 'note.recall.mine'],
  ])('"%s" means %s, with a model too', async (said, intent) => {
    const { context, acts } = fakeBrowser(snapshot);
    expect((await answerTo(said, { ...context, history }))?.intent).toBe(intent);
    const answer = await answerTo(said, { ...context, history }, true);
    if (answer?.kind === 'action' && answer.certain) await answer.run();
    expect(acts()).toEqual([]);
  });

  it.each(['weather box', 'the weather checkbox'])('"check the %s" ticks it', async (name) => {
    const { context, acts } = fakeBrowser(' e1 checkbox "Weather" unchecked');
    await ask(`check the ${name.replace(/^the /, '')}`, context);
    expect(acts()).toEqual(['set_checked {"ref":"e1","checked":true}']);
  });

  it.each(['Here', 'click here'])('"click here" clicks the link "%s"', async (name) => {
    const { context, acts } = fakeBrowser(` e1 link "${name}"`);
    await ask('click here', context);
    expect(acts()).toEqual(['click {"ref":"e1"}']);
  });

  it.each(['please now', 'for me now', 'again please', 'again', 'right now'])(
    '"click sign in %s" clicks it',
    async (courtesy) => {
      const { context, acts } = fakeBrowser(' e1 link "Sign in"');
      await ask(`click sign in ${courtesy}`, context);
      expect(acts()).toEqual(['click {"ref":"e1"}']);
    },
  );

  it.each(['News', 'Sign up for free', 'Buy now', 'Shopping list'])(
    '"%s" clicks the control of that name in place of a refusal',
    async (name) => {
      const { context, acts } = fakeBrowser(` e1 link "${name}"`);
      await ask(name, context);
      expect(acts()).toEqual(['click {"ref":"e1"}']);
    },
  );

  it.each([
    ['open the menu', 'I see no "menu" on this page.'],
    ['log out', 'I see no "log out" on this page.'],
    ['click pricing again', ''],
    ['click it again', 'Say the name of what to click'],
  ])('"%s" says what is not there: %s', async (said, words) => {
    const { context, acts } = fakeBrowser(' e1 link "Pricing"');
    const answer = await ask(said, context);
    if (words) expect(answer).toContain(words);
    else expect(acts()).toEqual(['click {"ref":"e1"}']);
  });

  it('clicks "here" only where something is called so', async () => {
    const { context, acts } = fakeBrowser(' e1 link "Pricing"\n e2 link "Here"\n e3 link "Here you are"');
    await ask('click here', { ...context, pagePhrases: ['Pricing'] });
    expect(acts()).toEqual(['click {"ref":"e2"}']);
  });

  it.each([
    ['Red or blue?', []],
    ['Blue it is.', ['click {"ref":"e1"}']],
  ])('"blue" after "%s" does %j', async (content, expected) => {
    const { context, acts } = fakeBrowser(' e1 link "Blue"');
    const asked = [
      { role: 'user' as const, content: 'help me choose' },
      { role: 'assistant' as const, content },
    ];
    const answer = await answerTo('blue', { ...context, history: asked }, true);
    if (answer?.kind === 'action') await answer.run();
    expect(acts()).toEqual(expected);
  });

  it.each<[string, string[], string]>([
    ['click shop now', ['Shop', 'Shop now'], 'click {"ref":"e2"}'],
    ['shop now', ['Shop', 'Shop now'], 'click {"ref":"e2"}'],
    ['click shop now', ['Shop', 'Sale'], 'click {"ref":"e2"}'],
    ['click shop', ['Shop', 'Shop now'], 'click {"ref":"e1"}'],
    ['click shop again', ['Shop'], 'click {"ref":"e1"}'],
    ['click sale now', ['Shop', 'Sale'], 'click {"ref":"e3"}'],
    ['click sale right now', ['Shop', 'Sale'], 'click {"ref":"e3"}'],
    ['click shop, please', ['Shop', 'Shop now'], 'click {"ref":"e1"}'],
    ['sale please', ['Shop', 'Sale'], 'click {"ref":"e3"}'],
  ])('"%s", with %j in view, is %s', async (said, pagePhrases, act) => {
    const { context, acts } = fakeBrowser(' e1 link "Shop"\n e2 link "Shop now"\n e3 link "Sale"');
    await ask(said, { ...context, pagePhrases });
    expect(acts()).toEqual([act]);
  });

  it('a letter alone clicks nothing', async () => {
    const { context, acts } = fakeBrowser(' e1 link "A"');
    await ask('a', context);
    expect(acts()).toEqual([]);
    await ask('click a', context);
    expect(acts()).toEqual(['click {"ref":"e1"}']);
  });

  it('"search my notes" searches no web', async () => {
    const { context, acts } = fakeBrowser();
    await ask('search my notes', context);
    expect(acts()).toEqual([]);
  });
});

describe('with the tools', () => {
  it.each([
    ['go to bed', "I don't know where that is."],
    ['find a restaurant', "I can't look that up myself."],
    ['fill out this form', "I can't do that on a page."],
    ['read me the news', "I can't choose the news."],
  ])('"%s" is refused for another reason than a missing tool', async (said, reason) =>
    expect(await ask(said, fakeBrowser().context)).toContain(reason),
  );
});

describe('without the tools', () => {
  it('says why, as before', async () => {
    expect(await ask('scroll down')).toMatch(/^I can't scroll or zoom pages yet\./);
    expect(await ask('next tab')).toMatch(/^I can't control tabs yet\./);
    expect(await ask('click sign in')).toMatch(/^I can't click or type on pages yet\./);
    expect(await ask('open hacker news')).toMatch(/^I can't open pages yet\./);
  });
});

describe('with a language model', () => {
  it.each([
    'scroll down',
    'click pricing',
    'next tab',
    'search for tea',
    'type hello',
    'pricing',
    'show numbers',
  ])('"%s" is done at once', async (said) =>
    expect((await answerTo(said, fakeBrowser().context, true))?.certain).toBe(true),
  );

  it.each([
    'click the thing that lets me pay',
    'summarize this page',
    'what does this page say about shipping',
    'open the cheapest one',
    'what is this',
    'turn on the lights',
  ])('"%s" goes to the model', async (said) =>
    expect((await answerTo(said, fakeBrowser().context, true))?.certain).not.toBe(true),
  );

  it('clicks by name where the visible names are not known', async () => {
    const { context } = fakeBrowser();
    expect((await answerTo('click pricing', { ...context, pagePhrases: [] }, true))?.certain).toBe(true);
    expect(skillContext().pagePhrases).toEqual([]);
  });
});
