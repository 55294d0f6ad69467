import {
  CONTACTS,
  CURRENCIES,
  DEVICES,
  FIELDS,
  LINKS,
  LOOKED_UP,
  NAMES,
  NOT_CONTACTS,
  NOT_LABELS,
  OPTIONS,
  SITES,
  SUBJECTS,
  TASKS,
  TIMER_LABELS,
  TOPICS,
  WHEN,
} from '../../language/en/vocabulary.js';
import { pick, type Random } from '../engine/random.js';
import { WEATHER_QUESTION } from '../weather/weather-question.js';
import type { Slot } from '../engine/slot.js';

const WORD = String.raw`[\p{L}]+`;
const LABEL_WORD = String.raw`(?!(?:${NOT_LABELS.join('|')})\b)${WORD}`;

export const wordSlot: Slot = { pattern: WORD, sample: from(LOOKED_UP) };
export const nameSlot: Slot = { pattern: `${WORD}(?: ${WORD})?`, sample: from(NAMES) };
/** One of several things to choose from. */
export const optionSlot: Slot = { pattern: `${WORD}(?: ${WORD}){0,3}`, sample: from(OPTIONS) };
/** The label of a timer. */
export const labelSlot: Slot = { pattern: `${LABEL_WORD}(?: ${LABEL_WORD})?`, sample: from(TIMER_LABELS) };
/** Frequent labels, which count even without other words about a timer. */
export const commonLabelSlot: Slot = {
  pattern: `(?:${TIMER_LABELS.join('|')})s?`,
  sample: from(TIMER_LABELS),
};
/** The task of a reminder. */
export const taskSlot: Slot = { pattern: `${WORD}(?: ${WORD}){0,5}`, sample: from(TASKS) };
export const topicSlot: Slot = { pattern: '.{2,200}', sample: from(TOPICS) };
export const subjectSlot: Slot = { pattern: '.{2,300}', sample: from(SUBJECTS) };
export const siteSlot: Slot = { pattern: '.{2,100}', sample: from(SITES) };
/** A control by its name, which may be one letter. */
export const linkSlot: Slot = { pattern: '.{1,100}', sample: from(LINKS) };
export const weatherQuestionSlot: Slot = { pattern: WEATHER_QUESTION, sample: () => 'weather' };
/** A field of a page, which is not one of the assistant's own things. */
export const fieldSlot: Slot = {
  pattern: String.raw`(?!.*\b(?:timers?|alarms?|reminders?|notes?|voice|speed)\b).{2,60}?`,
  sample: from(FIELDS),
};
/** A site, which the web is not. */
export const websiteSlot: Slot = {
  pattern: String.raw`(?!(?:the )?(?:web|internet|net|google|online)\b).{2,60}`,
  sample: from(SITES),
};
/** The rest of a sentence, whatever it is. */
export const restSlot: Slot = { pattern: '.{1,200}', sample: from(WHEN) };
export const deviceSlot: Slot = { pattern: `(?:${DEVICES.join('|')})`, sample: from(DEVICES) };
export const contactSlot: Slot = {
  pattern: String.raw`(?!(?:${NOT_CONTACTS.join('|')})\b)[\p{L}\d]+(?: [\p{L}\d]+){0,3}`,
  sample: from(CONTACTS),
};
export const currencySlot: Slot = {
  pattern: '(?:dollars?|euros?|pounds?|yen|francs?|rupees?|pesos?|yuan|krona|bitcoins?)',
  sample: from(CURRENCIES),
};

function from(words: readonly string[]): (random: Random) => string {
  return (random) => pick(random, words);
}
