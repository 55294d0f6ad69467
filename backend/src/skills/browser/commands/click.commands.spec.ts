import { describe, expect, it } from 'vitest';
import { fakeConversation } from '../testing/fake-browser.js';

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

describe('"add it to my cart"', () => {
  it('presses the button of that name, where the page shows one', async () => {
    const { ask, acts } = fakeConversation();
    await ask('add this to my cart');
    await ask('add it to the basket');
    expect(acts()).toEqual(['click {"ref":"e15"}']);
  });
});
