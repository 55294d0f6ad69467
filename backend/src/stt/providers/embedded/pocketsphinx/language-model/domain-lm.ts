/**
 * A trigram language model of a list of sentences, in the ARPA format
 * (https://cmusphinx.github.io/wiki/arpaformat/).
 *
 * Smoothing: interpolated Witten-Bell (Bell, Cleary and Witten, Text Compression, 1990, method C, as formulated in
 * Chen and Goodman, An Empirical Study of Smoothing Techniques for Language Modeling, 1998, section 2.6):
 *
 *   p(w|h) = (count(hw) + types(h) * p(w|h')) / (count(h) + types(h))
 *
 * with h' the history without its oldest word and types(h) the number of different words seen after h. It needs
 * no counts of counts, which sentences made from templates do not have in natural proportion. For an unseen w
 * that is p(w|h') times types(h) / (count(h) + types(h)): the back-off weight, exact without normalising.
 */
const ORDER = 3;
const BEGIN = '<s>';
const END = '</s>';

/** The words that followed one history. */
interface History {
  count: number;
  types: number;
}

/** @param sentences words in the recogniser's spelling (lower case, no punctuation), separated by single spaces */
export function domainLm(sentences: Iterable<string>): string {
  const counts = countNgrams(sentences);
  const histories = counts.map((ngrams) => countHistories(ngrams));
  const backoff = (h: History | undefined) => (h ? h.types / (h.count + h.types) : 1);

  const probabilities: Map<string, number>[] = [];
  counts.forEach((ngrams, i) => {
    const uniform = 1 / (ngrams.size - 1);
    const level = new Map<string, number>();
    for (const [ngram, count] of ngrams) {
      const { count: total, types } = histories[i]!.get(historyOf(ngram))!;
      const lower = i === 0 ? uniform : probabilities[i - 1]!.get(withoutOldest(ngram))!;
      level.set(ngram, (count + types * lower) / (total + types));
    }
    probabilities.push(level);
  });

  const lines = ['\\data\\', ...counts.map((ngrams, i) => `ngram ${i + 1}=${ngrams.size}`)];
  probabilities.forEach((level, i) => {
    lines.push('', `\\${i + 1}-grams:`);
    for (const [ngram, probability] of level) {
      // The beginning of a sentence is never predicted: -99 is ARPA's zero.
      const log = ngram === BEGIN ? '-99' : Math.log10(probability).toFixed(4);
      const weight = i + 1 < ORDER ? `\t${Math.log10(backoff(histories[i + 1]!.get(ngram))).toFixed(4)}` : '';
      lines.push(`${log}\t${ngram}${weight}`);
    }
  });
  return lines.concat('', '\\end\\', '').join('\n');
}

/** How often each n-gram occurs; index 0 has the single words. */
function countNgrams(sentences: Iterable<string>): Map<string, number>[] {
  const counts = Array.from({ length: ORDER }, () => new Map<string, number>());
  for (const sentence of sentences) {
    const words = [BEGIN, ...sentence.split(' '), END];
    counts.forEach((ngrams, i) => {
      for (let end = i + 1; end <= words.length; end++) {
        const ngram = words.slice(end - i - 1, end).join(' ');
        ngrams.set(ngram, (ngrams.get(ngram) ?? 0) + 1);
      }
    });
  }
  return counts;
}

function countHistories(ngrams: Map<string, number>): Map<string, History> {
  const histories = new Map<string, History>();
  for (const [ngram, count] of ngrams) {
    const history = historyOf(ngram);
    const seen = histories.get(history) ?? { count: 0, types: 0 };
    // The beginning of a sentence follows nothing.
    if (ngram !== BEGIN) {
      seen.count += count;
      seen.types += 1;
    }
    histories.set(history, seen);
  }
  return histories;
}

const historyOf = (ngram: string) => ngram.slice(0, Math.max(0, ngram.lastIndexOf(' ')));
const withoutOldest = (ngram: string) => ngram.slice(ngram.indexOf(' ') + 1);
