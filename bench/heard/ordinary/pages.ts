import type { PagePhrases } from '../../../backend/src/stt/stt.port.ts';
import { sayings, type Page } from '../corpus.ts';

/** The page with the most names. */
export function bigPage(): Page {
  const pages = sayings('held-out').map(({ page }) => page);
  return pages.reduce((most, page) => (page.names.length > most.names.length ? page : most));
}

export const phrasesOf = ({ names }: Page): PagePhrases => ({ names, numbers: [] });
