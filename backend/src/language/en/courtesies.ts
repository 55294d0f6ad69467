/** Polite words around a request that do not change its meaning. */

/** Verbs of commands about what the user sees, which rarely begin anything else. */
const ACTS =
  '(?:scroll|click|tap|press|go|open|close|zoom|type|search|find|read|show|hide|switch|reload|refresh|select|choose|undo)';
/** "The first search result" and "the next open tab" are names. */
const NAME = '(?:search|open) (?:result|tab|page|link|window)s?\\b';
/** What people say before a command that they think of while they speak, or after one that went wrong. */
const ASIDES =
  'oh|oops|wait|maybe|perhaps|you know(?: what)?|i (?:think|guess|mean)|great|cool|nice|good|perfect|thanks|thank you|yes|yeah|yep|no|nope|sorry|like|firstly|also|afterwards|after that|' +
  `(?:1st|next)(?! ${NAME})`;

/** "Would you mind scrolling down": the verb as a command has it. */
const MIND = /^(?:would|do) you mind ([a-z]+?)(?:([a-z])\2)?ing\b/;
const ENDS_IN_E =
  /^(?:clos|typ|hid|choos|mov|remov|tak|mak|giv|writ|paus|resum|mut|unmut|delet|eras|chang|sav|us|creat|translat|increas|decreas|reduc|enlarg)$/;
/** Its last letter is double in the command, too, as in "add" and "scroll", but not in "stop" and "cancel". */
const ENDS_DOUBLE = /^(?:ad|(?!cance).*[ls])$/;

const OPENINGS = [
  new RegExp(
    `^(?:${ASIDES})(?= (?:(?:now|please|just|then|and|so|${ASIDES}|(?:can|could|would|will) you) )*${ACTS}\\b)`,
  ),
  new RegExp(`^(?:you (?:can|could|may)|if you (?:can|could|would))(?= (?:(?:now|please|just) )*${ACTS}\\b)`),
  // "Could I type faster?" is a question.
  /^(?:can|could|shall|may) (?:we|i)(?= (?:(?:now|please|just) )*(?:scroll|click|zoom|undo|reload|refresh|go (?:back|forward|up|down|to the (?:top|bottom|next|previous)))\b)/,
  /^(?:hey|hi|hello|ok|okay|yo) (?:earshot|ear shot)\b/,
  /^(?:earshot|hey|ok|okay|well|so|and(?! (?:in|what|how) )|now|alright|actually|please|kindly|then|hi|hello)\b/,
  /^(?:can|could|would|will) you(?: (?:please|quickly|just))?(?! hear| help$| do$| say$)\b/,
  /^(?:would you mind|i (?:want|need|would like) you to|i (?:want|need|would like) to know|i was (?:just )?wondering|do you know|possibly)\b/,
  /^(?:(?:please )?tell me|let me know|i wonder|may i ask|can i ask|help me)(?= (?:what|how|when|which|who|where|the|if|convert|spell|half|twice|double|\d\S*)\b)/,
  /^(?:i (?:want|need|would like) (?:you )?to|let us|let me|go ahead and)\b/,
  /^(?:excuse me|just)\b/,
];
/** In the middle: "set a timer for me for five minutes". */
const FOR_ME = / (?:for me|please)(?= (?:for|of|in|at|between|from|called|named)\b)/;
const CLOSINGS =
  /(?<! from) (?:please|for me|right now|now|thanks|thank you|earshot|will you|would you|if you (?:can|could|would|do not mind|like|please)|real quick)$/;

/** Openings that the recogniser's language model learns. */
export const POLITE_OPENINGS: readonly string[] = [
  'please',
  'can you',
  'could you',
  'could you please',
  'can you please',
];

/** Verbs that start a command and may follow "please". */
export const COMMAND_VERBS: ReadonlySet<string> = new Set(
  (
    'set start cancel stop convert calculate read summarize explain open close go scroll zoom roll flip toss pick ' +
    'choose spell define repeat say tell show list give translate search find click add take remind'
  ).split(' '),
);

/** A normalized sentence without its courtesies: `could you please roll a die for me` is `roll a die`. */
export function withoutCourtesies(sentence: string): string {
  let rest = asCommand(sentence.replace(FOR_ME, ''));
  for (let before = ''; before !== rest;) {
    before = rest;
    for (const opening of OPENINGS) rest = strip(rest, opening);
    rest = strip(rest, CLOSINGS);
  }
  return rest;
}

function asCommand(sentence: string): string {
  return sentence.replace(MIND, (_, verb: string, doubled = '') => {
    const stem = verb + doubled;
    if (doubled && ENDS_DOUBLE.test(stem)) return stem + doubled;
    return ENDS_IN_E.test(stem) ? `${stem}e` : stem;
  });
}

function strip(sentence: string, courtesy: RegExp): string {
  const rest = sentence.replace(courtesy, '').trim();
  return rest === '' ? sentence : rest;
}
