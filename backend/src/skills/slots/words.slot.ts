import { pick, type Random } from '../random.js';
import type { Slot } from './slot.js';

/** Words that people look up or have spelt. The recogniser's general model knows all others. */
const LOOKED_UP = (
  'courage friend believe necessary separate definite beautiful because through thought receive success ' +
  'knowledge language neighbor restaurant rhythm science schedule business calendar committee conscience ' +
  'definitely different difficult embarrass environment excellent experience government grammar guarantee height ' +
  'immediately independent island judgment library license machine maybe mystery occasion opportunity parallel ' +
  'patience people piece pleasure privilege probably psychology question really recommend relevant remember ' +
  'responsible sentence serious surprise temperature tomorrow tongue truly until vacuum village weather weird ' +
  'wisdom wonderful yesterday freedom justice honest hunger humble empathy gravity harmony horizon irony journey ' +
  'kindness liberty loyal memory mercy music nature ocean passion peace planet poetry power pride promise purpose ' +
  'reason respect shadow silence spirit story strange stubborn thunder trust truth victory virtue wonder'
).split(' ');
const NAMES = (
  'anna john mary james robert linda michael sarah david laura daniel emma peter julia thomas alice paul george ' +
  'susan kevin brian helen mark nancy carl lisa steven karen simon jane martin diana victor max tom ben sam kate'
).split(' ');
const TIMER_LABELS =
  'pasta egg tea coffee pizza laundry oven rice bread workout cake chicken cookie meeting'.split(' ');
const OPTIONS = 'pizza pasta tea coffee red blue black white rice salad summer winter monday friday'.split(
  ' ',
);
const TASKS = [
  ...[
    'call mom',
    'call dad',
    'check the oven',
    'take out the trash',
    'drink water',
    'call the office',
    'stand up',
  ],
  ...[
    'feed the cat',
    'feed the dog',
    'take a break',
    'send the email',
    'call john',
    'move the car',
    'check the mail',
  ],
];
const TOPICS = [
  ...[
    'the weather',
    'news',
    'recipes',
    'flights',
    'a hotel',
    'restaurants',
    'the history of rome',
    'black holes',
  ],
  ...[
    'the president',
    'football',
    'music',
    'movies',
    'cheap phones',
    'train times',
    'a birthday present',
    'shoes',
  ],
];
const SUBJECTS = [
  ...[
    'the moon',
    'the sun',
    'the president',
    'the history of rome',
    'gravity',
    'a black hole',
    'photosynthesis',
  ],
  ...[
    'love',
    'music',
    'the internet',
    'water',
    'the ocean',
    'the sky blue',
    'the world',
    'a computer',
    'people',
  ],
  ...[
    'shakespeare',
    'einstein',
    'electricity',
    'the law',
    'the economy',
    'an airplane',
    'the brain',
    'democracy',
  ],
];
const SITES = [
  ...['google', 'youtube', 'the news', 'facebook', 'amazon', 'twitter', 'settings'],
  ...['the home page', 'my bookmarks', 'downloads', 'the history', 'maps'],
];
const LINKS = [
  ...[
    'the first link',
    'the second link',
    'the next button',
    'sign in',
    'the menu',
    'search',
    'submit',
    'settings',
  ],
  ...[
    'the last link',
    'the send button',
    'contact',
    'more',
    'the top result',
    'comments',
    'log in',
    'download',
  ],
];
/** Pounds are understood, too, but mostly they are weighed. */
const CURRENCIES = 'dollars euros yen francs rupees pesos'.split(' ');

const WORD = String.raw`[\p{L}]+`;
/** No timer is called by these: where one stands, the words say what to do with a timer. */
const NO_LABEL = [
  ...['set start make create give do cancel stop delete clear remove end pause hold resume continue unpause'],
  ...[
    'extend lengthen prolong shorten change adjust edit update rename reset restart snooze add put take turn',
  ],
  ...['check show list read tell is are was were will does did has have had can could would should'],
  ...['a an the this that these those i me my mine you your he she it its we us our they them their'],
  ...['what which when where who whose why how'],
  ...['not no and or for of to in on off by from with all any another new timer timers'],
]
  .join(' ')
  .replaceAll(' ', '|');
const LABEL_WORD = String.raw`(?!(?:${NO_LABEL})\b)${WORD}`;

export const wordSlot: Slot = { pattern: WORD, sample: from(LOOKED_UP) };
export const nameSlot: Slot = { pattern: `${WORD}(?: ${WORD})?`, sample: from(NAMES) };
/** One of several things to choose from. */
export const optionSlot: Slot = { pattern: `${WORD}(?: ${WORD}){0,3}`, sample: from(OPTIONS) };
/** What a timer is called. */
export const labelSlot: Slot = { pattern: `${LABEL_WORD}(?: ${LABEL_WORD})?`, sample: from(TIMER_LABELS) };
/** What a timer is often called: a label even where nothing else says that a timer is to be set. */
export const commonLabelSlot: Slot = {
  pattern: `(?:${TIMER_LABELS.join('|')})s?`,
  sample: from(TIMER_LABELS),
};
/** What to be reminded of. */
export const taskSlot: Slot = { pattern: `${WORD}(?: ${WORD}){0,5}`, sample: from(TASKS) };
export const topicSlot: Slot = { pattern: '.{2,200}', sample: from(TOPICS) };
export const subjectSlot: Slot = { pattern: '.{2,300}', sample: from(SUBJECTS) };
export const siteSlot: Slot = { pattern: '.{2,100}', sample: from(SITES) };
export const linkSlot: Slot = { pattern: '.{2,100}', sample: from(LINKS) };
export const currencySlot: Slot = {
  pattern: '(?:dollars?|euros?|pounds?|yen|francs?|rupees?|pesos?|yuan|krona|bitcoins?)',
  sample: from(CURRENCIES),
};

function from(words: readonly string[]): (random: Random) => string {
  return (random) => pick(random, words);
}
