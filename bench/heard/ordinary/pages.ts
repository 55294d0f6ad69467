import type { PagePhrases } from '../../../backend/src/stt/stt.port.ts';
import { sayings, type Page } from '../corpus.ts';

const pages = (): Page[] => [...new Set(sayings('held-out').map(({ page }) => page))];

/** The page with the most names. */
export const bigPage = (): Page =>
  pages().reduce((most, page) => (page.names.length > most.names.length ? page : most));

export const somePages = (count: number): Page[] => pages().slice(0, count);

export const phrasesOf = ({ names }: Page): PagePhrases => ({ names, numbers: [] });

const PAGE_NAMES = 40;
const SYLLABLES = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'to', 'vi', 'zan'];

/** A page like no other: new pairs of common words, and one word that is in no dictionary. */
export function inventedPage(index: number): Page {
  const common = [
    ...new Set(
      bigPage()
        .names.join(' ')
        .toLowerCase()
        .match(/\p{L}+/gu),
    ),
  ];
  const word = (i: number) => common[i % common.length]!;
  const names = Array.from(
    { length: PAGE_NAMES },
    (_, i) => `${word(index * 7 + i)} ${word(index * 3 + i * i)}`,
  );
  const digits = [...String(index + 1_000)].map(Number);
  return {
    id: `invented ${index}`,
    half: 'held-out',
    names: [...names, digits.map((digit) => SYLLABLES[digit]).join('')],
  };
}
