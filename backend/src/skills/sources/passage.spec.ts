import { describe, expect, it } from 'vitest';
import { indexText, passageOf } from './passage.js';

const SHOP = `Returns and refunds
You can send back anything within 30 days of delivery. Sale items can be exchanged, but not refunded.
Refunds reach your bank account within five working days. We pay for the return label in the EU.
Gift cards are valid for three years and cannot be turned into cash.
The Oslo store opens at 10 and closes at 18 on weekdays. On Saturdays it is open until 16.`;

const LAMPS = `Desk lamps compared
The Halo costs 48 euros and weighs 900 grams. It has a warm light and no dimmer.
The Nord is 1,200 kroner with shipping. Its arm turns by 270 degrees, and the base holds a wireless charger.
Both carry a guarantee of two years. We tried them for six weeks in an office without windows.
Readers preferred the Nord for its brightness, and the Halo for its looks.`;

const HISTORY = `The lighthouse was finished in 1871 after nine years of work. Henrik Dahl designed its lens, which was ground in Paris.
In the storm of 1903 the keeper's house was washed away. The family had left the day before.
Since 1986 the light has been automatic. Visitors may climb the 172 steps from May to September.`;

const TEXTS = [
  { title: 'Returns', text: SHOP, tab: 1 },
  { title: 'Lamps', text: LAMPS, tab: 2 },
  { title: 'Lighthouse', text: HISTORY, tab: 3 },
].map(indexText);

type Case = [question: string, answer: string, begins: string | undefined];

/** The limit was chosen by these. */
const TUNING: Case[] = [
  ['how long do I have to return it', 'You have 30 days after delivery to return it.', 'You can send back'],
  ['can I get a refund on sale items', 'No, sale items can only be exchanged.', 'Sale items can be'],
  ['how much is the halo', 'The Halo is 48 euros.', 'The Halo costs 48'],
  ['who made the lens', 'Henrik Dahl designed it.', 'Henrik Dahl designed'],
  ['how many steps are there', 'There are 172.', 'Visitors may climb'],
  [
    'which one do readers like',
    'Readers like the Nord because it is brighter.',
    'Readers preferred the Nord',
  ],
  ['what is the capital of france', 'The capital of France is Paris.', undefined],
  ['what is two plus two', 'Four.', undefined],
  ['what time is it', "It is five o'clock.", undefined],
  ['tell me a joke', 'Why did the lamp go to school? It wanted to be bright.', undefined],
];

const HELD_OUT: Case[] = [
  ['when do refunds arrive', 'Within five working days, on your bank account.', 'Refunds reach your bank'],
  ['is the oslo shop open on saturday', 'Yes, until 16.', 'On Saturdays it is open'],
  ['how long are gift cards good for', 'Gift cards are valid for three years.', 'Gift cards are valid'],
  ['what does the nord cost', 'The Nord costs 1200 kroner, shipping included.', 'The Nord is 1,200'],
  ['is there a warranty', 'Yes, a guarantee of two years for both lamps.', 'Both carry a guarantee'],
  ['when was it built', 'It was finished in 1871, after nine years.', 'The lighthouse was finished'],
  ['what happened in 1903', "A storm washed the keeper's house away.", 'In the storm of 1903'],
  ['is it still run by a keeper', 'No, it has been automatic since 1986.', 'Since 1986 the light'],
  ['what day is it', 'It is Saturday, the third of May.', undefined],
  ['who won the match', 'Oslo won by two goals in the last minutes.', undefined],
  ['how are you', 'I am fine, thank you.', undefined],
  ['open my mail', 'I cannot open your mail without the tool for it.', undefined],
];

describe(passageOf, () => {
  it.each([...TUNING, ...HELD_OUT])('of %j, %j begins with %j', (question, answer, begins) => {
    const found = passageOf(answer, question, TEXTS)?.text;
    if (begins === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(new RegExp(`^${begins}`));
  });

  it('of an answer that quotes several sentences is the one about the question', () => {
    const said =
      'The page says: "Refunds reach your bank within five days. Sale items can be exchanged only."';
    const text = 'Refunds reach your bank within five days. Sale items can be exchanged only.';
    const texts = [indexText({ title: 'Returns', text, tab: 1 })];
    const of = (topic: string) => passageOf(said, `what does this page say about ${topic}`, texts)?.text;
    expect(of('refunds')).toMatch(/^Refunds/);
    expect(of('sale items')).toMatch(/^Sale items/);
  });

  it('says where it stands', () => {
    expect(passageOf('It weighs 900 grams.', 'how heavy is the halo', TEXTS)).toMatchObject({
      title: 'Lamps',
      tab: 2,
      text: 'The Halo costs 48 euros and weighs 900 grams.',
    });
  });

  it.each<[string, (number | null)[], number | null]>([
    ['in the tab that was read last', [1, 2], 2],
    ['in a tab that is known', [1, null], 1],
    ['in a tab that is known, also where it was shared first', [null, 1], 1],
  ])('that several texts have is %s', (_, tabs, tab) => {
    const texts = tabs.map((each) =>
      indexText({ title: 'Shop', text: 'The Halo costs 48 euros.', tab: each }),
    );
    expect(passageOf('It costs 48 euros.', 'how much is the halo', texts)).toMatchObject({ tab });
  });

  it.each([
    'I cannot buy the lamp, because its button is disabled.',
    "Sorry, I couldn't buy the lamp.",
    "I'm not able to buy the lamp.",
  ])('is none of what Earshot says of itself: "%s"', (said) => {
    const texts = [
      indexText({ title: 'Shop', text: 'The lamp is bright. You can buy the lamp here.', tab: 1 }),
    ];
    expect(passageOf(said, 'buy it', texts)).toBeUndefined();
  });

  it('is none of what only repeats the question', () => {
    expect(passageOf('I do not know about refunds.', 'what about refunds', TEXTS)).toBeUndefined();
  });

  it('is a part of a very long sentence', () => {
    const text = { title: '', text: `Tulips ${'and bulbs '.repeat(500)}`, tab: null };
    expect(passageOf('Tulips, bulbs.', '', [indexText(text)])!.text.length).toBeLessThanOrEqual(400);
  });
});
