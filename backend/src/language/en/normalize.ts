import { writeDigits } from './numbers/digits.js';
import { readSpokenFractions, readWrittenFractions } from './numbers/fractions.js';

/** Longer texts are not commands. */
const MAX_COMMAND_CHARS = 250;

type Rule = readonly [pattern: RegExp, words: string];

/** Hesitations, as a recogniser writes them. */
const HESITATIONS = /\b(?:um+|uh+|erm?|hmm+|mhm|ah)\b/g;

const CONTRACTIONS: readonly Rule[] = [
  [
    /\b(what|who|where|when|how|that|it|there|name)(?:'s|s(?= the | time | it | your | my | up\b| \d))(?=\s|$)/g,
    '$1 is',
  ],
  [/\b(what|who|where|how|they|you|we)'re\b/g, '$1 are'],
  [/\bi'm\b/g, 'i am'],
  [/\blet's\b/g, 'let us'],
  [/\bi'd\b/g, 'i would'],
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'ll\b/g, ' will'],
  [/'ve\b/g, ' have'],
  // "what is france's capital"
  [/(^(?!what )|is )((?:\p{L}+ ){0,2}\p{L}+)'s (capital|currency)\b/gu, '$1the $3 of $2'],
];

/** Texts in which `12/25` and `2026-12-25` are dates rather than sums. */
const ABOUT_DATES = /\b(?:days?|date|weeks?|until|till|when|since)\b|\b\d{4}-\d\d-\d\d\b/;

/** Lengths in feet and inches as they are written: `5'10"`. */
const FEET: readonly Rule[] = [
  [/(\d)\s?'\s?(\d{1,2}(?:\.\d+)?)(?!\d)(?:\s?(?:"|''|”|″))?/g, '$1 feet $2 inches '],
  [/(\d)\s?'(?=\s(?:in|to)\b)/g, '$1 feet'],
  [/(\d)\s?(?:"|''|”|″)(?=\s(?:in|to)\b)/g, '$1 inches'],
];

const MONEY: readonly Rule[] = [
  [/[$]\s?(\d+(?:\.\d+)?)/g, '$1 dollars '],
  [/€\s?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s?€/g, '$1$2 euros '],
  [/£\s?(\d+(?:\.\d+)?)/g, '$1 pounds '],
  [/(dollars|euros|pounds)\s*\+\s*(?=\d)/g, '$1 plus '],
  [/(dollars|euros|pounds)\s*[-−–]\s*(?=\d)/g, '$1 minus '],
  [/(dollars|euros|pounds)\s*[*×]\s*(?=\d)/g, '$1 times '],
  [/(dollars|euros|pounds)\s*[/÷]\s*(?=\d)/g, '$1 divided by '],
];

/** Turns written sums into spoken words. */
const SUMS: readonly Rule[] = [
  [/(^|\s)\.(?=\d)/g, '$10.'],
  [/([\d)])\s*(?:\*\*|\^)\s*(?=[\d(-])/g, '$1 to the power of '],
  [/([\d)])\s*[*×·]\s*(?=[\d(-])/g, '$1 times '],
  [/(\d)\s*x\s*(?=\d)/g, '$1 times '],
  [/([\d)])\s*[/÷]\s*(?=[\d(-])/g, '$1 divided by '],
  [/([\d)])\s*\+\s*(?=[\d(-])/g, '$1 plus '],
  [/([\d)])\s*[-−–]\s*(?=[-−]?[\d(])/g, '$1 minus '],
  [/\((?=\s*[-(\d])/g, ' open '],
  [/(?<=[\d)]\s*)\)/g, ' close '],
  [/√\s*(?=\d)/g, 'square root of '],
];

/** Replaces other signs, then removes the remaining punctuation. */
const SIGNS: readonly Rule[] = [
  [/(^|[^\w.])[-−](?=\d)/g, '$1 minus '],
  [/\bft\b/g, 'feet'],
  [/%/g, ' percent '],
  // "C++", "C#", "Disney+"
  [/(?<=\p{L})\+\+(?![\p{L}\p{N}+])/gu, ' plus plus '],
  [/(?<=\p{L})\+(?![\p{L}\p{N}+])/gu, ' plus '],
  [/\b([cf])#/g, '$1 sharp '],
  [/°\s*([cf])\b/g, ' degrees $1'],
  [/°/g, ' degrees '],
  [/\bkm\/h\b/g, 'kilometers per hour'],
  // "10km", "5min", "d20", but not "4th"
  [/(\d)(?!(?:st|nd|rd|th)\b)(?=[a-z])/g, '$1 '],
  [/\bd(?=\d)/g, 'd '],
  // Points and slashes stay within a number and a date.
  [/(?<!\d)[./-]|[./-](?!\d)/g, ' '],
  [/[^\p{L}\p{N}\s.'/-]/gu, ' '],
];

/** Frequent recognition errors whose correct words are certain. */
const CONFUSIONS: readonly Rule[] = [
  [/\b(?:to|too)(?= (?:plus|minus|times|divided by|multiplied by|percent)\b)/g, '2'],
  [/(?<=\b(?:plus|minus|times|divided by|multiplied by) )(?:to|too)$/g, '2'],
  [/\bfor(?= (?:plus|minus|times|divided by|multiplied by|percent)\b)/g, '4'],
  [/(?<=\b(?:plus|minus|times|divided by|multiplied by) )for$/g, '4'],
  [/\b(timer|alarm) 4 (?=\d)/g, '$1 for '],
  // A stutter, of the speaker or of the recogniser: "can you you spell".
  [/\b(you|what|how|the|is|set|can|a|in|and)(?: \1)+\b/g, '$1'],
  // "2 to the 10th"
  [/(?<=\d )to the (\d+)(?:st|nd|rd|th)(?: power)?\b/g, 'to the power of $1'],
  [/\bwhether(?= in\b)/g, 'weather'],
];

/**
 * Normalizes a sentence to the form that templates expect: lower case, no punctuation, no
 * contractions, numbers in digits. Takes what a recogniser writes (`what is twenty percent of eighty`) and what
 * people type (`What's 20% of 80?`).
 *
 * @returns an empty text for one that is too long to be a command
 */
export function normalize(text: string): string {
  // First, because rewriting a pasted page would take longer than a sentence may wait.
  if (text.length > MAX_COMMAND_CHARS) return '';
  // NFKC would turn a superscript two into a plain 2.
  let sentence = text.replaceAll('²', ' squared').replaceAll('³', ' cubed').normalize('NFKC');
  sentence = sentence
    .toLowerCase()
    .replaceAll(/[’‘`′]/g, "'")
    .replaceAll('\u2044', '/');
  sentence = sentence.replaceAll(/(\d),(?=\d{3}(?!\d))/g, '$1');
  // Most sentences and names of controls have no digits, and these rules are half of the work.
  if (/\d/.test(sentence)) {
    sentence = readWrittenFractions(rewrite(sentence, [...FEET, ...MONEY]));
    if (!ABOUT_DATES.test(sentence)) sentence = rewrite(sentence, SUMS);
  }
  sentence = rewrite(sentence, SIGNS);
  sentence = rewrite(sentence, CONTRACTIONS).replaceAll("'", '').replaceAll(HESITATIONS, ' ');
  sentence = writeDigits(sentence.replaceAll(/\s+/g, ' ').trim());
  sentence = rewrite(readSpokenFractions(sentence), CONFUSIONS);
  return sentence.replaceAll(/\s+/g, ' ').trim();
}

function rewrite(sentence: string, rules: readonly Rule[]): string {
  return rules.reduce((text, [pattern, words]) => text.replaceAll(pattern, words), sentence);
}
