import { isSpeakable } from '../../../common/text/is-speakable.js';
import { spokenInline } from './inline-rules.js';
import { visibleText } from './visible-text.js';

/** `[1]: https://example.com "Title"`: where a link goes, for `[text][1]`. */
const LINK_TARGET =
  /^\s*\[[^\]]+\]:\s*<?(?:[a-z][a-z\d+.-]*:|www\.|[/#.])\S*(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*$/i;

/**
 * What stands at the beginning of a line and is not spoken: the marks of quotes, headings, lists, tasks and notes. The number
 * of a list item is spoken, as people read it aloud, so no number is ever taken for markup.
 */
const LINE_MARKS =
  /^\s*(?:>(?!\d)\s*)*(?:#{1,6}(?:\s+|$)|(?:[-*+•‣◦▪]\s+)+(?:\[[ xX]\]\s+)?|\[\^[^\]\s]+\]:\s*)?/;

/**
 * The text of a clause as it is spoken: its words and numbers in order, each once, without Markdown, HTML, emoji, characters
 * that cannot be seen, citations, and addresses but for their host. Formulas in LaTeX are written in plain signs. Works on
 * each clause alone, so markup that spans clauses does no harm.
 * @param startsLine whether the clause begins a line, where alone lists, headings and quotes are marked
 * @returns an empty text if it has no letter and no digit
 */
export function speakable(clause: string, startsLine = true): string {
  const text = visibleText(clause);
  if (startsLine && LINK_TARGET.test(text)) return '';
  const marks = startsLine ? LINE_MARKS.exec(text)![0] : '';
  const spoken = spokenInline(text.slice(marks.length), undefined, startsLine).replace(/\s+/g, ' ').trim();
  return isSpeakable(spoken) ? spoken : '';
}
