/** Polite words around a request that do not change its meaning. */

const OPENINGS = [
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
  /(?<! from) (?:please|for me|right now|now|thanks|thank you|earshot|will you|would you|if you can)$/;

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
  let rest = sentence.replace(FOR_ME, '');
  for (let before = ''; before !== rest;) {
    before = rest;
    for (const opening of OPENINGS) rest = strip(rest, opening);
    rest = strip(rest, CLOSINGS);
  }
  return rest;
}

function strip(sentence: string, courtesy: RegExp): string {
  const rest = sentence.replace(courtesy, '').trim();
  return rest === '' ? sentence : rest;
}
