import { describe, expect, it } from 'vitest';
import { fakeBrowser } from './browser/testing/fake-browser.js';
import { corrected } from './correction.js';
import { ask } from './testing/ask.js';

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
  ])('of "%s" is "%s"', (said, meant) =>
    expect(corrected(said, fakeBrowser().context)?.toLowerCase()).toBe(meant),
  );

  it.each([
    'type yes, no, maybe',
    'search for yes, no, maybe',
    'find I mean it',
    'click no, thanks',
    'scroll down, no problem',
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
