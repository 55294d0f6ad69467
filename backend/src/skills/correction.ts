/** What a person meant who corrects a command in the same breath: "scroll up, no, down". */
import { isVisible } from './browser/visible.js';
import { commandIn, takesAnyWords, takesText, type Page } from './command-in.js';

/** "No" and "wait" may be a part of a name; with a pause before them, they are not. */
const CORRECTION =
  /(?:[,;.!]\s+(?:no|nope|wait|sorry|actually|rather)|[,;.!]?\s+(?:(?:oh,?\s+)?no,?\s+(?:no|wait|sorry)|wait,?\s+no|i\s+meant?|scratch\s+that|make\s+that|or\s+rather))(?:,?\s+(?:wait|sorry|no|i\s+meant?|actually))*[,.]?\s+/i;
/** A longer sentence is prose. */
const MAX_CHARS = 200;
/** What is replaced is the end of the command. */
const MAX_REPLACED_WORDS = 5;

/** @returns the sentence as it would have been said at once; undefined if nothing is corrected */
export function corrected(sentence: string, page: Page): string | undefined {
  if (sentence.length > MAX_CHARS) return undefined;
  const found = CORRECTION.exec(sentence);
  if (!found) return undefined;
  const head = sentence.slice(0, found.index);
  const command = commandIn(head, page);
  if (!command || takesText(command) || takesAnyWords(command)) return undefined;
  if (isWholeName(sentence, page)) return undefined;
  const rest = sentence.slice(found.index + found[0].length);
  // "Click pricing, sorry, click sign in" and "click pricing, I mean sign in".
  return commandIn(rest, page) ? rest : replaced(head.trim().split(/\s+/), rest, page);
}

/** The shortest end of the command for which the rest can stand. */
function replaced(words: readonly string[], rest: string, page: Page): string | undefined {
  const most = Math.min(MAX_REPLACED_WORDS, words.length - 1);
  return Array.from({ length: most }, (_, i) => [...words.slice(0, -(i + 1)), rest].join(' ')).find(
    (sentence) => {
      const command = commandIn(sentence, page);
      const { target } = command?.slots ?? {};
      return command !== undefined && (target === undefined || isVisible(target, page));
    },
  );
}

const isWholeName = (sentence: string, page: Page): boolean =>
  Object.values(commandIn(sentence, page)?.slots ?? {}).some(
    (name) => name.includes(' ') && isVisible(name, page),
  );
