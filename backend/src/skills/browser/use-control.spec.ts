import { describe, expect, it } from 'vitest';
import { ask } from '../testing/ask.js';
import { fakeBrowser, fakeConversation } from './testing/fake-browser.js';
import { useControl } from './use-control.js';

/** A page of which a part is in view; its visible names are told. */
function scrolled(inView: string, whole: string) {
  const browser = fakeBrowser(undefined, {
    page_snapshot: ({ scope }) => ({ ok: true, snapshot: scope === 'page' ? whole : inView, more: 0 }),
  });
  const pagePhrases = [...inView.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);
  return { ...browser, context: { ...browser.context, pagePhrases } };
}

describe(useControl.name, () => {
  it.each([
    ['is in view', ' e1 link "Star"', ' e1 link "Star"\n e2 link "Star"', 'click {"ref":"e1"}'],
    ['is out of view', ' e1 link "Home"', ' e1 link "Home"\n e2 link "Star"', 'click {"ref":"e2"}'],
    [
      'is out of view, where a longer one is in view, asking',
      ' e1 link "Star wars"',
      ' e1 link "Star wars"\n e2 link "Star"',
      'show_numbers {"refs":["e1","e2"]}',
    ],
    [
      'is only the beginning of one in view',
      ' e1 link "Star wars"',
      ' e1 link "Star wars"\n e2 link "Star trek"',
      'click {"ref":"e1"}',
    ],
  ])('uses a name that %s', async (_, inView, whole, act) => {
    const browser = scrolled(inView, whole);
    await ask('click star', browser.context);
    expect(browser.acts()).toEqual([act]);
  });

  it.each<[string, string[], string[]]>([
    ['home', ['Home'], ['viewport']],
    ['star', ['Home'], ['page star']],
    ['star', [], ['viewport', 'page star']],
    ['hoem', ['Home'], ['viewport', 'page hoem', 'page']],
    ['the second link', ['Home'], ['viewport', 'page']],
    ['the star button', ['Home'], ['page star']],
    ['meteor', ['Home'], ['page meteor', 'viewport', 'page']],
    ['comets', ['Home'], ['page comets', 'viewport', 'page']],
    ['comets and other', ['Home'], ['page comets other']],
  ])('looks for "%s", with %j told by the page, at %j', async (phrase, pagePhrases, looks) => {
    const { context, calls } = scrolled(
      ' e1 link "Home"',
      ' e1 link "Home"\n e2 link "Star"\n e3 link "Comets and other travellers"',
    );
    await ask(`click ${phrase}`, { ...context, pagePhrases });
    const seen = calls.filter(({ name }) => name === 'page_snapshot');
    expect(seen.map(({ args }) => [args['scope'], args['find']].join(' ').trim())).toEqual(looks);
  });

  it.each([
    ["What's the secret to learning?", 'what is the secret to learning', 'what the secret to learning'],
    ['I won’t go & see', 'i will not go and see', 'i go see'],
    ['One month later', '1 month later', 'month later'],
    ['One is', '1 is', '1 is'],
    ['The first image of a hole', 'the 1st image of a hole', 'image of a hole'],
    ['2', '2', '"2"'],
    ['O', 'o', '"o"'],
    ['3', 'page 3', '3"'],
  ])('searches a long page for "%s"', async (name, said, words) => {
    const browser = fakeBrowser(undefined, {
      page_snapshot: ({ find }) => ({
        ok: true,
        snapshot: find === words ? ` e1 link "${name}"` : '',
        more: 9,
      }),
    });
    await ask(`click ${said}`, browser.context);
    expect(browser.acts()).toEqual(['click {"ref":"e1"}']);
  });

  it.each([
    ['one', 'e2'],
    ['two', 'e1'],
    ['three', 'e3'],
  ])(
    '"%s" chooses the control that shows the number, or the next one without a number',
    async (reply, ref) => {
      const numbers = [{ number: 1, ref: 'e2' }];
      const { ask, acts } = fakeConversation(' e1 link "Star"\n e2 link "Star"\n e3 link "Star"', {
        show_numbers: { ok: true, numbers },
      });
      await ask('click star');
      await ask(reply);
      expect(acts().at(-1)).toBe(`click {"ref":"${ref}"}`);
    },
  );

  it.each([
    ['click on cars', ' e1 link "Cars"\n e2 link "On cars"', 'show_numbers {"refs":["e1","e2"]}'],
    ['click on the house', ' e1 link "House"\n e2 link "On the House"', 'show_numbers {"refs":["e1","e2"]}'],
    ['click on cars', ' e1 link "Cars for sale"\n e2 link "On cars"', 'click {"ref":"e2"}'],
    ['click on cars', ' e1 link "Cars"\n e2 link "On cars we love"', 'click {"ref":"e1"}'],
    ['click cars', ' e1 link "Cars"\n e2 link "On cars"', 'click {"ref":"e1"}'],
  ])('of "%s" in %j: %s', async (said, snapshot, act) => {
    const browser = fakeBrowser(snapshot);
    await ask(said, browser.context);
    expect(browser.acts()).toEqual([act]);
  });

  it('clicks a name whose beginning ends in a number', async () => {
    const browser = scrolled(
      ' e2 link "Home"',
      ' e1 link "Consciousness \'restored\' using nerve stimulation One month after"',
    );
    await ask('click consciousness restored using nerve stimulation 1', browser.context);
    expect(browser.acts()).toEqual(['click {"ref":"e1"}']);
  });

  it('prefers a name with a number that is out of view to a position in view', async () => {
    const inView = ' e1 link "Buttons for slide control"';
    const browser = scrolled(inView, `${inView}\n e2 tab "Slide 1"\n e3 tab "Slide 2"`);
    await ask('click slide one', browser.context);
    await ask('click link one', browser.context);
    expect(browser.acts()).toEqual(['click {"ref":"e2"}', 'click {"ref":"e1"}']);
  });
});
