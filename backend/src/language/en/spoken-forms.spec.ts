import { describe, expect, it } from 'vitest';
import { spokenForms } from './spoken-forms.js';

const KNOWN = new Set(
  (
    'store front check out news letter climate change wifi email pdf sign in stop yes no buy now add to cart it us go ' +
    'support contact about new york times iphone the a of'
  ).split(' '),
);
const isWord = (word: string) => KNOWN.has(word);

const wholeOf = (name: string) =>
  spokenForms(name, isWord)
    .filter((form) => form.isWhole)
    .map(({ words }) => words.join(' '));

describe(spokenForms.name, () => {
  it.each([
    ['Sign in', ['sign in']],
    ['STOP', ['stop']],
    ["Today's deals", ["today's deals"]],
    ['Today’s “best” deals!', ["today's best deals"]],
    ['Café Straße', ['cafe strasse']],
    ['ＡＢＣ news', ['a. b. c. news']],
    ['storefront', ['store front']],
    ['checkout', ['checkout']],
    ['accountSettings', ['account settings']],
    ['snake_case_name', ['snake case name']],
    ['Wi-Fi', ['wifi']],
    ['E-paper', ['e. paper']],
    ['A day in Rome', ['a day in rome']],
    ['Plan A', ['plan a.']],
    ['kubectl', ['cube control']],
    ['McDonald', ['mcdonald']],
  ])('words: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    ['FAQ', ['f. a. q.']],
    ['PDF', ['p. d. f.']],
    ['FAQs', ["f. a. q's"]],
    ['GSR', ['g. s. r.']],
    ['npm', ['n. p. m.']],
    ['U.S. news', ['u. s. news']],
    ['IT support', ['i. t. support', 'it support']],
    ['ADD TO CART', ['add to cart']],
    ['Q&A', ['q. and a.']],
    ['A/B test', ['a. b. test']],
    ['World War II', ['world war two']],
  ])('letters: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    ['404', ['four oh four', 'four hundred four', 'four hundred and four']],
    ['1,500', ['fifteen hundred', 'one thousand five hundred']],
    ['12,345', ['twelve thousand three hundred forty five', 'twelve thousand three hundred and forty five']],
    ['50000', ['fifty thousand']],
    ['007', ['oh oh seven', 'zero zero seven']],
    ['2024', ['twenty twenty four', 'two thousand twenty four', 'two thousand and twenty four']],
    ['2005', ['two thousand five', 'two thousand and five', 'twenty oh five']],
    ['1905', ['nineteen oh five', 'one thousand nine hundred five', 'one thousand nine hundred and five']],
    ['1st', ['first']],
    ['112th', ['one hundred twelfth']],
    ['90s', ['nineties']],
    ['4.5', ['four point five']],
    ['22.04', ['twenty two point oh four', 'twenty two point zero four', 'twenty two oh four']],
    ['1.2.3', ['one point two point three', 'one dot two dot three', 'one two three']],
    ['24/7', ['twenty four seven']],
    ['1/2', ['one half', 'one two']],
    ['3-4 days', ['three to four days', 'three four days']],
    ['555-1234', ['five five five one two three four']],
    ['iPhone 15 Pro', ['iphone fifteen pro']],
  ])('numbers: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    ['12 Mar', ['march twelfth', 'twelfth of march', 'twelve march']],
    ['Mar 12', ['march twelfth', 'twelfth of march', 'twelve march']],
    [
      '3/12/2026',
      ['march twelfth', 'twelfth of march', 'three twelve'].map((day) => `${day} twenty twenty six`),
    ],
    [
      '25/12/2026',
      ['december twenty fifth', 'twenty fifth of december', 'twenty five twelve'].map(
        (day) => `${day} twenty twenty six`,
      ),
    ],
    ['10:30', ['ten thirty']],
    ['10:05', ['ten oh five']],
    ['18:00', ["eighteen o'clock", 'eighteen', 'six']],
    ['10 am', ['ten a. m.']],
  ])('dates and times: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    [
      'GSR 12V-15',
      ['g. s. r. twelve volts fifteen', 'g. s. r. twelve volt fifteen', 'g. s. r. twelve v. fifteen'],
    ],
    ['20 km', ['twenty kilometers', 'twenty k. m.']],
    ['5GB', ['five gigabytes', 'five g. b.']],
    ['20°C', ['twenty degrees celsius', 'twenty degrees']],
    ['50% off', ['fifty percent off']],
  ])('units: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    ['C++', ['c. plus plus']],
    ['C#', ['c. sharp']],
    ['Disney+', ['disney plus']],
    ['Earth + Moon', ['earth plus moon']],
    ['+ Add', ['add']],
    ['r/programming', ['r. programming']],
    ['#ClimateChange', ['climate change', 'hashtag climate change']],
    ['#climatechange', ['climate change', 'hashtag climate change']],
    ['@john_doe', ['john doe', 'at john doe']],
    ['anna@example.com', ['anna at example dot com', 'anna at example com']],
    ['Node.js', ['node j. s.', 'node dot j. s.']],
    ['×', ['close']],
  ])('signs: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    ['$49.99 Buy', 'Buy', 'buy'],
    ['Buy for $5', 'Buy', 'buy'],
    ['Comments (128)', 'Comments', 'comments'],
    ['Comments (1.2K)', 'Comments', 'comments'],
    ['🛒 Cart', 'Cart', 'cart'],
    ['Lamp  –  €20', 'Lamp', 'lamp'],
    ['設定 Settings', '設定 Settings', 'settings'],
  ])('leaves out what is not said of “%s”', (name, written, words) =>
    expect(spokenForms(name)).toEqual([{ words: [words], written, isWhole: true }]),
  );

  it.each(['設定', 'Настройки', '🛒', '', '***', 'عربي abc مرحبا بالعالم'])('says nothing of “%s”', (name) =>
    expect(spokenForms(name)).toEqual([]),
  );

  it('has the beginnings that people say', () => {
    const beginnings = spokenForms('How a small Danish town became the centre of something')
      .filter(({ isWhole }) => !isWhole)
      .map(({ words, written }) => `${words.join(' ')} <${written}>`);
    expect(beginnings).toEqual([
      'how a small <How a small>',
      'how a small danish <How a small Danish>',
      'how a small danish town <How a small Danish town>',
      'how a small danish town became <How a small Danish town became>',
    ]);
  });

  it.each([
    ['Wi-Fi settings', ['wifi']],
    ['12 comments', []],
    ['Q&A with Anna', ['q. and a.']],
    ['What to read', []],
    ['The end', []],
    ['Philips Hue', ['philips']],
  ])('begins “%s” where people stop', (name, expected) =>
    expect(
      spokenForms(name, isWord)
        .filter(({ isWhole }) => !isWhole)
        .map(({ words }) => words.join(' ')),
    ).toEqual(expected),
  );
});
