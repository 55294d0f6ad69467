import { describe, expect, it } from 'vitest';
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
