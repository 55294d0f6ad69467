/**
 * A summary without a language model: the sentences of an article whose words are the most frequent in it. Words of the
 * title count more, and so do the first sentences of a text and of its paragraphs, because writers put the matter there.
 */
import { paragraphsOf } from '../../../language/en/sentences.js';
import { FUNCTION_WORDS } from '../../../language/en/browser/control-words.js';

export interface SummaryOptions {
  /** Sentences of the summary. */
  sentences: number;
  /** Shorter and longer sentences, in words, are headings, captions or lists. */
  minWords: number;
  maxWords: number;
  /** Factors on the score. */
  titleWord: number;
  firstOfText: number;
  firstOfParagraph: number;
}

export const SUMMARY_DEFAULTS: Readonly<SummaryOptions> = {
  // By judgement, on articles of three to thirty paragraphs: three sentences are about twenty seconds of speech.
  sentences: 3,
  minWords: 6,
  maxWords: 45,
  titleWord: 1.5,
  firstOfText: 1.6,
  firstOfParagraph: 1.2,
};

export interface Sentence {
  text: string;
  paragraph: number;
  isFirst: boolean;
}

export function sentencesOf(text: string): Sentence[] {
  return paragraphsOf(text).flatMap((sentences, paragraph) =>
    sentences.map(({ from, to }, i) => ({
      text: text.slice(from, to).replaceAll(/\s+/g, ' '),
      paragraph,
      isFirst: i === 0,
    })),
  );
}

/** Words that carry meaning, without their commonest endings. */
export function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > 2 && !FUNCTION_WORDS.has(word) && !COMMON.has(word))
    .map(stemOf);
}

/** The best sentences in the order of the text; fewer if there are no more. */
export function keySentences(
  { title, text }: { title: string; text: string },
  options: SummaryOptions = SUMMARY_DEFAULTS,
): string[] {
  const { minWords, maxWords, titleWord, firstOfText, firstOfParagraph } = options;
  const all = sentencesOf(text);
  const frequency = Map.groupBy(
    all.flatMap((sentence) => stemsOf(sentence.text)),
    (stem) => stem,
  );
  const ofTitle = new Set(stemsOf(title));
  const weight = (stem: string) => (frequency.get(stem)?.length ?? 0) * (ofTitle.has(stem) ? titleWord : 1);
  const isFit = ({ text: words }: Sentence) => {
    const count = words.split(' ').length;
    return count >= minWords && count <= maxWords && /[.!?…]["'”’)]?$/.test(words);
  };
  const fit = all.filter(isFit);
  const scored = fit.map((sentence, i) => {
    const stems = stemsOf(sentence.text);
    const mean = stems.reduce((sum, stem) => sum + weight(stem), 0) / Math.max(stems.length, minWords);
    const place = i === 0 ? firstOfText : sentence.isFirst ? firstOfParagraph : 1;
    return { sentence, stems: new Set(stems), score: mean * place };
  });
  return chosen(scored, options.sentences);
}

interface Scored {
  sentence: Sentence;
  stems: ReadonlySet<string>;
  score: number;
}

/** How many members two sets share. */
export const sharedBy = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((each) => b.has(each)).length;

/** A sentence that mostly repeats a chosen one is left out. */
const REPEATS = 0.6;

function chosen(scored: readonly Scored[], count: number): string[] {
  const picked: Scored[] = [];
  for (const next of scored.toSorted((a, b) => b.score - a.score)) {
    if (picked.length >= count) break;
    const repeats = picked.some(({ stems }) => sharedBy(stems, next.stems) > REPEATS * next.stems.size);
    if (!repeats) picked.push(next);
  }
  return scored.filter((each) => picked.includes(each)).map(({ sentence }) => sentence.text);
}

const stemOf = (word: string): string =>
  word.length > 4
    ? word.replace(/(?:ies|y)$/, 'i').replace(/(?:ations?|ing|ed|es|s|ly)$/, '')
    : word.replace(/s$/, '');

const COMMON: ReadonlySet<string> = new Set(
  (
    'also been being but can could each even had has have her him how into just like many may more most much must new now ' +
    'one only other our over said says she should since some such than that their them then there these they this those ' +
    'through too two under very was were what when where which while who why will would you your about after all any because ' +
    'before between both during every first from here'
  ).split(' '),
);
