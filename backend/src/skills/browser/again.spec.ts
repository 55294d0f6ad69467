import { describe, expect, it } from 'vitest';
import { answerTo } from '../testing/ask.js';
import { fakeConversation } from './testing/fake-browser.js';

const DOWN = 'scroll {"direction":"down"}';
const UP = 'scroll {"direction":"up"}';
const IN = 'zoom {"direction":"in"}';

describe('"again"', () => {
  it.each<[string[], string[]]>([
    [
      ['scroll down', 'more', 'again'],
      [DOWN, DOWN, DOWN],
    ],
    [
      ['scroll up', 'keep going'],
      [UP, UP],
    ],
    [
      ['scroll down', 'do that again, please'],
      [DOWN, DOWN],
    ],
    [
      ['scroll down', 'a little more'],
      [DOWN, 'scroll {"direction":"down","pages":0.3}'],
    ],
    [
      ['scroll up', 'no, down'],
      [UP, DOWN],
    ],
    [
      ['scroll up', 'the other way', 'up'],
      [UP, DOWN, UP],
    ],
    [['down'], []],
    [
      ['zoom in', 'more'],
      [IN, IN],
    ],
    [['more'], []],
    [['scroll down', 'what time is it', 'more'], [DOWN]],
    [['click pricing', 'more'], ['click {"ref":"e2"}']],
  ])('after %j calls %j', async (said, calls) => {
    const { ask, acts } = fakeConversation();
    for (const each of said) await ask(each);
    expect(acts()).toEqual(calls);
  });

  it('zooms once more only where the first time worked', async () => {
    const { ask, acts } = fakeConversation(undefined, { zoom: { ok: false, error: 'It is the largest.' } });
    expect(await ask('zoom in twice')).toBe('It is the largest.');
    expect(acts()).toEqual([IN]);
  });

  it('zooms twice', async () => {
    const { ask, acts } = fakeConversation();
    expect(await ask('zoom in twice')).toMatch(/^Zoomed in twice/);
    expect(acts()).toEqual([IN, IN]);
  });
});

describe('"twice"', () => {
  it.each<[string, object, string[]]>([
    ['click read more 2 twice', {}, ['click {"ref":"e9"}', 'click {"ref":"e9"}']],
    ['click pricing two times', {}, ['click {"ref":"e2"}', 'click {"ref":"e2"}']],
    ['click pricing twice', { click: { ok: false, error: 'It is gone.' } }, ['click {"ref":"e2"}']],
    ['click read more twice', {}, ['show_numbers {"refs":["e7","e9"]}']],
  ])('"%s" with %j calls %j', async (said, results, calls) => {
    const { ask, acts } = fakeConversation(undefined, results as Parameters<typeof fakeConversation>[1]);
    await ask(said);
    expect(acts()).toEqual(calls);
  });

  it('is a name where the page shows it', async () => {
    const { ask, acts } = fakeConversation(' e1 link "Think twice"');
    await ask('click think twice');
    expect(acts()).toEqual(['click {"ref":"e1"}']);
  });
});

describe('"delete that"', () => {
  it.each<[string[], string]>([
    [['type hello', 'scratch that'], 'undo'],
    [['click pricing', 'delete that'], 'click {"ref":"e2"}'],
  ])('after %j ends with %s', async (said, act) => {
    const { ask, acts } = fakeConversation();
    for (const each of said) await ask(each);
    expect(acts().at(-1)).toBe(act);
  });
});

describe('a question where something is', () => {
  const out = (scope: unknown) => (scope === 'page' ? ' e1 link "Sign in"' : ' e2 link "Home"');
  const scrolled = () =>
    fakeConversation(undefined, {
      page_snapshot: ({ scope }) => ({ ok: true, snapshot: out(scope), more: 0 }),
    });

  it.each([
    ['is there a home link', 'I see "Home": it is in view.'],
    ['where is the sign in button', 'I see "Sign in": it is on this page, but not in view.'],
    ['do you see a flux button here', 'I see no "flux" on this page.'],
  ])('"%s" is answered, and nothing is done: %s', async (said, answer) => {
    const { ask, acts } = scrolled();
    expect(await ask(said)).toBe(answer);
    expect(acts()).toEqual([]);
  });
});

describe('a question where something is, with a model', () => {
  it.each([
    ['is there a pricing link', { intent: 'browser.page.is-there', certain: true }],
    ['is there a red button', undefined],
  ])('"%s" is answered by %j', async (said, answer) => {
    const given = await answerTo(said, fakeConversation().context, true);
    if (answer) expect(given).toMatchObject(answer);
    else expect(given).toBeUndefined();
  });
});

describe('"add it to my cart"', () => {
  it('presses the button of that name, where the page shows one', async () => {
    const { ask, acts } = fakeConversation();
    await ask('add this to my cart');
    await ask('add it to the basket');
    expect(acts()).toEqual(['click {"ref":"e15"}']);
  });
});
