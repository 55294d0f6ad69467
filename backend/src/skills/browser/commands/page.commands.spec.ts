import { describe, expect, it } from 'vitest';
import { answerTo } from '../../testing/ask.js';
import { fakeConversation } from '../testing/fake-browser.js';

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

describe('"what is on this page"', () => {
  it.each([
    [' e1 link "Home"', 'You can say: click Home, scroll down. Or say show numbers.'],
    [
      ' e1 link "登录"',
      'What is here has no name that is easy to say. You can say: scroll down. Or say show',
    ],
    [' text "The end"', 'I see nothing to click here. You can say: scroll down.'],
  ])('on a page with %j is answered by "%s …"', async (snapshot, words) =>
    expect(await fakeConversation(snapshot).ask('what is on this page')).toContain(words),
  );
});
