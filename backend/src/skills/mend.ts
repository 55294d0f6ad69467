/**
 * A second look at a sentence that was not understood: recognisers hear a word too many at the edges, and fingers slip.
 */
import { labelledDomainSentences } from './domain-sentences.js';
import { matches, type Match } from './matcher.js';
import { normalize, withoutCourtesies } from './normalize.js';

/** What is left of a sentence has at least so many words; fewer are found in too much that means something else. */
const MIN_WORDS = 3;
/** Longer sentences have more to them than a command. */
const MAX_WORDS = 16;
/** Words shorter than this are a letter away from too many others. */
const MIN_TYPO_CHARS = 3;

/** A sentence without these would mean something else. */
const TELLING = new Set(
  (
    'not no never do does did if unless why who when without translate define explain write spell type say said tell ' +
    'search google find add send ask cancel stop was were will'
  ).split(' '),
);

/** At the end whatever has a meaning counts ("in narnia"): only these are taken for noise. */
const STRAY_ENDINGS =
  /^(?:in|a|an|the|and|it|but|so|that|of|to|or|i|on|at|is|oh|then|here|again|anyway|man|buddy|dude|mate|huh|right|(?:a|an|the|and|i|but|it) [a-z]+)$/;

/** What a sentence may have been meant to be, likeliest first: nothing that cannot be undone. */
export function* mended(text: string): Generator<Match> {
  const words = withoutCourtesies(normalize(text)).split(' ').filter(Boolean);
  if (words.length > MAX_WORDS) return;
  for (const sentence of [...withoutStrays(words), ...withoutTypo(words)]) {
    for (const match of matches(sentence)) {
      if (!match.intent.exactOnly && match.intent.best !== 'model') yield match;
    }
  }
}

/** Without one or two words at either end. */
function* withoutStrays(words: readonly string[]): Generator<string> {
  for (const count of [1, 2]) {
    if (words.length - count < MIN_WORDS) return;
    const head = words.slice(0, count);
    if (!head.some((word) => TELLING.has(word) || /\d/.test(word))) yield words.slice(count).join(' ');
    if (STRAY_ENDINGS.test(words.slice(-count).join(' '))) yield words.slice(0, -count).join(' ');
  }
}

/** With one word that nobody says here replaced by one that is only a letter away. */
function* withoutTypo(words: readonly string[]): Generator<string> {
  vocabulary ??= new Set(labelledDomainSentences().flatMap(({ sentence }) => sentence.split(' ')));
  for (const [at, word] of words.entries()) {
    if (word.length < MIN_TYPO_CHARS || /\d/.test(word) || vocabulary.has(word)) continue;
    for (const known of vocabulary) {
      if (isOneSlip(word, known)) yield words.with(at, known).join(' ');
    }
  }
}

let vocabulary: Set<string> | undefined;

/** A letter left out, too many, another one, or two swapped. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
