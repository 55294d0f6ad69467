import { pick } from '../random.js';
import type { Slot } from './slot.js';

/** Only for the recogniser: every city and country of the libraries is understood. */
const CITIES = [
  ...[
    'london',
    'paris',
    'new york',
    'tokyo',
    'berlin',
    'madrid',
    'rome',
    'sydney',
    'boston',
    'chicago',
    'moscow',
  ],
  ...['los angeles', 'san francisco', 'seattle', 'toronto', 'vancouver', 'montreal', 'mexico city', 'dublin'],
  ...[
    'amsterdam',
    'vienna',
    'zurich',
    'geneva',
    'stockholm',
    'oslo',
    'copenhagen',
    'helsinki',
    'warsaw',
    'prague',
  ],
  ...[
    'budapest',
    'athens',
    'istanbul',
    'cairo',
    'dubai',
    'delhi',
    'mumbai',
    'bangkok',
    'singapore',
    'hong kong',
  ],
  ...[
    'shanghai',
    'beijing',
    'seoul',
    'manila',
    'jakarta',
    'melbourne',
    'auckland',
    'lisbon',
    'barcelona',
    'milan',
  ],
  ...[
    'munich',
    'hamburg',
    'brussels',
    'houston',
    'dallas',
    'denver',
    'miami',
    'atlanta',
    'washington',
    'lima',
  ],
];

const COUNTRIES = [
  ...[
    'france',
    'germany',
    'spain',
    'italy',
    'japan',
    'canada',
    'mexico',
    'brazil',
    'india',
    'china',
    'australia',
  ],
  ...[
    'egypt',
    'sweden',
    'norway',
    'portugal',
    'poland',
    'denmark',
    'finland',
    'greece',
    'turkey',
    'russia',
    'peru',
  ],
  ...[
    'argentina',
    'chile',
    'colombia',
    'kenya',
    'nigeria',
    'morocco',
    'south africa',
    'south korea',
    'thailand',
  ],
  ...[
    'vietnam',
    'indonesia',
    'pakistan',
    'israel',
    'iran',
    'iraq',
    'ukraine',
    'hungary',
    'austria',
    'switzerland',
  ],
  ...[
    'belgium',
    'the netherlands',
    'ireland',
    'iceland',
    'new zealand',
    'cuba',
    'jamaica',
    'the united states',
  ],
  ...[
    'the united kingdom',
    'ethiopia',
    'ghana',
    'nepal',
    'malaysia',
    'the philippines',
    'croatia',
    'romania',
  ],
];

const NAME = String.raw`\p{L}[\p{L} ]{1,40}`;

export const citySlot: Slot = { pattern: NAME, sample: (random) => pick(random, CITIES) };

export const countrySlot: Slot = { pattern: NAME, sample: (random) => pick(random, COUNTRIES) };

/** A city or a country. */
export const placeSlot: Slot = {
  pattern: NAME,
  sample: (random) => pick(random, random() < 0.75 ? CITIES : COUNTRIES),
};
