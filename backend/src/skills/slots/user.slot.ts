/** What the user keeps: when an alarm rings, what a note says. */
import { NOTES, THINGS } from '../../language/en/note-vocabulary.js';
import { spellNumber } from '../../language/en/number-words.js';
import { pick, pickInteger } from '../engine/random.js';
import type { Slot } from '../engine/slot.js';
import { NO, CONSENT } from '../engine/yes-no.js';

/** When an alarm is to ring, in any form: `7 am`, `half past 6 tomorrow`, `every day at 7`. */
export const whenSlot: Slot = {
  pattern: String.raw`[\p{L}\d][\p{L}\d .]{0,60}`,
  sample: (random) => {
    const hour = spellNumber(pickInteger(random, 1, 12));
    return `${hour}${pick(random, ['', ' am', ' am', ' pm', ' thirty', ' o clock', ' tomorrow'])}`;
  },
};

/** A note in any words. */
export const noteSlot: Slot = { pattern: '.{2,240}', sample: (random) => pick(random, NOTES) };

/** A note after "remember" alone: "do you remember me", "remember when" ask for none. */
export const freshNoteSlot: Slot = {
  pattern: String.raw`(?!(?:me|us|him|her|when|how|what|who|why|this|that|it|the time)(?: |$)).{2,240}`,
  sample: noteSlot.sample,
};

/** Words of a note, as a reply: a question or another command has none. */
export const noteWordsSlot: Slot = {
  pattern: String.raw`(?!(?:what|whats|where|when|who|which|why|how|is|are|do|does|set|start|add|take|make|remember|remind|read|tell|stop|cancel|never|nevermind|none|no)\b)[\p{L}\d].{1,100}`,
  sample: (random) => pick(random, NOTES),
};

/** A thing that a note may be about; where a delivery is, others know. */
export const thingSlot: Slot = {
  pattern: String.raw`(?!(?:packages?|parcels?|orders?|delivery|deliveries|mail|taxi|cab|uber|ride|refund)\b)[\p{L}\d][\p{L}\d ]{1,60}`,
  sample: (random) => pick(random, THINGS),
};

/** What to remind of and when, but not `when I get home`, which no clock knows. */
export const reminderSlot: Slot = {
  pattern: String.raw`(?!.*\b(?:when|if|once|as soon as|before|after|until|whenever) (?:i|we|you|he|she|it|they|the|my)\b).{1,200}`,
  sample: () => 'to call mom at noon',
};

/** The task of a reminder alone, neither a question nor a refusal. */
export const freshTaskSlot: Slot = {
  pattern: String.raw`(?!(?:no|nope|nothing|never mind|nevermind|cancel|stop|forget|do not|wait|what|who|when|where|why|how|which|is|are|set|remind)\b).{2,200}`,
  sample: () => 'call mom',
};

const KIND = '(?:timers?|alarms?|reminders?)';

/** Two or three kinds of what is due later: `all my timers and alarms`. */
export const kindsSlot: Slot = {
  pattern: `(?:(?:all|all of|both|every|each) )?(?:(?:my|the) )?${KIND}(?:,?(?: and)? (?:(?:all|every) )?(?:(?:my|the) )?${KIND}){1,2}`,
  sample: () => 'all my timers and alarms',
};

/** Agreeing to what was asked. */
export const consentSlot: Slot = {
  pattern: `(?:${CONSENT}|i do|i am sure)(?: (?:yes|please|sure|do it|do that|go ahead|delete them|forget (?:them|it|everything)|i am sure))*`,
  sample: () => 'yes please',
};

/** Declining it. */
export const refusalSlot: Slot = {
  pattern: `(?:${NO})(?: .{1,60})?`,
  sample: () => 'no',
};
