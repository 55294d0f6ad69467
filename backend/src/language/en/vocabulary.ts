/**
 * Examples for the slots of commands: the recogniser's language model learns them, but every other word is
 * understood too. The order matters: the same seed draws the same examples.
 */

/** Words that people look up or spell. */
export const LOOKED_UP: readonly string[] = (
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
export const NAMES: readonly string[] = (
  'anna john mary james robert linda michael sarah david laura daniel emma peter julia thomas alice paul george ' +
  'susan kevin brian helen mark nancy carl lisa steven karen simon jane martin diana victor max tom ben sam kate'
).split(' ');
export const TIMER_LABELS: readonly string[] =
  'pasta egg tea coffee pizza laundry oven rice bread workout cake chicken cookie meeting'.split(' ');
export const OPTIONS: readonly string[] =
  'pizza pasta tea coffee red blue black white rice salad summer winter monday friday'.split(' ');
export const TASKS: readonly string[] = [
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
export const TOPICS: readonly string[] = [
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
export const SUBJECTS: readonly string[] = [
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
export const SITES: readonly string[] = [
  ...['google', 'youtube', 'the news', 'facebook', 'amazon', 'twitter', 'reddit'],
  ...['wikipedia', 'gmail', 'hacker news', 'the new york times', 'maps'],
];
export const LINKS: readonly string[] = [
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
  ...[
    'accept all',
    'accept cookies',
    'close',
    'next',
    'sign up',
    'continue',
    'read more',
    'show more',
    'log out',
    'my account',
  ],
  ...['cancel', 'save', 'home', 'about', 'help', 'news', 'add to cart', 'get started', 'learn more', 'reply'],
];
export const FIELDS: readonly string[] = [
  ...['name', 'email', 'password', 'search', 'address', 'country', 'date', 'message', 'phone number'],
];
/** No pounds: in questions they are mostly a weight. */
export const CURRENCIES: readonly string[] = 'dollars euros yen francs rupees pesos'.split(' ');

export const HOLIDAYS_SAID: readonly string[] = [
  ...[
    'christmas',
    'christmas',
    'christmas eve',
    'easter',
    'halloween',
    'thanksgiving',
    'new year',
    'new years eve',
  ],
  ...[
    'valentines day',
    'mothers day',
    'fathers day',
    'labor day',
    'independence day',
    'new years day',
    'summer',
  ],
  ...['spring', 'winter', 'the new year'],
];

/** Words that do not name a timer, because they are verbs about it: "pause the timer". */
export const NOT_LABELS: readonly string[] = [
  ...['set start make create give do cancel stop delete clear remove end pause hold resume continue unpause'],
  ...[
    'extend lengthen prolong shorten change adjust edit update rename reset restart snooze add put take turn',
  ],
  ...['check show list read tell is are was were will does did has have had can could would should'],
  ...['a an the this that these those i me my mine you your he she it its we us our they them their'],
  ...['what which when where who whose why how'],
  ...['second seconds minute minutes hour hours first other extra quick short more please every status'],
  ...['not no and or for of to in on off by from with all any another new timer timers'],
]
  .join(' ')
  .split(' ');

/** Words after "call me" that are not a name: requests, times and feelings. */
export const NOT_NAMES: ReadonlySet<string> = new Set(
  (
    'a an the my your this that it not no later back tomorrow today tonight now soon again when if at in on to for what ' +
    'who maybe please tired hungry bored sorry happy sad busy ready fine good okay sick crazy stupid important unknown ' +
    'secret none nobody'
  ).split(' '),
);

/** Devices at home. */
export const DEVICES: readonly string[] = (
  'lights,light,lamp,lamps,tv,television,fan,heater,heating,air conditioner,oven,kettle,coffee machine,coffee maker,' +
  'vacuum,speaker,speakers,radio,printer,plug,dishwasher,washing machine,dryer,thermostat,blinds,curtains,shutters,door,' +
  'doors,windows,garage,gate,valve,alarm system,robot'
).split(',');
/** Rests of questions about the user's days. */
export const WHEN: readonly string[] = [
  'today',
  'tomorrow',
  'tonight',
  'this week',
  'this weekend',
  'on monday',
];
/** People that one calls. */
export const CONTACTS: readonly string[] = [
  'mom',
  'dad',
  'my wife',
  'my brother',
  'john',
  'anna',
  'the office',
  'the doctor',
];
/** Words after "call" that begin something else than a name. */
export const NOT_CONTACTS: readonly string[] =
  'me it him her them us this that out for back in on of off a an to'.split(' ');
