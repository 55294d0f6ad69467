/** Several requests in one sentence, of which the browser carries out at least one: "scroll down and click sign in". */
import { siteNamed } from '#sites';
import { OPEN_ENDED } from '../command-grammar.js';
import {
  commandIn,
  endsInField,
  isOfBrowser,
  namesVisible,
  skillIn,
  takesAnyWords,
  takesText,
  type Page,
} from './command-in.js';
import { isOneName, isVisible } from '../browser/visible.js';
import { dictatedText } from '../../language/en/browser/dictated-text.js';
import { loneNumber } from '../../language/en/browser/number-homophones.js';
import { normalize } from '../../language/en/normalize.js';
import { saysNo } from '../engine/yes-no.js';
import type { Match } from '../engine/matcher.js';
import { englishMatcher } from '../english.js';

/** A sentence with more places to split is prose, and each way to split it costs time. */
const MAX_GAPS = 6;
/** A longer sentence is a text. */
const MAX_CHARS = 750;

const BETWEEN =
  /[,;.!]?\s+(?:and\s+then|and\s+also|(?:and\s+)?after\s+that|(?:and\s+)?afterwards|and|then)[,\s]\s*|[,;.!]\s+/gi;

/** What people do after a search, and search for less. */
const AFTER_A_SEARCH = /^\W*(?:scroll|read) \w|\b(?:result|link)\W*$/i;
/** "Click send and wait" takes nothing back. */
const WAITS = /^\W*wait\W*$/i;
const SHOWS_NUMBERS = /^browser\.numbers\.show$/;

/**
 * The commands of a sentence, in their order, from the last no on. What names something visible stays whole: "click terms and
 * conditions".
 * @returns undefined unless all of it is requests, two or more
 */
export function severalCommands(sentence: string, page: Page): string[] | undefined {
  if (sentence.length > MAX_CHARS) return undefined;
  const gaps = sentence.match(BETWEEN)?.length ?? 0;
  if (gaps === 0 || gaps > MAX_GAPS) return undefined;
  const parts = partsOf(sentence, page);
  if (!parts || parts.length < 2 || !parts.some((part) => commandIn(part, page))) return undefined;
  const from = parts.findLastIndex((part) => !WAITS.test(part) && saysNo(part)) + 1;
  return from < parts.length ? parts.slice(from) : parts;
}

function partsOf(text: string, page: Page): string[] | undefined {
  const gaps = [...text.matchAll(BETWEEN)];
  const beginnings = [...gaps.map(({ index }) => text.slice(0, index)), text];
  const found = beginnings.map((beginning) => commandIn(beginning, page) ?? skillIn(beginning));
  const named = found.findLastIndex((match) => match && namesVisible(match, page));
  const searched = beginnings.findIndex(searchesSite);
  for (let at = Math.max(0, named, searched); at < gaps.length; at++) {
    const [head, between] = [found[at], gaps[at]!];
    const beginning = beginnings[at]!;
    if (
      !head ||
      goesOn(head) ||
      isInQuotes(beginning) ||
      takesAll(head, beginning, beginnings[at + 1]!, page)
    )
      continue;
    const after = text.slice(between.index + between[0].length);
    const rest = partsOf(SHOWS_NUMBERS.test(head.intent.name) ? asClick(after) : after, page);
    if (rest && (!takesAnyWords(head) || mayFollow(rest[0]!, between[0], page))) return [beginning, ...rest];
  }
  return found.at(-1) || isWholeName(text, page) ? [text] : undefined;
}

/** "… and send booking": the name alone clicks what is called so. */
function isWholeName(text: string, page: Page): boolean {
  const name = normalize(text);
  return name.includes(' ') && isOneName(name, page);
}

/** "Show numbers and four": by then, a number alone is clicked. */
function asClick(text: string): string {
  const [first = ''] = text.split(BETWEEN);
  return loneNumber(normalize(first)) === undefined ? text : `click ${text}`;
}

/** A note may have any words, and so may the task of a reminder. */
const goesOn = ({ intent: { name } }: Match): boolean =>
  !isOfBrowser(name) && (OPEN_ENDED.has(name) || name === 'timer.remind');

/** "Type tea in the search box" is whole where the page shows that field, unless "and press enter" follows. */
function takesAll(match: Match, text: string, longer: string, page: Page): boolean {
  if (!takesText(match)) return false;
  return !endsInField(text, page) || dictatedText(longer)?.submit === true;
}

/** "Open wikipedia and search for cats" is one command. */
function searchesSite(text: string): boolean {
  const [match] = englishMatcher.matches(text, ({ name }) => name === 'browser.search.at-site');
  return siteNamed(match?.slots['site'] ?? '')?.search !== undefined;
}

export const isInQuotes = (before: string): boolean => (before.match(/["“”]/g)?.length ?? 0) % 2 === 1;

/** "Find refunds and click sign in", where the page shows that control. */
function mayFollow(command: string, between: string, page: Page): boolean {
  if (/\bthen\b/i.test(between) || AFTER_A_SEARCH.test(command)) return true;
  return Object.values(commandIn(command, page)?.slots ?? {}).some((name) => isVisible(name, page));
}
