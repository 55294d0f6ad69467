import { describe, expect, it } from 'vitest';
import { fakeBrowser } from '../browser/testing/fake-browser.js';
import { corrected, isTakenBack } from './correction.js';
import { ask } from '../testing/ask.js';

describe(corrected.name, () => {
  it.each([
    ['scroll up, no, down', 'scroll down'],
    ['Scroll up. No, scroll down.', 'scroll down.'],
    ['scroll up I mean down', 'scroll down'],
    ['click pricing, no, click sign in', 'click sign in'],
    ['click pricing no wait my orders', 'click my orders'],
    ['click the pricing link, sorry, my orders', 'click the my orders'],
    ['click pricing, actually go back', 'go back'],
    ['next tab, I mean, previous tab', 'previous tab'],
    ['go back or rather forward', 'forward'],
    ['page two, no, page three', 'page three'],
    ['type tea in email, no wait, type ink in email', 'type ink in email'],
    ['type tea in email, sorry, type tea in search lamps', 'type tea in search lamps'],
    ['scroll down, no, what time is it', 'what time is it'],
  ])('of "%s" is "%s"', (said, meant) =>
    expect(corrected(said, fakeBrowser().context)?.toLowerCase()).toBe(meant),
  );

  it.each([
    'type yes, no, maybe',
    'type yes in email, no, maybe',
    'type yes, no, type no in email',
    'search for yes, no, maybe',
    'find I mean it',
    'click no, thanks',
    'scroll down, no problem',
    'click the "pricing, no, my orders" link',
    'click pricing, no idea',
    'set a timer for five minutes, no, ten',
    'no, scroll down',
    'scroll down and click sign in',
    `scroll up${', no'.repeat(100)}, down`,
  ])('leaves "%s" as it is', (said) => expect(corrected(said, fakeBrowser().context)).toBeUndefined());

  it('leaves a name that the page shows', () => {
    const { context } = fakeBrowser(' e1 button "Save, no wait"\n e2 button "Save"');
    expect(corrected('click save, no wait', context)).toBeUndefined();
  });

  it('is what is done', async () => {
    const { context, acts } = fakeBrowser();
    await ask('click pricing, no, click sign in', context);
    await ask('scroll up no wait down', context);
    expect(acts()).toEqual(['click {"ref":"e17"}', 'scroll {"direction":"down"}']);
  });
});

describe(isTakenBack.name, () => {
  it.each([
    'click pricing, no',
    'Click pricing. No, stop.',
    'click pricing, no, thanks',
    "click pricing, wait, no, don't",
    'click pricing. Never mind.',
    'click pricing no',
    'click pricing, but no',
    'click pricing and then no',
    'scroll down and click pricing, no',
    'go back, stop',
  ])('so that nothing is done after "%s"', async (said) => {
    const { context, calls } = fakeBrowser();
    expect(await ask(said, context)).toBe('Okay, I leave it.');
    expect(calls).toEqual([]);
  });

  it.each([
    'type hello, no',
    'search for cats, no',
    'find no',
    'click say no',
    'scroll down, no problem',
    'no',
  ])('not by "%s"', (said) => expect(isTakenBack(said, fakeBrowser().context)).toBe(false));

  it('not by a name that the page shows', () => {
    const { context } = fakeBrowser(' e1 button "Save, no wait"\n e2 button "Save"');
    expect(isTakenBack('click save, no wait', context)).toBe(false);
  });

  it('also by a no between two commands', async () => {
    const { context, acts } = fakeBrowser();
    await ask('click pricing, never mind, scroll down', context);
    await ask('click pricing. Stop. Scroll down.', context);
    expect(acts()).toEqual(Array(2).fill('scroll {"direction":"down"}'));
  });
});
