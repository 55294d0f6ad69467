import { describe, expect, it } from 'vitest';
import { fakeConversation } from '../testing/fake-browser.js';

const buttons = (names: readonly string[]) =>
  names.map((name, i) => ` e${i + 1} button ${JSON.stringify(name)}`).join('\n');
const thousand = (nameOf: (number: number) => string) =>
  buttons(Array.from({ length: 1_000 }, (_, number) => nameOf(number)));
/** Three letters that no other number has. */
const letters = (number: number) =>
  [...String(number).padStart(3, '0')].map((digit) => 'abcdefghij'[+digit]).join('');

describe('a control with the name of a command', () => {
  it.each([
    ['stop', 'Okay.'],
    ['Stop.', 'Okay.'],
    ['yes', 'Okay.'],
    ['never mind', 'Okay.'],
    ['mute', 'Press Mute in the side panel, and I hear nothing until you press it again.'],
    ['hang up', 'Press Hang up in the side panel to end the call.'],
    ['go to sleep', 'Okay. Say "wake up" when you need me.'],
  ])('is not pressed by "%s", which is for the assistant', async (said, answer) => {
    const { ask, acts } = fakeConversation(
      buttons(['Stop', 'Yes', 'Never mind', 'Mute', 'Hang up', 'Go to sleep']),
    );
    expect(await ask(said)).toBe(answer);
    expect(acts()).toEqual([]);
  });

  it.each([
    ...[
      'Stop',
      'Yes',
      'No',
      'OK',
      'Cancel',
      'Wait',
      'Never mind',
      'Delete all',
      'Scroll down',
      'Go back',
      'Undo',
    ],
    ...[
      'Help',
      'Mute',
      'Hang up',
      'Go to sleep',
      'Forget everything',
      'Show numbers',
      'What can I say',
      'More',
    ],
  ])('is pressed by "click" and its name: %s', async (name) => {
    const { ask, acts } = fakeConversation(buttons([name, 'Our team']));
    expect(await ask(`click ${name}`)).toBe(`Clicked "${name}": it worked.`);
    expect(acts()).toEqual(['click {"ref":"e1"}']);
  });

  it.each([
    ['scroll down', 'scroll {"direction":"down"}'],
    ['undo', 'undo'],
    ['go back', 'go_back'],
    ['show numbers', 'show_numbers'],
  ])('leaves "%s" as it is', async (said, act) => {
    const { ask, acts } = fakeConversation(buttons(['Scroll down', 'Undo', 'Go back', 'Show numbers']));
    await ask(said);
    expect(acts()).toEqual([act]);
  });

  it.each([
    ['yes', 'click {"ref":"e1"}'],
    ['no', 'hide_numbers'],
    ['stop', 'hide_numbers'],
  ])('takes no answer to a question away: "%s"', async (reply, act) => {
    const { ask, acts } = fakeConversation(buttons(['Reply', 'Yes', 'No', 'Stop']));
    expect(await ask('click replay')).toBe('Did you mean "Reply"?');
    await ask(reply);
    expect(acts().at(-1)).toBe(act);
  });

  it.each(['stop', 'never mind'])('is not chosen by "%s" among several others', async (reply) => {
    const { ask, acts } = fakeConversation(buttons(['Read me', 'Read me', 'Stop', 'Never mind']));
    expect(await ask('click read me')).toMatch(/Which one\?$/);
    expect(await ask(reply)).toBe('Okay, none of them.');
    expect(acts().some((act) => act.startsWith('click'))).toBe(false);
  });

  it('is no example', async () => {
    const names = [
      'Hang up',
      'Forget everything',
      'Go to sleep',
      'Scroll down',
      'Delete all',
      'Stop',
      'Yes',
      'Undo',
    ];
    const { ask } = fakeConversation(buttons([...names, 'Our team']));
    expect(await ask('what can I say')).toBe(
      'You can say: click Our team, scroll down. Or say show numbers.',
    );
  });
});

describe('help on an odd page', () => {
  it.each([
    [
      'a thousand names',
      thousand((number) => `Chapter ${letters(number)} begins`),
      /^You can say: click Chapter aaa begins, click /,
    ],
    [
      'one name a thousand times',
      thousand(() => 'Read more'),
      /^What is here has no name that is easy to say\. You can say: scroll down\. Or say show numbers\.$/,
    ],
    [
      'a thousand alike beginnings',
      thousand((number) => `Read more about it all again and ${number}`),
      /^What is here has no name/,
    ],
    [
      'names of 10,000 characters',
      buttons(['on and '.repeat(1_430), 'long names '.repeat(910), 'x'.repeat(10_000)]),
      /^You can say: click long names long, scroll down\./,
    ],
    [
      'names in other scripts',
      buttons(['登录', 'Вход в систему', 'تسجيل الدخول', '🛒']),
      /^What is here has no name that is easy to say\./,
    ],
    ['no control', ' text "The end"', /^I see nothing to click here\. You can say: scroll down\.$/],
    ['nothing at all', 'page "" about:blank', /^I see nothing to click here\./],
  ])('with %s is short', async (_, snapshot, answer) => {
    const { ask } = fakeConversation(snapshot);
    const said = await ask('what can I say');
    expect(said).toMatch(answer);
    expect(said.length).toBeLessThanOrEqual(122);
    expect((await ask('more')).length).toBeLessThanOrEqual(122);
  });

  it.each([
    [
      'a thousand names',
      thousand((number) => `Chapter ${letters(number)} begins`),
      'You can say: click Chapter aaa begins, or ',
    ],
    [
      'a thousand alike names',
      thousand((number) => `Read more about ${number}`),
      'Say show numbers, then the number.',
    ],
    [
      'names of 10,000 characters',
      buttons(['long names '.repeat(910)]),
      'You can say: click long names long.',
    ],
    ['names in other scripts', buttons(['登录', 'Вход']), 'Say show numbers, then the number.'],
  ])('with %s comes after two misses, too', async (_, snapshot, help) => {
    const { ask } = fakeConversation(snapshot);
    await ask('click the flux capacitor');
    expect(await ask('click the flux capacitor')).toContain(` on this page. ${help}`);
  });
});

describe('a name', () => {
  it.each(['click 登录', '登录', 'click вход', 'open Вход', 'click تسجيل الدخول'])(
    'in another script is found by its letters: "%s"',
    async (said) => {
      const { ask, acts } = fakeConversation(buttons(['登录', 'Вход', 'تسجيل الدخول']));
      expect(await ask(said)).toMatch(/^Clicked "/);
      expect(acts()).toHaveLength(1);
    },
  );

  it('of 10,000 characters is found by its first words', async () => {
    const { ask, acts } = fakeConversation(buttons(['Terms', 'long names '.repeat(910)]));
    await ask('click long names');
    expect(acts()).toEqual(['click {"ref":"e2"}']);
  });
});
