import { CITIES, COUNTRIES } from '../../language/en/places/place-vocabulary.js';
import { pick } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';

const NAME = String.raw`\p{L}[\p{L} ]{1,40}`;

export const citySlot: Slot = { pattern: NAME, sample: (random) => pick(random, CITIES) };

export const countrySlot: Slot = { pattern: NAME, sample: (random) => pick(random, COUNTRIES) };

/** A city or a country. */
export const placeSlot: Slot = {
  pattern: NAME,
  sample: (random) => pick(random, random() < 0.75 ? CITIES : COUNTRIES),
};
