import { describe, expect, it } from 'vitest';
import { SIGN_NAMES } from './browser/control-words.js';
import { saidPart, shorterParts } from './spoken/said-part.js';
import { spokenForms } from './spoken-forms.js';

const KNOWN = new Set(
  (
    'store front check out news letter climate change wifi email pdf sign in stop yes no buy now add to cart it us go ' +
    'support contact about new york times iphone the a of'
  ).split(' '),
);
const isWord = (word: string) => KNOWN.has(word);

const withoutOtherScripts = (text: string) =>
  text
    .replaceAll(/[設定Привет]+/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();

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
    ['constructor', ['constructor']],
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
    ['MI6', ['m. i. six']],
    ['ChatGPT-4o', ['chat g. p. t. four o.']],
    ['AT&T', ['a. t. and t.']],
  ])('letters: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    ['404', ['four oh four', 'four hundred four', 'four hundred and four']],
    ['1,500', ['fifteen hundred', 'one thousand five hundred']],
    ['12,345', ['twelve thousand three hundred forty five', 'twelve thousand three hundred and forty five']],
    ['1,204', ['one thousand two hundred four', 'one thousand two hundred and four']],
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
    [
      '(030) 123-4567',
      ['oh three oh one two three four five six seven', 'zero three zero one two three four five six seven'],
    ],
    [
      '2020–2024',
      [
        'twenty twenty to twenty twenty four',
        'two thousand twenty two thousand twenty four',
        'two thousand and twenty two thousand and twenty four',
      ],
    ],
    ['i7-12700K', ['i. seven one two seven oh oh k.', 'i. seven twelve thousand seven hundred thousand']],
    ['No. 5', ['number five']],
    [
      '$49.99',
      [
        'forty nine ninety nine',
        'forty nine dollars and ninety nine cents',
        'forty nine dollars ninety nine',
      ],
    ],
    ['$200', ['two hundred dollars', 'two hundred']],
    ['$1', ['one dollar', 'one']],
    ['Under €50', ['under fifty euros', 'under fifty']],
    ['1.299,00 €', ['one thousand two hundred ninety nine euros', 'one thousand two hundred ninety nine']],
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
    ['9am–5pm', ['nine a. m. to five p. m.', 'nine a. m. five p. m.']],
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
    ['1.2K views', ['one point two k. views', 'one point two thousand views']],
    ['3M users', ['three million users', 'three m. users']],
    ['4x4', ['four by four', 'four x. four']],
    ['Wi-Fi 6E', ['wifi six e.']],
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
    ['https://www.example.com', ['example dot com', 'example com', 'example']],
    ['Node.js', ['node j. s.', 'node dot j. s.', 'node']],
    ['×', ['close']],
  ])('signs: “%s”', (name, expected) => expect(wholeOf(name)).toEqual(expected));

  it.each([
    ['$49.99 Buy', 'Buy', 'buy'],
    ['Buy for $5', 'Buy', 'buy'],
    ['Comments (128)', 'Comments', 'comments'],
    ['Comments (1.2K)', 'Comments', 'comments'],
    ['🛒 Cart', 'Cart', 'cart'],
    ['Lamp  –  €20', 'Lamp', 'lamp'],
    ['設定 Settings', 'Settings', 'settings'],
    ['All Тест maps', 'All maps', 'all maps'],
  ])('leaves out what is not said of “%s”', (name, written, words) =>
    expect(spokenForms(name)).toEqual([{ words: words.split(' '), written, isWhole: true }]),
  );

  it.each([
    ['CONTRIBUTING.md', 'CONTRIBUTING', 'contributing'],
    ['docker-compose.yml', 'docker-compose', 'docker compose'],
    ['Trekking poles (pair)', 'Trekking poles', 'trekking poles'],
    ['Prices [EUR]', 'Prices', 'prices'],
  ])('also says “%s” as people shorten it', (name, written, words) =>
    expect(spokenForms(name)).toContainEqual({ words: words.split(' '), written, isWhole: true }),
  );

  it('splits what is not known where two words are, the shorter first', () => {
    const isWord = (word: string) =>
      ['work', 'works', 'spaces', 'paces', 'web', 'webs', 'store', 'tore'].includes(word);
    const said = (name: string) => spokenForms(name, isWord)[0]!.words.join(' ');
    expect([said('workspaces'), said('webstore')]).toEqual(['work spaces', 'web store']);
  });

  it.each(['設定', 'Настройки', '🛒', '', '***', 'عربي abc مرحبا بالعالم'])('says nothing of “%s”', (name) =>
    expect(spokenForms(name)).toEqual([]),
  );

  it('keeps its promises for any name', () => {
    // Numerical Recipes' generator: the same names each time.
    let seed = 7;
    const below = (limit: number) => (seed = (1_664_525 * seed + 1_013_904_223) % 2 ** 32) % limit;
    const pieces = [
      ...[
        'Sign',
        'in',
        'FAQ',
        'PDFs',
        'iPhone',
        'McDonald’s',
        'straße',
        '設定',
        'Привет',
        'é',
        'ﬁ',
        'a',
        'I',
        "'",
        'U.S.',
      ],
      ...[
        '12',
        '2024',
        '1,500',
        '4.5',
        '1.2.3',
        '007',
        '10:30',
        '3/12/2026',
        'Mar',
        '1st',
        '90s',
        '12V',
        '5GB',
        '+49',
      ],
      ...[
        '$',
        '€20',
        '(128)',
        '[3]',
        '&',
        '%',
        '+',
        '@',
        '#',
        '/',
        '-',
        '–',
        '.',
        '…',
        '×',
        '°C',
        '½',
        '🛒',
        '👩‍💻',
        '\u00ad',
      ],
      ...[' ', ' ', ' ', ' ', '\n', '\t', '"', '\ud800', '_', ':', '(', ')'],
    ];
    for (let round = 0; round < 3000; round++) {
      const name = Array.from({ length: 1 + below(12) }, () => pieces[below(pieces.length)]!).join('');
      const { text } = saidPart(name);
      const forms = spokenForms(name, round % 2 ? isWord : undefined);
      expect(forms.length).toBeLessThanOrEqual(12);
      expect(new Set(forms.map(({ words }) => words.join(' '))).size).toBe(forms.length);
      expect(forms.filter(({ isWhole }) => isWhole).length).toBeLessThanOrEqual(5);
      for (const { words, written, isWhole } of forms) {
        expect(words, name).not.toEqual([]);
        for (const word of words) expect(word, name).toMatch(/^(?:[a-z]+(?:'[a-z]+)*|[a-z]\.)$/);
        const whole = [SIGN_NAMES.get(name.trim()) ?? text, ...shorterParts(text)].map(withoutOtherScripts);
        if (isWhole) expect(whole, name).toContain(written);
        else expect(withoutOtherScripts(text).includes(written), name).toBe(true);
      }
    }
  });

  it.each([
    'a1$('.repeat(2500),
    'x'.repeat(10_000),
    '1'.repeat(10_000),
    ' '.repeat(10_000),
    '(1,'.repeat(3000),
    '€ '.repeat(5000),
  ])('only begins a name of 10,000 characters', (name) =>
    expect(spokenForms(name).every(({ isWhole }) => !isWhole)).toBe(true),
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
