const TURNED: Readonly<Record<string, string>> = {
  i: 'you',
  me: 'you',
  we: 'you',
  us: 'you',
  my: 'your',
  our: 'your',
  mine: 'yours',
  ours: 'yours',
  myself: 'yourself',
  ourselves: 'yourselves',
  am: 'are',
  "i'm": "you're",
  "i've": "you've",
  "i'll": "you'll",
  "i'd": "you'd",
  "we're": "you're",
  "we've": "you've",
  "we'll": "you'll",
};

/** `I was` is the only other verb of the first person that differs from the second. */
const I_WAS = /\bi was\b/gi;

const WORDS = new RegExp(`(?<![\\p{L}'])(?:${Object.keys(TURNED).join('|')})(?![\\p{L}'])`, 'giu');

/** The user's words from the assistant's view: `my mom` becomes `your mom`, `I lent Tom` becomes `you lent Tom`. */
export function yours(words: string): string {
  return words
    .replaceAll('’', "'")
    .replaceAll(I_WAS, 'you were')
    .replaceAll(WORDS, (word) => TURNED[word.toLowerCase()]!);
}
