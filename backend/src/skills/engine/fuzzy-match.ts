/** Matches a sentence that was not understood: recognisers add words, and users mistype. */
import type { Match, Matcher } from './matcher.js';

/** A sentence keeps at least this many words, because fewer match too many other sentences. */
const MIN_WORDS = 3;
/** Longer sentences are more than a command. */
const MAX_WORDS = 16;
/** Shorter words are one letter away from too many others. */
const MIN_TYPO_CHARS = 3;

export class FuzzyMatcher {
  #vocabulary: ReadonlySet<string> | undefined;

  /** @param sentences sentences for the skills; their words are not typing errors */
  constructor(
    private readonly matcher: Matcher,
    private readonly sentences: () => Iterable<string>,
  ) {}

  /** Intents that a sentence resembles, likeliest first, without those that cannot be undone. */
  *matches(text: string): Generator<Match> {
    const { normalize, withoutCourtesies } = this.matcher.language;
    const words = withoutCourtesies(normalize(text)).split(' ').filter(Boolean);
    if (words.length > MAX_WORDS) return;
    for (const sentence of [...this.#withoutStrayWords(words), ...this.#withoutTypo(words)]) {
      for (const match of this.matcher.matches(sentence)) {
        const { best, exactOnly, tool } = match.intent;
        if (!exactOnly && (best === 'skill' || best === 'either' || tool !== undefined)) yield match;
      }
    }
  }

  /** Without one or two words at either end. */
  *#withoutStrayWords(words: readonly string[]): Generator<string> {
    const { meaningfulWords, strayEndings } = this.matcher.language;
    for (const count of [1, 2]) {
      if (words.length - count < MIN_WORDS) return;
      const head = words.slice(0, count);
      if (!head.some((word) => meaningfulWords.has(word) || /\d/.test(word)))
        yield words.slice(count).join(' ');
      if (strayEndings.test(words.slice(-count).join(' '))) yield words.slice(0, -count).join(' ');
    }
  }

  /** With one unknown word replaced by a known one that is one letter away. */
  *#withoutTypo(words: readonly string[]): Generator<string> {
    this.#vocabulary ??= new Set([...this.sentences()].flatMap((sentence) => sentence.split(' ')));
    for (const [at, word] of words.entries()) {
      if (word.length < MIN_TYPO_CHARS || /\d/.test(word) || this.#vocabulary.has(word)) continue;
      for (const known of this.#vocabulary) {
        if (isOneSlip(word, known)) yield words.with(at, known).join(' ');
      }
    }
  }
}

/** One letter is missing, added or different, or two are swapped. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
