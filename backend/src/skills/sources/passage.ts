/** Finds the sentence of a text that an answer most likely comes from, by the words that they share. */
import { sentencesOf, sharedBy, stemsOf } from '../browser/article/key-sentences.js';

/** A text that was read for an answer. */
export interface ReadText {
  /** Of its page; empty if it has none. */
  title: string;
  text: string;
  /** As in `list_tabs`; null if it is not known. */
  tab: number | null;
}

/** A sentence of a text, as it stands there. */
export interface Passage extends ReadText {
  /** How well it fits the answer and the question: more is better. */
  score: number;
}

/** A text prepared for the search. */
export interface IndexedText extends ReadText {
  sentences: readonly { text: string; terms: ReadonlySet<string> }[];
}

/** Lower scores are mostly chance: by `passage.spec.ts`, whose cases are split into tuning and held-out ones. */
const MIN_SCORE = 0.22;

/** One word in common is chance. */
const MIN_SHARED = 2;

/** What the question and the sentence share counts less: the answer need not come from there. */
const ASKED_WEIGHT = 0.4;

/** An answer may quote several sentences: the one that has the question's words comes first. */
const ABOUT_BONUS = 0.5;

/** A longer sentence is a list or a table, of which a part is shown. */
const MAX_CHARS = 400;

/** What Earshot cannot do stands in no page, though its words may. */
const OF_ITSELF =
  /^(?:(?:sorry|unfortunately)[, ]+)?I(?:['’]m (?:not|unable|afraid)| cannot| (?:ca|could|do|did|wo)(?:n['’]t| not))\b/i;

/** Of two texts with the same sentence, the one that can be shown and is newer. */
const bestFirst = (texts: readonly IndexedText[]): readonly IndexedText[] =>
  texts.toReversed().toSorted((a, b) => Number(a.tab === null) - Number(b.tab === null));

export const indexText = (text: ReadText): IndexedText => ({
  ...text,
  sentences: sentencesOf(text.text).map((sentence) => ({
    text: sentence.text,
    terms: new Set(termsOf(sentence.text)),
  })),
});

/**
 * @param answer what was said
 * @param question what was asked
 * @param texts what was read for it
 * @returns undefined if no sentence has enough of the answer
 */
export function passageOf(
  answer: string,
  question: string,
  texts: readonly IndexedText[],
): Passage | undefined {
  const weightOf = weights(texts);
  const asked = new Set(termsOf(question));
  const ordered = bestFirst(texts);
  let best: Passage | undefined;
  for (const { text: said } of sentencesOf(answer)) {
    if (OF_ITSELF.test(said)) continue;
    const terms = new Set(termsOf(said));
    for (const { title, tab, sentences } of ordered) {
      for (const sentence of sentences) {
        const fit = scoreOf(sentence.terms, terms, asked, weightOf);
        if (fit < MIN_SCORE) continue;
        const score = fit + ABOUT_BONUS * partOf(asked, sentence.terms);
        if (score > (best?.score ?? 0))
          best = { title, tab, text: sentence.text.slice(0, MAX_CHARS).toWellFormed(), score };
      }
    }
  }
  return best;
}

/** The harmonic mean of how much of the answer is in the sentence, and how much of the sentence is in the answer or the question. */
function scoreOf(
  sentence: ReadonlySet<string>,
  answer: ReadonlySet<string>,
  question: ReadonlySet<string>,
  weightOf: (term: string) => number,
): number {
  let [shared, all, count] = [0, 0, 0];
  let hasOfAnswer = false;
  for (const term of sentence) {
    const weight = weightOf(term);
    all += weight;
    if (answer.has(term) || question.has(term)) count++;
    if (answer.has(term)) {
      shared += weight;
      hasOfAnswer ||= !question.has(term);
    } else if (question.has(term)) shared += ASKED_WEIGHT * weight;
  }
  if (!hasOfAnswer || count < MIN_SHARED) return 0;
  let said = 0;
  for (const term of answer) said += weightOf(term);
  const [precision, recall] = [shared / all, Math.min(1, shared / said)];
  return (2 * precision * recall) / (precision + recall);
}

/** @returns how much of the first set is in the second, from 0 to 1 */
const partOf = (some: ReadonlySet<string>, all: ReadonlySet<string>): number =>
  some.size === 0 ? 0 : sharedBy(some, all) / some.size;

/** Rare words say more about a sentence than frequent ones (inverse document frequency, over sentences). */
function weights(texts: readonly IndexedText[]): (term: string) => number {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { sentences } of texts) {
    for (const { terms } of sentences) {
      total++;
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return (term) => Math.log(1 + total / (counts.get(term) ?? 1));
}

/** Stems of words that carry meaning, and numbers as they are written without separators. */
function termsOf(text: string): string[] {
  const numbers = (text.match(/\d[\d.,]*/g) ?? []).map((number) =>
    number.replace(/[.,]+$/, '').replaceAll(/,(?=\d{3})/g, ''),
  );
  return [...numbers, ...stemsOf(text).filter((stem) => !/\d/.test(stem))];
}
