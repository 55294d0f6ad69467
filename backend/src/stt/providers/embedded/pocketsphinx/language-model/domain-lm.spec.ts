import { describe, expect, it } from 'vitest';
import { domainLm } from './domain-lm.js';

interface Entry {
  probability: number;
  backoff: number;
}

/** Reads ARPA as a recogniser does. */
function read(arpa: string) {
  const entries = new Map<string, Entry>();
  for (const line of arpa.split('\n')) {
    const [log, ngram, backoff = '0'] = line.split('\t');
    if (ngram !== undefined)
      entries.set(ngram, { probability: 10 ** Number(log), backoff: 10 ** Number(backoff) });
  }
  const probability = (history: string[], word: string): number => {
    const seen = entries.get([...history, word].join(' '));
    if (seen) return seen.probability;
    if (history.length === 0) return 0;
    return (entries.get(history.join(' '))?.backoff ?? 1) * probability(history.slice(1), word);
  };
  const words = [...entries.keys()].filter((ngram) => !ngram.includes(' ') && ngram !== '<s>');
  return { entries, probability, words };
}

const SENTENCES = ['what time is it', 'what time is it in rome', 'what is the date', 'stop', 'stop'];

describe(domainLm.name, () => {
  it('gives each history probabilities that add up to one', () => {
    const { probability, words } = read(domainLm(SENTENCES));
    for (const history of [
      ['<s>'],
      ['<s>', 'what'],
      ['time', 'is'],
      ['is'],
      ['rome', 'is'],
      ['date', 'time'],
    ]) {
      const sum = words.reduce((total, word) => total + probability(history, word), 0);
      expect(sum, history.join(' ')).toBeCloseTo(1, 2);
    }
  });

  it('is Witten-Bell: after "what", "time" was seen 2 of 3 times, with 2 words possible', () => {
    const { probability } = read(domainLm(SENTENCES));
    // "time" is 2 of 21 words, of 10 different ones, ends of sentences included.
    const unigram = (2 + 10 * (1 / 10)) / (21 + 10);
    expect(probability(['what'], 'time')).toBeCloseTo((2 + 2 * unigram) / (3 + 2), 3);
  });

  it('prefers what was said to what was not, and leaves nothing impossible', () => {
    const { probability } = read(domainLm(SENTENCES));
    expect(probability(['what', 'time'], 'is')).toBeGreaterThan(0.5);
    expect(probability(['what', 'time'], 'stop')).toBeGreaterThan(0);
    expect(probability(['what', 'time'], 'stop')).toBeLessThan(0.05);
  });

  it('says in its header how many n-grams follow', () => {
    const arpa = domainLm(SENTENCES);
    for (const order of [1, 2, 3]) {
      const [, announced] = new RegExp(`ngram ${order}=(\\d+)`).exec(arpa)!;
      const section = arpa.split(`\\${order}-grams:\n`)[1]!.split('\n\n')[0]!;
      expect(section.split('\n')).toHaveLength(Number(announced));
    }
  });
});
