/** What a person meant who corrects a command in the same breath, "scroll up, no, down", or takes it back: "click send, no". */
import { isVisible } from '../browser/visible.js';
import {
  commandIn,
  endsInField,
  namesVisible,
  skillIn,
  takesAnyWords,
  takesText,
  type Page,
} from './command-in.js';
import { saysNo } from '../engine/yes-no.js';
import { isInQuotes, severalCommands } from './several-commands.js';

/** "No" and "wait" may be a part of a name; with a pause before them, they are not. */
const CORRECTION =
  /(?:[,;.!]\s+(?:no|nope|wait|sorry|actually|rather)|[,;.!]?\s+(?:(?:oh,?\s+)?no,?\s+(?:no|wait|sorry)|wait,?\s+no|i\s+meant?|scratch\s+that|make\s+that|or\s+rather))(?:,?\s+(?:wait|sorry|no|i\s+meant?|actually))*[,.]?\s+/i;
/** Where words begin that may take back those before them. */
const BEFORE_A_NO = /[,;.!]\s+(?:but\s+)?|\s+(?:(?:and\s+then|and|then|but)\s+)?(?=(?:no|never\s+mind)\b)/gi;
/** A longer end says more than no. */
const MAX_NO_CHARS = 40;
/** A longer sentence is prose. */
const MAX_CHARS = 200;
/** What is replaced is the end of the command. */
const MAX_REPLACED_WORDS = 5;

/** Whether the sentence ends in a no to its own commands, so that none of them is meant. */
export function isTakenBack(sentence: string, page: Page): boolean {
  if (sentence.length > MAX_CHARS) return false;
  const gap = [...sentence.matchAll(BEFORE_A_NO)].find(({ index, 0: { length } }) => {
    const end = sentence.slice(index + length);
    return end.length <= MAX_NO_CHARS && saysNo(end);
  });
  if (!gap || isWholeName(sentence, page)) return false;
  const head = sentence.slice(0, gap.index);
  const command = commandIn(severalCommands(head, page)?.at(-1) ?? head, page);
  if (!command || takesText(command) || takesAnyWords(command)) return false;
  // Without a pause, the no may be a part of a name.
  const { target } = command.slots;
  return gap[0].trim() !== '' || target === undefined || isVisible(target, page);
}

/** @returns the sentence as it would have been said at once; undefined if nothing is corrected */
export function corrected(sentence: string, page: Page): string | undefined {
  if (sentence.length > MAX_CHARS) return undefined;
  const found = CORRECTION.exec(sentence);
  if (!found) return undefined;
  const head = sentence.slice(0, found.index);
  if (isInQuotes(head)) return undefined;
  const command = commandIn(head, page);
  if (!command || takesAnyWords(command)) return undefined;
  const rest = sentence.slice(found.index + found[0].length);
  if (takesText(command)) return isTypedAnew(head, rest, page) ? rest : undefined;
  if (isWholeName(sentence, page)) return undefined;
  // "Click pricing, sorry, click sign in" and "click pricing, I mean sign in".
  if (commandIn(rest, page)) return rest;
  return replaced(head.trim().split(/\s+/), rest, page) ?? (skillIn(rest) && rest);
}

/** "Type tea in the search box, no wait, type ink in the search box": otherwise the words may all be text. */
function isTypedAnew(head: string, rest: string, page: Page): boolean {
  const again = commandIn(rest, page);
  return again !== undefined && takesText(again) && endsInField(head, page) && endsInField(rest, page);
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

function isWholeName(sentence: string, page: Page): boolean {
  const command = commandIn(sentence, page);
  return command !== undefined && namesVisible(command, page);
}
