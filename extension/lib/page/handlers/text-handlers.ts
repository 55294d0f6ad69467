import { findText } from '../find/find-text';
import type { PageHandlers } from './page-handlers';

/** The calls that write text, find it, and read it. */
export const textHandlers = {
  find({ text, epoch, firstRef }, { refs }) {
    refs.begin(epoch, firstRef);
    const { matches, total } = findText(text);
    return {
      matches: matches.map(({ element, context }) => ({ ref: refs.numberOf(element), context })),
      total,
      nextRef: refs.next,
    };
  },

  article: ({ again }, { article }) => article.read(again),

  highlight(part, { article }) {
    if (part.from !== null) return { ok: article.light(part.from, part.to) };
    article.putOut();
    return { ok: true };
  },
} satisfies Partial<PageHandlers>;
