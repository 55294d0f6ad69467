/** Words that people say to keep the other one talking, and words that are to stop them. */

const BACKCHANNELS = new Set([
  ...'mhm mm mmm hm hmm hum mmhm aha ah oh uh huh um okay ok right yeah yep yes sure alright cool wow nice great'.split(
    ' ',
  ),
  ...[
    'uh huh',
    'mm hmm',
    'i see',
    'got it',
    'all right',
    'of course',
    'makes sense',
    'go on',
    'oh okay',
    'oh wow',
  ],
]);

/** What a recogniser makes of a hum: "but" and "then" were seen. Alone, nobody says such a word to take the turn. */
const HEARD_IN_HUMS = new Set('but then than them and an the a in on or of'.split(' '));

const STOPS = new Set([
  ...'stop wait no nope quiet silence hush enough pause cancel shush halt'.split(' '),
  ...[
    'hold on',
    'shut up',
    'be quiet',
    'hang on',
    'never mind',
    'one moment',
    'that is enough',
    "that's enough",
  ],
]);

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);

/** All of it is listening noises: "mhm", "okay, right", or the word that a hum was taken for. */
export function isBackchannel(text: string): boolean {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > 5) return false;
  if (words.length === 1 && HEARD_IN_HUMS.has(words[0]!)) return true;
  for (let i = 0; i < words.length;) {
    if (i + 1 < words.length && BACKCHANNELS.has(`${words[i]} ${words[i + 1]}`)) i += 2;
    else if (BACKCHANNELS.has(words[i]!)) i++;
    else return false;
  }
  return true;
}

/** It begins with a word that always stops the assistant: "stop", "wait a minute", "no". */
export function isStopCommand(text: string): boolean {
  const words = wordsOf(text);
  const first = words.slice(0, words[0] === 'okay' || words[0] === 'please' ? 2 : 1).at(-1);
  if (first === undefined) return false;
  return STOPS.has(first) || [2, 3].some((count) => STOPS.has(words.slice(0, count).join(' ')));
}

/** Nothing but such a word, and the courtesies around it: it wants silence, and no answer. */
export function isOnlyStop(text: string): boolean {
  const rest = wordsOf(text)
    .join(' ')
    .replace(/^(?:okay|ok|please|hey)\s+/, '')
    .replace(/\s+(?:please|now|it|that|talking|speaking|reading)$/, '');
  return rest.split(' ').every((word) => STOPS.has(word)) || STOPS.has(rest);
}
