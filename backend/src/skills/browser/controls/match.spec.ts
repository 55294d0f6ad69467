import { describe, expect, it } from 'vitest';
import { normalize } from '../../../language/en/normalize.js';
import { findControls } from './match.js';
import { readSnapshot, wordsOf, type Control } from './snapshot.js';
import type { Use } from './use.js';

/** Controls of these names, as `button Sign in` or, for buttons, the name alone. */
const controlsOf = (...shown: string[]): Control[] =>
  shown.map((each, i) => {
    const [, role = 'button', name = each] =
      /^(button|link|textbox|checkbox|combobox|clickable): (.*)$/.exec(each) ?? [];
    return { ref: `e${i + 1}`, role, name, words: wordsOf(name), state: '', isHeading: false };
  });

function found(phrase: string, shown: readonly string[], use?: Use): string {
  const { certainty, controls } = findControls(phrase, controlsOf(...shown), use);
  return certainty === 'none' ? 'none' : `${certainty}: ${controls.map(({ name }) => name).join(', ')}`;
}

describe(findControls.name, () => {
  it.each<[string, string[], string]>([
    ['sign in', ['Sign in', 'Sign up'], 'sure: Sign in'],
    ['the sign in button', ['Sign in', 'link: Sign up'], 'sure: Sign in'],
    ['sign', ['Sign in'], 'sure: Sign in'],
    ['sign', ['Sign in', 'Sign up'], 'sure: Sign in, Sign up'],
    ['cart', ['Add to cart', 'Cart (3)'], 'sure: Cart (3)'],
    ['add to cart', ['Add Desk lamp to cart'], 'sure: Add Desk lamp to cart'],
    ['checkout', ['Check out'], 'sure: Check out'],
    ['drop down', ['Dropdown'], 'sure: Dropdown'],
    ['close', ['×', 'Save'], 'sure: ×'],
    ['privacy and terms', ['Privacy & Terms'], 'sure: Privacy & Terms'],
    ['account settings', ['accountSettings'], 'sure: accountSettings'],
    ['the second read more', ['Read more', 'Sign in', 'Read more'], 'sure: Read more'],
    ['email', ['textbox: Email', 'link: Email us'], 'sure: Email'],
    ['the telegraph', ['Telegraph', 'The Telegraph'], 'sure: The Telegraph'],
    ['telegraph', ['The Telegraph', 'Telegraph'], 'sure: Telegraph'],
    ['star', ['Star wars', 'Star'], 'sure: Star'],
    ['constructor', ['constructor', 'valueOf'], 'sure: constructor'],
    ['in', ['Sign in'], 'none'],
    ['the', ['The end'], 'none'],
    ['account', ['Delete account'], 'less sure: Delete account'],
    ['delete account', ['Delete account'], 'sure: Delete account'],
  ])('by letters: "%s" of %s is %s', (phrase, shown, expected) =>
    expect(found(phrase, shown)).toBe(expected),
  );

  it.each<[string, string[], string]>([
    ['f a q', ['FAQ', 'Home'], 'sure: FAQ'],
    ['faq', ['FAQ', 'Home'], 'sure: FAQ'],
    ['f a qs', ['FAQs', 'Home'], 'sure: FAQs'],
    ['f a q page', ['FAQ page for teams', 'Home'], 'sure: FAQ page for teams'],
    ['wi fi', ['Wi-Fi', 'Home'], 'sure: Wi-Fi'],
    ['wifi', ['Wi-Fi settings', 'Home'], 'sure: Wi-Fi settings'],
    ['e paper', ['E-paper', 'Home'], 'sure: E-paper'],
    ['four oh four', ['404', '40'], 'sure: 404'],
    ['four hundred and four', ['Error 404'], 'sure: Error 404'],
    ['r programming', ['r/programming', 'r/news'], 'sure: r/programming'],
    ['twenty twenty four report', ['2024 report', '2020 report'], 'sure: 2024 report'],
    ['the twenty twenty four plan', ['Annual 2024 plan for teams'], 'sure: Annual 2024 plan for teams'],
    ['buy', ['$49.99 Buy', 'Home'], 'sure: $49.99 Buy'],
    ['buy', ['$49.99 Buy', 'Buy'], 'sure: Buy'],
    ['49 dollars buy', ['$49 Buy', '$59 Buy'], 'sure: $49 Buy'],
    ['comments', ['Comments (128)', 'Comments on this'], 'sure: Comments (128)'],
    ['cart', ['Cart (3)', 'Cart'], 'sure: Cart'],
    ['item two', ['Item (1)', 'Item (2)'], 'sure: Item (2)'],
    ['three point five', ['3.5', '35'], 'sure: 3.5'],
    ['thirty five', ['3.5', '35'], 'sure: 35'],
    ['hashtag climate', ['#climate', 'Climate news'], 'sure: #climate'],
    ['climate', ['#climate', 'Weather'], 'sure: #climate'],
    ['march twelfth', ['12 Mar', '13 Mar'], 'sure: 12 Mar'],
    ['ten thirty', ['10:30', '10:45'], 'sure: 10:30'],
    ['twelve', ['1/2', '12'], 'sure: 12'],
    ['twenty four seven', ['24/7', '24'], 'sure: 24/7'],
    ['c plus plus', ['C', 'C++', 'C#'], 'sure: C++'],
    ['c sharp', ['C', 'C++', 'C#'], 'sure: C#'],
    ['g s r twelve volt fifteen', ['GSR 12V-15', 'GSR 18V-55'], 'sure: GSR 12V-15'],
    ['o two', ['O2', '02'], 'sure: O2'],
    ['john doe', ['@john_doe', 'Home'], 'sure: @john_doe'],
  ])('as it is said: "%s" of %s is %s', (phrase, shown, expected) =>
    expect(found(normalize(phrase), shown)).toBe(expected),
  );

  it.each([
    ['the email field', 'e1'],
    ['email', 'e5'],
    ['the phone field', 'e2'],
    ['mobile number', 'e2'],
    ['the website box', 'e3'],
    ['the date field', 'e4'],
    ['home phone', undefined],
    ['email us', 'e5'],
  ])('by what a field takes: "%s"', (phrase, ref) => {
    const { controls } = readSnapshot(
      [
        ' e1 textbox "Your address" = "" email required',
        ' e2 textbox "Where we reach you" = "" tel',
        ' e3 textbox "More about you" = "tel" url',
        ' e4 textbox "Arrival" date = ""',
        ' e5 link "Email us today"',
        ' e6 link "Home"',
      ].join('\n'),
    );
    const { certainty, controls: found } = findControls(phrase, controls, 'text');
    expect(certainty === 'sure' ? found.map((control) => control.ref) : []).toEqual(ref ? [ref] : []);
  });

  it('finds a field by its name before others by what they take', () => {
    const { controls } = readSnapshot(' e1 textbox "Work" = "" email\n e2 textbox "Email" = "" email');
    expect(findControls('the email field', controls, 'text').controls.map(({ ref }) => ref)).toEqual(['e2']);
  });

  it.each<[string, string[], string]>([
    ['o', ['O', 'O brother', 'Ohio'], 'sure: O'],
    ['the letter o', ['O', 'Letters'], 'sure: O'],
    ['oh', ['O'], 'sure: O'],
    ['double u', ['V', 'W'], 'sure: W'],
    ['a', ['A', 'A day', 'B'], 'sure: A'],
    ['o', ['O brother', 'Group o'], 'none'],
    ['x', ['X', '×'], 'sure: X'],
    ['the x', ['×', 'Save'], 'sure: ×'],
    ['2', ['1', '2', '2 comments', 'Chapter 2'], 'sure: 2'],
    ['12', ['12 comments'], 'none'],
    ['page 3', ['2', '3', '4'], 'sure: 3'],
    ['page 3', ['3', 'Page 3'], 'sure: Page 3'],
    ['page 3', ['Page 6', 'Page 7', 'Page 8'], 'none'],
    ['the page 3 link', ['link: 3', '3'], 'sure: 3'],
    ['the second page', ['Previous page', 'Next page'], 'none'],
    ['the second page', ['Next page', '1', '2'], 'sure: 2'],
    ['the last page', ['Previous page', 'Next page'], 'none'],
    ['the last page', ['Next', 'Last'], 'sure: Last'],
    ['next page', ['‹', '›'], 'sure: ›'],
    ['slide 3', ['Slide 5', 'Slide 6', 'Slide 7'], 'none'],
    ['slide 3', ['Slide', 'Slide', 'Slide'], 'sure: Slide'],
  ])('by letters, numbers and pages: "%s" of %s is %s', (phrase, shown, expected) =>
    expect(found(phrase, shown)).toBe(expected),
  );

  it.each<[string, string[], string]>([
    ['add two cart', ['Add to cart', 'Home'], 'sure: Add to cart'],
    ['except cookies', ['Accept cookies', 'Reject all'], 'sure: Accept cookies'],
    ['continue with goggle', ['Continue with Google', 'Continue with Apple'], 'sure: Continue with Google'],
    ['whether forecast', ['Weather forecast', 'News'], 'sure: Weather forecast'],
    ['docks', ['Docs', 'Home'], 'less sure: Docs'],
    ['replay', ['Reply', 'Home'], 'less sure: Reply'],
    ['check odd', ['Details', 'Account'], 'none'],
    ['log out', ['Log in'], 'none'],
    ['unsubscribe', ['Subscribe'], 'none'],
    ['subscribe', ['Unsubscribe'], 'none'],
    ['create account', ['Delete account'], 'none'],
    ['remove all items', ['Move all items'], 'none'],
    ['accept all', ['Reject all'], 'none'],
    ['news', ['New'], 'none'],
    ['plays order', ['Place order'], 'less sure: Place order'],
    ['place border', ['Place order'], 'none'],
  ])('by sound: "%s" of %s is %s', (phrase, shown, expected) => expect(found(phrase, shown)).toBe(expected));

  it.each<[Use, string]>([
    ['press', 'sure: Search'],
    ['text', 'sure: Search'],
    ['any', 'sure: Search, Search'],
  ])('tells controls of one name apart by their use: %s', (use, expected) =>
    expect(found('search', ['textbox: Search', 'button: Search'], use)).toBe(expected),
  );

  it('prefers a control with a role to the box that labels it', () => {
    const { controls } = findControls('fruit', controlsOf('clickable: Fruit', 'combobox: Fruit'), 'press');
    expect(controls.map(({ role }) => role)).toEqual(['combobox']);
  });

  it('finds a control by its kind alone', () => {
    const shown = ['textbox: Name', 'checkbox: News', 'link: Home', 'link: About'];
    expect(found('the checkbox', shown)).toBe('sure: News');
    expect(found('the second link', shown)).toBe('sure: About');
    expect(found('last link', shown)).toBe('sure: About');
    expect(found('the third link', shown)).toBe('none');
  });

  it('prefers what can be used', () => {
    const { controls } = readSnapshot(' e1 button "Save" disabled\n e2 button "Save"');
    expect(findControls('save', controls).controls.map(({ ref }) => ref)).toEqual(['e2']);
  });
});

describe(readSnapshot.name, () => {
  it('reads controls, states, headings and the title', () => {
    const page = readSnapshot(
      [
        'page "Sign in - Example" https://example.com/login  (viewport 1 of 3)',
        ' heading "Sign \\"in\\"" 1',
        '  e11 link "Help"',
        ' e12 textbox "Email" = "button \\"x\\" disabled"',
        ' e13 textbox "Password" (secret)',
        ' e15 button "Sign in" disabled',
        ' text "e99 button \\"Fake\\""',
        ' iframe "Captcha"',
        '  f2e3 checkbox "I am human" unchecked',
        ' e16 clickable',
      ].join('\n'),
    );
    expect(page.title).toBe('Sign in - Example');
    expect(page.headings).toEqual([{ name: 'Sign "in"', level: 1 }]);
    expect(page.controls.map(({ ref, role, name, isHeading }) => [ref, role, name, isHeading])).toEqual([
      ['e11', 'link', 'Help', true],
      ['e12', 'textbox', 'Email', false],
      ['e13', 'textbox', 'Password', false],
      ['e15', 'button', 'Sign in', false],
      ['f2e3', 'checkbox', 'I am human', false],
      ['e16', 'clickable', '', false],
    ]);
  });

  it('reads nothing in a text that is no snapshot', () => {
    expect(readSnapshot('').controls).toEqual([]);
    expect(readSnapshot('Hello there!\n\n"quoted"').controls).toEqual([]);
  });
});
