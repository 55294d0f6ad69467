import type { PagePhrases } from '../../../backend/src/stt/stt.port.ts';
import { sayings, type Page } from '../corpus.ts';

const pages = (): Page[] => [...new Set(sayings('held-out').map(({ page }) => page))];

/** The page with the most names. */
export const bigPage = (): Page =>
  pages().reduce((most, page) => (page.names.length > most.names.length ? page : most));

export const somePages = (count: number): Page[] => pages().slice(0, count);

export const phrasesOf = ({ names }: Page): PagePhrases => ({ names, numbers: [] });
